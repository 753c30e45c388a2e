EMPTY.matrix = "rows";
KINDS.matrix = (it) => {
  const rows = new Map();
  for (const box of it.element.querySelectorAll("td input")) {
    const row = box.name.split(".")[1];
    if (box.checked || !rows.has(row)) rows.set(row, box);
  }
  const open = [...rows.values()].filter((box) => !box.checked);
  if (it.rule.required && open.length && !it.beside.in_person) {
    it.wrong("rows", open[0]);
    it.faults[0].isMissing = true;
  }
  return some(Object.fromEntries(
    [...rows].filter(([, box]) => box.checked).map(([row, box]) => [row, box.value]),
  ));
};
