// A form in a page of the portal. Put <intake-form src="…fragment.html"> into the page, or the
// fragment itself with intake-form.css beside it. docs/embedding.md has the rest.
{% include "scripts/page.js" %}

{# Filled in when the module is made: no template puts a value into a script. #}
const STYLES = "";
const ABSENT = {};
{% filter lean %}
{% include "scripts/fragment.js" %}

{% include "scripts/element.js" %}
{% endfilter %}
