{% include "scripts/conditions.js" %}
{% include "scripts/writing.js" %}
{% include "scripts/answers.js" %}
{% include "scripts/errors.js" %}
{% include "scripts/ticks.js" %}
{% include "scripts/tables.js" %}
{% include "scripts/sending.js" %}
{% include "scripts/form.js" %}
for (const root of document.querySelectorAll(".intake-form")) start(root);
