// Shows what applies and hides the rest. Only what changes is touched, so that focus and what is
// being read stay as they are; only what depends on a change is evaluated, and only answers that a
// condition tests are read for it.
const tested = ({ item, all, any }) =>
  (item ? [item.split(".")[0]] : (all ?? any).flatMap(tested));

function applying(root, rules, items, errors) {
  const counted = new Map();
  // By item, what has a condition that tests it.
  const dependent = new Map();
  for (const { id, when } of rules) {
    for (const one of when ? tested(when) : []) dependent.set(one, [...dependent.get(one) ?? [], id]);
  }
  const holders = [...root.querySelectorAll(".intake-section, .intake-run, .intake-follow-ups")]
    .filter((holder) => !holder.closest(".intake-clinician"))
    .map((holder) => [holder, [...holder.querySelectorAll("[data-item]")]]);
  const turn = (item, isOn) => {
    item.on = isOn;
    const { element } = item;
    element.hidden = !isOn;
    const held = element.matches("fieldset") ? [element] : controls(item);
    bar(held, !isOn);
    errors.update(item);
  };
  // `changed`: the item whose answer may be another now, or all may be.
  return (changed) => {
    const open = new Set(changed ? [changed.rule.id] : items.keys());
    let isMoved = false;
    for (const rule of rules) {
      const { id } = rule;
      if (!open.has(id)) continue;
      const item = items.get(id);
      const isOn = applies(rule, counted);
      const depending = dependent.get(id);
      if (depending) count(rule, isOn ? item.known().value : undefined, counted);
      if (item.on !== isOn) {
        turn(item, isOn);
        isMoved = true;
      } else if (item !== changed) continue;
      for (const one of depending ?? []) open.add(one);
    }
    if (!isMoved) return;
    for (const [holder, inside] of holders) holder.hidden = inside.every((one) => one.hidden);
  };
}
