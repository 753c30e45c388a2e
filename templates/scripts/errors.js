// What is wrong: a summary above the form, and the same words at each item (GOV.UK, NHS).
const make = (tag, { role, ...properties } = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  if (role) made.setAttribute("role", role);
  made.append(...children);
  return made;
};

// An attribute of no value is none.
const DESCRIBED = "aria-describedby";
const set = (element, name, value) =>
  value ? element.setAttribute(name, value) : element.removeAttribute(name);

const SAID_OF_QUESTION = ".intake-number, .intake-optional, .intake-code";

function question(item) {
  const asked = item.element.querySelector(".intake-question").cloneNode(true);
  for (const one of asked.querySelectorAll(SAID_OF_QUESTION)) one.remove();
  return asked.textContent.trim();
}

{% if has_rtl %}
// A number or a name of another direction keeps its order in a text from right to left.
const isolate = ({ element }, text) =>
  element.closest("[dir]")?.dir === "rtl" ? `\u2068${text}\u2069` : text;
{% endif %}

// The question, which row and column of it, and what to do.
function message(item, { key, said: told, control, facts, isMissing }, words) {
  const own = isMissing || key === "parts" ? null : item.rule.message;
  const said = told ?? own ?? words[key].replace(/\{(\w+)\}/g, (_, name) => {% if has_rtl %}isolate(item, {% endif %}facts[name] ?? item.write[name]{% if has_rtl %}){% endif %});
{% if has_table or "matrix" in patient_kinds %}
  const cell = !isMissing && control.closest("tbody") && control.getAttribute("aria-label");
{% endif %}
  const before = [question(item){% if has_table or "matrix" in patient_kinds %}, cell{% endif %}].filter(Boolean)
    .map((text) => (/[?!.:؟。？]$/.test(text) ? text : `${text}:`));
  return [...before, said].join(" ");
}

class Errors {
  // `isTitled`: whether the title of the document is the form's.
  constructor(root, words, isTitled) {
    Object.assign(this, { root, words, isTitled, shown: new Map(), title: document.title });
  }

  entitle(before = "") {
    if (this.isTitled) document.title = before + this.title;
  }

  // Show what is wrong with `items`, and go there.
  show(items) {
    this.clear();
    this.list = make("ul");
    const { problem } = this.words;
    const box = make("div", { role: "alert" }, make("h2", { textContent: problem }), this.list);
    this.summary = make("div", { className: "intake-errors", tabIndex: -1 }, box);
    for (const item of items) this.at(item);
    this.root.prepend(this.summary);
    this.entitle(`${this.words.error} `);
    this.summary.focus();
  }

  clear() {
    for (const item of [...this.shown.keys()]) this.mend(item);
  }

  // Bring what is said of `item` up to date, without a word from the live region.
  update(item) {
    if (!this.shown.has(item)) return;
    this.summary.firstChild.removeAttribute("role");
    if (item.on && item.known().faults.length) this.at(item);
    else this.mend(item);
  }

  at(item) {
    const [fault] = item.faults;
    const { control } = fault;
    const { error } = this.words;
    const text = message(item, fault, this.words);
    const { note, link } = this.shown.get(item) ?? this.begin(item);
    this.mark(item, false);
    note.replaceChildren(make("span", { className: "intake-unseen", textContent: error }), ` ${text}`);
    Object.assign(link, { textContent: text, href: `#${encodeURIComponent(control.id)}` });
    link.onclick = (event) => {
      event.preventDefault();
      this.reveal?.(item);
      item.element.scrollIntoView();
      control.focus({ preventScroll: true });
    };
    const told = item.element.matches("fieldset") ? item.element : control;
    this.shown.set(item, { note, link, told, control: /text/.test(control.type) && control });
    this.mark(item, true);
  }

  begin(item) {
    const id = `${item.element.querySelector("[id]").id}.error`;
    const begun = { note: make("p", { className: "intake-error", id }), link: make("a") };
    this.list.append(make("li", {}, begun.link));
    place(item.element, begun.note);
    return begun;
  }

  mark(item, isWrong) {
    const { note, told, control } = this.shown.get(item) ?? {};
    item.element.classList.toggle("intake-wrong", isWrong);
    if (!told) return;
    const others = (told.getAttribute(DESCRIBED) ?? "").split(" ")
      .filter((id) => id && id !== note.id);
    set(told, DESCRIBED, [...(isWrong ? [note.id] : []), ...others].join(" "));
    if (control) set(control, "aria-invalid", isWrong);
  }

  mend(item) {
    this.mark(item, false);
    const { note, link } = this.shown.get(item);
    note.remove();
    link.parentNode.remove();
    this.shown.delete(item);
    if (this.shown.size) return;
    this.summary.remove();
    this.entitle();
  }
}

// Under the question and its hint, before the first field.
function place(element, note) {
  const own = (name) => element.querySelector(`:scope > .intake-${name}`);
  const before = own("hint") ?? own("question");
  if (before) before.after(note);
  else element.prepend(note);
}
