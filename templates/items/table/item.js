// A whole day or time in one box, as in a table.
function dayIn({ write }, text) {
  const parts = digits(text).split(/\s*[-/.,\s]\s*/);
  const at = /^\d{4}$/.test(parts[0]) ? "ymd" : write.order;
  const [year, month, day] = [..."ymd"].map((part) => parts[at.indexOf(part)] ?? "");
  return parts.length === 3 ? isoDate(year, write.month(month), whole(day)) : null;
}
function timeIn({ write }, text) {
  const [, hour, minute, after] = /^(\d{1,2})[:.](\d\d)\s*(\D*)$/.exec(digits(text)) ?? [];
  const wanted = bare(after ?? "").replace(/[\s.]/g, "");
  const half = ["am", "pm"].find((one) => [one, bare(write.words[one])].includes(wanted));
  return !after || half ? clockTime(+hour, +minute, half, write.order === "mdy") : null;
}

const CELLS = {
  integer: (it, text, box) => amount(it, text, box, true),
  decimal: amount,
  date: (it, text, box) => dayIn(it, text) ?? it.wrong("day", box),
  time: (it, text, box) =>
    timeIn(it, text) ?? it.wrong("time", box),
};

EMPTY.table = "row";
KINDS.table = (it) => {
  const rows = [...it.element.querySelectorAll("tbody tr")].filter((row) => !row.hidden);
  const made = rows.map((row, at) => Object.fromEntries(it.rule.columns.map((column) => {
    const part = `.${at + 1}.${column.id}`;
    const [box] = it.all(part);
    if (box.type === "radio") return [column.id, it.codes(part)[0]];
    const text = trimmed(box);
    const cell = CELLS[column.kind] ?? (() => text);
    return [column.id, text ? cell(it, text, box) : undefined];
  }).filter(([, value]) => value !== undefined)));
  return some(made.filter(some));
};

// Rows of a table: one to begin with, more by a button, each can be removed.
const fields = (row) => [...row.querySelectorAll("input")];
const isBlank = (row) => fields(row).every((one) => (one.type === "radio" ? !one.checked : !one.value));

function renumber(row, from, to) {
  const moved = (text) => text.replace(new RegExp(`\\.${from}\\.`), `.${to}.`);
  row.querySelector("th").firstChild.data = to;
  for (const one of row.querySelectorAll("[id], [name], [for], [aria-label]")) {
    for (const name of ["id", "name", "for"]) {
      if (one.hasAttribute(name)) one.setAttribute(name, moved(one.getAttribute(name)));
    }
    const label = one.getAttribute("aria-label");
    if (label) one.setAttribute("aria-label", label.replace(/\d+(?=\D*$)/, to));
  }
}

function copy(from, to) {
  fields(to).forEach((one, at) => {
    one.removeAttribute("aria-invalid");
    const other = from && fields(from)[at];
    one.value = one.type === "radio" ? one.value : other?.value ?? "";
    one.checked = !!other?.checked;
  });
}

KINDS.table.grow = (item, words, update) => {
  const { element, rule } = item;
  const body = element.querySelector("tbody");
  const rows = () => [...body.rows];
  const shown = () => rows().filter((row) => !row.hidden);
  const add = make("button", { type: "button", textContent: words.add, className: "intake-add" });

  const reveal = (row, isShown) => {
    row.hidden = !isShown;
    bar(fields(row), !isShown);
  };
  const draw = () => {
    const open = shown();
    for (const row of open) {
      const button = row.querySelector("button");
      button.setAttribute("aria-label", words.remove.replace("{row}", rows().indexOf(row) + 1));
      button.hidden = open.length === 1;
    }
    element.classList.toggle("intake-single-row", open.length === 1);
    add.hidden = open.length >= rule.max_rows;
  };
  const remove = (row) => {
    const open = shown();
    const at = open.indexOf(row);
    open.slice(at).forEach((one, n) => copy(open[at + n + 1], one));
    reveal(open.at(-1), false);
    draw();
    update(element);
    const next = shown()[Math.min(at, open.length - 2)].querySelector("button");
    (next.hidden ? add : next).focus();
  };
  const equip = (row) => {
    const button = make("button", { type: "button", className: "intake-remove" }, words.take_away);
    button.onclick = () => remove(row);
    row.querySelector("th").append(button);
  };
  const extend = () => {
    const row = body.rows[0].cloneNode(true);
    renumber(row, 1, rows().length + 1);
    row.querySelector("button").remove();
    for (const one of row.querySelectorAll("[required]")) one.required = false;
    equip(row);
    copy(null, row);
    body.append(row);
    return row;
  };
  add.onclick = () => {
    const row = rows().find((one) => one.hidden) ?? extend();
    reveal(row, true);
    draw();
    fields(row)[0].focus();
  };

  rows().forEach(equip);
  element.querySelector("table").after(add);
  // What the browser brings back (Back) stays in sight; there are at least so many rows.
  return (least = 0) => {
    while (rows().length < Math.min(least, rule.max_rows)) extend();
    const last = rows().findLastIndex((row) => !isBlank(row));
    rows().forEach((row, at) => reveal(row, at <= Math.max(last, 0)));
    draw();
  };
};
