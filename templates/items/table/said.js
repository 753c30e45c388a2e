SAID.table = (it) => {
  const heads = [...it.element.querySelectorAll("thead th")].map((head) => head.firstChild.textContent);
  const rows = [...it.element.querySelectorAll("tbody tr")].filter((row) => !row.hidden);
  return rows.map((row) => [...row.querySelectorAll("td")].map((cell, at) => {
    const box = cell.querySelector("input:checked, input[type=text]");
    const text = box && (isTick(box) ? labelled(box) : trimmed(box));
    return text && `${heads[at]}: ${text}`;
  }).filter(Boolean).join("; "));
};
