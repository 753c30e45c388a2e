// A form in a page of the portal. Put <intake-form src="…fragment.html"> into the page, or the
// fragment itself with intake-form.css beside it. docs/embedding.md has the rest.
{% include "scripts/page.js" %}

{% filter lean %}
const STYLES = "";
const ABSENT = {};
{% include "scripts/fragment.js" %}

{% include "scripts/element.js" %}
{% endfilter %}
