// Shows what applies and hides the rest. Only what changes is touched, so that focus and what is
// being read stay as they are.
function applying(root, rules, items, values, errors) {
  const holders = [...root.querySelectorAll(".intake-section, .intake-run, .intake-follow-ups")]
    .filter((holder) => !holder.closest(".intake-clinician"))
    .map((holder) => [holder, [...holder.querySelectorAll("[data-item]")]]);
  return () => {
    const found = enabled(rules, values);
    for (const [id, item] of items) {
      const isOn = found.has(id);
      if (item.on === isOn) continue;
      item.on = isOn;
      item.element.hidden = !isOn;
      const { element } = item;
      const held = element.matches("fieldset") ? [element] : element.querySelectorAll("input, textarea");
      for (const one of held) one.disabled = !isOn;
      errors.update(item);
    }
    for (const [holder, inside] of holders) holder.hidden = inside.every((one) => one.hidden);
  };
}
