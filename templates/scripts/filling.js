// Filling in by answers, in the shapes of docs/reading-back.md.

// A value as pairs: what follows the item's id in the name of a control, and the text in it.
function pairs(value, part = "") {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => pairs(one, part));
  if (typeof value !== "object") return [[part, `${value}`]];
  return Object.entries(value).flatMap(([key, one]) => pairs(one, `${part}.${key}`));
}
// By kind, where the names of the controls are not those of the answer.
const PAIRS = {};
const same = (one, other) => `${pairs(one).sort()}` === `${pairs(other).sort()}`;

// What JSON says; where it is none, the error quotes nothing of it.
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("intake-prefill holds no JSON");
  }
}

// Whether `value` and what is said beside it fit; where not, all is as it was.
function put(it, value, beside = {}) {
  const before = filled(it);
  const { ago, ...others } = beside ?? {};
  const said = ago ? { ago: `${ago.value}`.replace(".", it.write.sign), ago_unit: ago.unit } : {};
  const found = [...(PAIRS[it.rule.kind] ?? pairs)(value, "", it), ...pairs({ ...others, ...said })];
  const isWhole = fill(it, found);
  for (const one of controls(it)) settle(one);
  it.read();
  const fits = isWhole && same(it.value, value) && same(it.beside, beside);
  if (!fits) fill(it, before);
  return fits;
}

ADDED.push((live, { prefill, kept, fresh }) => {
  const { root, items, refresh, tell } = live;
  const own = (all, id) => (all && Object.hasOwn(all, id) ? all[id] : undefined);
  const place = ({ answers, beside } = {}, isOpen = () => true) => {
    const refused = Object.keys({ ...answers, ...beside }).filter((id) => {
      const it = items.get(id);
      if (it?.rule.readonly) return !same(it.known().value, own(answers, id));
      return !it || (isOpen(it) && !put(it, own(answers, id), own(beside, id)));
    });
    refresh();
    if (refused.length) tell("intake:prefill", { refused });
  };
  live.put = (answers, beside) => place({ answers, beside });
  // In the form, or right after it; anywhere only in a page that has no other form.
  const whole = root.closest(".intake");
  const tree = root.getRootNode();
  const isAlone = tree.querySelectorAll(".intake-form").length === 1;
  const script = whole.querySelector(".intake-prefill")
    ?? [whole.nextElementSibling].find((one) => one?.matches(".intake-prefill"))
    ?? (isAlone && tree.querySelector(".intake-prefill:not(.intake *)"));
  const told = prefill ?? (script && script.textContent);
  const given = typeof told === "string" ? parsed(told) : told;
  // What has been typed since, and came back with the page, stays; another patient's is not given.
  if (given && !kept && !fresh) place(given, isUntouched);
});
