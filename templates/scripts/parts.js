// Several boxes under one question, some of which a required answer has to fill.
const inParts = (it) => {
  const all = [...it.element.querySelectorAll(".intake-field :is(input, textarea)")];
  const { essential } = it.rule;
  it.lacking = blank(all).filter((box) => essential.includes(box.name.split(".").pop()));
  return some(Object.fromEntries(
    typed(all).map((box) => [box.name.split(".").pop(), trimmed(box)]),
  ));
};
