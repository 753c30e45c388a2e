// What stands in the controls, kept and brought back.
const isTick = (one) => /radio|checkbox/.test(one.type);
const isUntouched = (it) => controls(it).every(
  (one) => one.checked === one.defaultChecked && (isTick(one) || one.value === one.defaultValue),
);

// As in no language: a number with the point, a month by its number.
const neutral = ({ write }, one) => {
  const { value } = one;
  if (one.inputMode === "decimal") return write.number(value) ?? value;
  return (one.closest(".intake-date-month") && write.month(value)) || value;
};

// What follows the item's id in the name of a control, and the text in it.
const filled = (it) => controls(it)
  .filter((one) => (isTick(one) ? one.checked : one.value))
  .map((one) => [one.name.slice(it.rule.id.length), `${neutral(it, one)}`]);

// Whether there was a place for each of `pairs`.
function fill(it, pairs) {
  const left = [...pairs];
  it.show?.(Math.max(0, ...left.map(([part]) => +part.split(".")[1] || 0)));
  for (const one of controls(it)) {
    const name = it.rule.id.length;
    const at = left.findIndex(([part, text]) =>
      part === one.name.slice(name) && (!isTick(one) || text === one.value));
    const [[, text] = []] = at < 0 ? [] : left.splice(at, 1);
    if (isTick(one)) one.checked = at >= 0;
    else one.value = one.inputMode === "decimal" && NUMBER.test(text) ? it.write.shown(text) : text ?? "";
  }
  it.show?.();
  return !left.length;
}

ADDED.push((live, { kept }) => {
  const { items, refresh } = live;
  live.keep = () => Object.fromEntries([...items].map(([id, it]) => [id, filled(it)]));
  live.bring = (typed) => {
    for (const [id, it] of items) if (typed[id]) fill(it, typed[id]);
    refresh();
  };
  if (kept) live.bring(kept);
});
