{% filter lean %}
{% include "scripts/values.js" %}

{% if script.rules|selectattr("when", "defined")|list %}
{% include "scripts/conditions.js" %}

{% else %}
const enabled = (rules) => new Set(rules.map(({ id }) => id));
{% endif %}

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

{% include "scripts/form.js" %}

{% if languages|length > 1 or clinic.drafts or clinic.prefill or form.screen == "sections" %}
{% include "scripts/keeping.js" %}

{% endif %}
{% if clinic.prefill %}
{% include "scripts/filling.js" %}

{% for kind in patient_kinds %}
{% include "items/" ~ kind ~ "/fill.js" ignore missing %}

{% endfor %}
{% endif %}
{% if languages|length > 1 or kiosk is defined %}
{% include "scripts/swap.js" %}

{% endif %}
{% if languages|length > 1 %}
{% include "scripts/languages.js" %}

{% endif %}
{% if clinic.drafts and kiosk is not defined %}
{% include "scripts/drafts.js" %}

{% endif %}
{% if form.screen == "sections" %}
{% include "scripts/review.js" %}

{% for kind in patient_kinds %}
{% include "items/" ~ kind ~ "/said.js" ignore missing %}

{% endfor %}
{% include "scripts/sections.js" %}

{% endif %}
{% if kiosk is defined %}
{% include "scripts/kiosk.js" %}

{% endif %}
for (const root of document.querySelectorAll(".intake-form")) start(root);
{% endfilter %}
