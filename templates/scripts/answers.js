// An item on the page: what is answered to it, in the shapes of docs/reading-back.md, what is said
// beside the answer, and what is wrong with it.
// By kind: what is said where nothing is answered, if it is more than “enter” or “choose”. Each is in
// the kind's own item.js.
const EMPTY = {};

// By kind: an item in, its answer out. Each is in the kind's own item.js.
const KINDS = {};

// In the order of the page.
const controls = (it) => [...it.element.querySelectorAll("input:not([type=hidden]), textarea")];

class Item {
  constructor(rule, element, write) {
    Object.assign(this, { rule, element, write, on: true });
  }

  // The controls of a part (".day").
  all(part = "") {
    const name = this.rule.id + part;
    return controls(this).filter((one) => one.name === name);
  }

  parts(names) {
    return names.map((name) => this.all(`.${name}`)[0]).filter(Boolean);
  }

  codes(part) {
    return this.all(part).filter((box) => box.checked).map((box) => box.value);
  }

  wrong(key, control, facts = {}) {
    this.faults.push({ key, control, facts });
  }

  // The boxes that still have to be filled in.
  fill(boxes) {
    const labels = boxes.map((box) => box.labels[0]?.textContent.trim());
    this.wrong("parts", boxes[0], { parts: labels.join(", ") });
  }

{% if has_limits %}
  // `limit` reads a limit as `value` was read, `shown` writes it; `begin`: of the message's key.
  within(value, control, limit, shown, begin = "") {
    const { min, max } = this.rule;
    if (!(min && value < limit(min)) && !(max && value > limit(max))) return;
    const key = min ? (max ? "range" : "low") : "high";
    this.wrong(begin + key, control, { low: min && shown(min), high: max && shown(max) });
  }
{% endif %}

  read() {
    const { kind, required, readonly } = this.rule;
    Object.assign(this, { faults: [], beside: {}, lacking: [] });
    if (!this.element.isConnected) return;
{% if has_private %}
    if (this.all(".in_person")[0]?.checked) this.beside.in_person = true;
{% endif %}
    this.value = KINDS[kind]?.(this);
    const isSaid = this.beside.in_person || this.beside.ago;
    if (readonly) this.faults = [];
    if (!required || isSaid || this.faults.length) return;
    if (this.value === undefined) this.missing();
    else if (this.lacking.length) this.fill(this.lacking);
  }

  // With what has been read last; an item is first read when that is asked for.
  known() {
    if (!this.faults) this.read();
    return this;
  }

  missing() {
    const all = controls(this);
    const [first] = all;
    const { kind } = this.rule;
    const byType = { radio: "choose", checkbox: "tick" }[first.type] ?? "enter";
    if (this.lacking.length && !EMPTY[kind]) this.fill(this.lacking);
    else this.wrong(EMPTY[kind] ?? byType, all.find((one) => this.lacking.includes(one)) ?? first);
    this.faults[0].isMissing = true;
  }
}

const typed = (boxes) => boxes.filter((box) => box.value.trim());
const blank = (boxes) => boxes.filter((box) => !box.value.trim());
const some = (value) => (Object.keys(value).length ? value : undefined);

// One box, or several where the item repeats; `one` makes a value of a text.
const boxes = (one) => (it) => {
  const found = typed(it.all()).map((box) => {
    const text = trimmed(box);
    const { maxLength } = box;
    if (maxLength > 0 && text.length > maxLength) it.wrong("long", box, { most: maxLength });
    return one(it, text, box);
  }).filter((value) => value !== undefined);
  return it.all().length > 1 ? some(found) : found[0];
};

const words = boxes((it, text, box) => {
{% if has_patterns %}
  const { pattern, kind } = it.rule;
  if (pattern && !matches(pattern, text)) it.wrong(kind, box);
{% endif %}
  return text;
});

const amount = (it, text, box, isWhole, isFree) => {
  const number = it.write.number(text);
  const isWrong = number === null || (isWhole && /\.0*[1-9]/.test(number));
  if (isWrong) it.wrong(isWhole ? "whole" : "number", box);
{% if has_limits %}
  else if (!isFree) it.within(scaled(number), box, scaled, it.write.shown);
{% endif %}
  return isWrong ? undefined : isWhole ? Number.parseInt(number, 10) : number;
};

// A number and its unit; an only unit need not be ticked.
function measured(it, value, unit, key, isFree) {
  const [box] = it.all(value);
  const units = it.all(unit);
  const text = box.value.trim();
  const number = text ? amount(it, text, box, false, isFree) : undefined;
  const code = it.codes(unit)[0] ?? (units.length === 1 && number ? units[0].value : undefined);
  const isHalf = !it.faults.length && (number === undefined) !== (code === undefined);
  if (isHalf) it.wrong(key, number === undefined ? box : units[0]);
  return some({ ...(number !== undefined && { value: number }), ...(code && { unit: code }) });
}

const chosen = (it) => {
  const codes = it.codes();
  const [other] = it.all(".other");
  if (codes.includes("other") && other.value.trim()) it.beside.other = trimmed(other);
  return codes;
};
