{# What the form needs of the script, or all of it where `is_module`. #}
{% set all = is_module|default(false) %}
{% set asked = () if all else patient_sections|map(attribute="items")|sum(start=()) %}
{% set has_private = all or asked|selectattr("sensitive")|rejectattr("is_coded")|list|length > 0 %}
{% set has_patterns = all or script.rules|selectattr("pattern", "defined")|list|length > 0 %}
{% set has_limits = all or (script.rules|selectattr("min", "defined")|list + script.rules|selectattr("max", "defined")|list)|length > 0 %}
{% set has_table = all or "table" in patient_kinds %}
{% set has_times = has_table or "time" in patient_kinds %}
{% set has_rtl = all or dir == "rtl" or languages|selectattr("dir", "equalto", "rtl")|list|length > 0 %}
{% filter lean %}
{% include "scripts/values.js" %}

{% if all or script.rules|selectattr("when", "defined")|list %}
{% include "scripts/conditions.js" %}

{% include "scripts/applying.js" %}

{% else %}
const applying = () => () => {};
{% endif %}

{% include "scripts/writing.js" %}

{% include "scripts/answers.js" %}

{% if has_patterns %}
{% include "scripts/patterns.js" %}

{% endif %}
{% if has_times %}
{% include "scripts/clock.js" %}

{% endif %}
{% if all or "person_name" in patient_kinds or "address" in patient_kinds %}
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

{% if all or languages|length > 1 or clinic.drafts or clinic.prefill or form.screen == "sections" %}
{% include "scripts/keeping.js" %}

{% endif %}
{% if all or clinic.prefill %}
{% include "scripts/filling.js" %}

{% for kind in patient_kinds %}
{% include "items/" ~ kind ~ "/fill.js" ignore missing %}

{% endfor %}
{% endif %}
{% if all or languages|length > 1 or kiosk is defined %}
{% include "scripts/swap.js" %}

{% endif %}
{% if all or languages|length > 1 %}
{% include "scripts/languages.js" %}

{% endif %}
{% if all or clinic.drafts and kiosk is not defined %}
{% include "scripts/drafts.js" %}

{% endif %}
{% if all or form.screen == "sections" %}
{% include "scripts/review.js" %}

{% for kind in patient_kinds %}
{% include "items/" ~ kind ~ "/said.js" ignore missing %}

{% endfor %}
{% include "scripts/sections.js" %}

{% endif %}
{% if all or kiosk is defined %}
{% include "scripts/kiosk.js" %}

{% endif %}

{% if not all %}
for (const root of document.querySelectorAll(".intake-form")) start(root);
{% if clinic.embedded_in %}
{% include "scripts/framed.js" %}

{% endif %}
{% endif %}
{% endfilter %}
