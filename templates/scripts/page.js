{% filter lean %}
{% include "scripts/conditions.js" %}

{% include "scripts/writing.js" %}

{% include "scripts/answers.js" %}

{% if "time" in patient_kinds or "table" in patient_kinds %}
{% include "scripts/clock.js" %}

{% endif %}
{% if "person_name" in patient_kinds or "address" in patient_kinds %}
{% include "scripts/parts.js" %}

{% endif %}
{% for kind in patient_kinds %}
{% include "items/" ~ kind ~ "/item.js" %}

{% endfor %}
{% include "scripts/errors.js" %}

{% include "scripts/ticks.js" %}

{% include "scripts/sending.js" %}

{% include "scripts/response.js" %}

{% include "scripts/form.js" %}

for (const root of document.querySelectorAll(".intake-form")) start(root);
{% endfilter %}
