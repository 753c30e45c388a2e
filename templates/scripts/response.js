// What is sent as a FHIR R4 QuestionnaireResponse: the same as intake/answers/as_fhir.py.
{# In the module, which knows no form, all of it. #}
{% set all = is_module|default(false) %}
{% set types = ["Boolean", "Decimal", "Quantity", "Time"] if all else script.rules|map(attribute="type")|list %}
{% set has_table = "table" in patient_kinds %}
{% set has_parts = has_table or patient_kinds|select("in", ("address", "matrix", "person_name", "signature"))|list %}
{% set has_amounts = "Quantity" in types or script.rules|selectattr("ucum", "defined")|list %}
{% set asked = () if all else patient_sections|map(attribute="items")|sum(start=()) %}
{% set has_private = all or asked|selectattr("sensitive")|rejectattr("is_coded")|list %}
{% set has_bare = all or script.rules|selectattr("display", "defined")|list %}
{% set has_clash = all or asked|map(attribute="id")|select("in", patient_sections|map(attribute="id")|list)|list %}
function response({ answers, beside }, items, head) {
  const [url] = head.questionnaire.split("|");
  const groups = [];
  let group;
  for (const [id, item] of items) {
    const { type{% if has_amounts %}, ucum = {}{% endif %}{% if has_table %}, columns{% endif %}{% if has_bare %}, display{% endif %} } = item.rule;
    const { other{% if has_amounts %}, ago{% endif %}{% if has_private %}, in_person: isDeclined{% endif %} } = beside[id] ?? {};
    const value = answers[id];
    const nodes = [];
    const add = (node) => nodes.push({ linkId: id, text: question(item), ...node });
    const coded = (part, code, name) => ({
{% if has_amounts %}
      system: ucum[code] ? "http://unitsofmeasure.org" : `${url}/${id}`,
      code: ucum[code] ?? code,
{% else %}
      system: `${url}/${id}`,
      code,
{% endif %}
      [name]: item.all(part).find((box) => box.value === code).labels[0].textContent.trim(),
    });
    const valued = (value, part = "", as = type) => {
      if (other && value === "other") return { valueString: other };
{% if has_bare %}
      if (display === false) return { valueCoding: { system: `${url}/${id}`, code: value } };
{% endif %}
      if (as === "Coding") value = coded(part, value, "display");
{% if has_amounts %}
      if (as === "Quantity") {
        const { value: amount, unit } = value;
        value = { value: amount && +amount, ...(unit && coded(part || ".unit", unit, "unit")) };
      }
{% endif %}
{% if "Boolean" in types or has_table %}
      if (as === "Boolean") value = value === "yes";
{% endif %}
{% if "Time" in types or has_table %}
      if (as === "Time") value += ":00";
{% endif %}
{% if "Decimal" in types or has_table %}
      if (as === "Decimal") value = +value;
{% endif %}
      return { [`value${as}`]: value };
    };
{% if has_parts %}
    const parts = (value, row = "", as = {}) => ({
      item: Object.entries(value).map(([key, one]) =>
        ({ linkId: `${id}.${key}`, answer: [valued(one, `${row}.${key}`, as[key])] })),
    });
    const isWhole = type === "Quantity" || Array.isArray(value) || Object(value) !== value;
{% endif %}
{% if has_private %}
    const extension = [{
      url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
      valueCode: "asked-declined",
    }];
{% endif %}
{% if has_table %}
    if (columns) {
      const as = Object.fromEntries(columns.map((one) => [one.id, one.type]));
      value?.forEach((row, at) => add(parts(row, `.${at + 1}`, as)));
    } else
{% endif %}
{% if has_parts %}
    if (!isWhole) add(parts(value));
    else
{% endif %}
    if (value !== undefined) add({ answer: [value].flat().map((one) => valued(one)) });
{% if has_private %}
    if (isDeclined) {
      if (!nodes[0]) add();
      for (const node of nodes) node.extension = extension;
    }
{% endif %}
{% if has_amounts %}
    if (ago) add({ linkId: `${id}.ago`, answer: [valued(ago, ".ago_unit", "Quantity")] });
{% endif %}
    if (!nodes[0]) continue;
    const title = item.element.closest(".intake-section").firstElementChild;
    const linkId = title.id.split("/")[1]{% if has_clash %}.replace(/.+/, (id) => (items.has(id) ? `${id}-section` : id)){% endif %};
    if (group?.linkId !== linkId) {
      groups.push(group = { linkId, text: title.textContent.trim(), item: [] });
    }
    group.item.push(...nodes);
  }
  return { ...head, authored: new Date().toISOString(), item: group && groups };
}
