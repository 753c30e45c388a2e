// One form: what applies, what is wrong, and sending it.
function start(root) {
  const data = JSON.parse(root.querySelector(".intake-rules").textContent);
  const { rules, words } = data;
  const language = root.closest("[lang]").lang;
  const write = { ...writing(data), ...clocks(data, language) };
  const elements = new Map(
    [...root.querySelectorAll("[data-item]")].map((element) => [element.dataset.item, element]),
  );
  const items = new Map(
    rules.map((rule) => [rule.id, new Item(rule, elements.get(rule.id) ?? make("div"), write)]),
  );
  const about = (name) => root.querySelector(`[name="intake.${name}"]`).value;
  const errors = new Errors(root, words);
  const tell = (name, detail, cancelable = false) =>
    root.dispatchEvent(
      new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }),
    );
  const sending = new Sending(root, words, tell);
  const holders = [...root.querySelectorAll(".intake-section, .intake-run, .intake-follow-ups")]
    .filter((holder) => !holder.closest(".intake-clinician"))
    .map((holder) => [holder, [...holder.querySelectorAll("[data-item]")]]);

  const values = {};
  const read = (item) => {
    item.read();
    values[item.rule.id] = item.value;
  };
  // Only what changes is touched, so that focus and what is being read stay as they are.
  const apply = () => {
    const applying = enabled(rules, values);
    for (const [id, item] of items) {
      const isOn = applying.has(id);
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
  const gathered = (what) => Object.fromEntries(
    [...items].filter(([, item]) => item.on).map(([id, item]) => [id, what(item)])
      .filter(([, value]) => value !== undefined),
  );
  const detail = () => ({
    form: about("form"),
    version: about("version"),
    revision: about("revision"),
    language,
    answers: gathered((item) => item.value),
    beside: gathered((item) => some(item.beside)),
  });
  const update = (target) => {
    const item = items.get(target.closest("[data-item]")?.dataset.item);
    if (!item) return;
    read(item);
    apply();
    errors.update(item);
    tell("intake:change", { item: item.rule.id, ...detail() });
  };
  const grown = [...items.values()]
    .filter((item) => item.rule.columns && !item.rule.readonly)
    .map((item) => growing(item, words, update));
  const refresh = () => {
    for (const show of grown) show();
    for (const item of items.values()) read(item);
    apply();
  };

  root.classList.add("intake-live");
  for (const run of root.querySelectorAll(".intake-run")) {
    run.removeAttribute("role");
    run.removeAttribute("aria-labelledby");
  }
  refresh();
  root.addEventListener("input", ({ target }) => {
    settle(target);
    update(target);
  });
  window.addEventListener("pageshow", () => {
    sending.busy(false);
    refresh();
  });
  if (!root.matches("form")) return;

  root.noValidate = true;
  root.addEventListener("submit", (event) => {
    const mode = root.dataset.send;
    if (mode || sending.isBusy) event.preventDefault();
    if (sending.isBusy) return;
    refresh();
    const wrong = [...items.values()].filter((item) => item.on && item.faults.length);
    if (wrong.length) {
      event.preventDefault();
      errors.show(wrong);
      tell("intake:error", { reason: "invalid", items: wrong.map((item) => item.rule.id) });
      return;
    }
    errors.clear();
    let open;
    const made = { ...detail(), until: (promise) => { open = promise; } };
    const isAllowed = tell("intake:submit", made, true);
    if (!isAllowed) event.preventDefault();
    if (open) sending.follow(open);
    else if (!isAllowed || mode === "event") return;
    else if (mode === "fetch") sending.follow(sending.post(made));
    else if (navigator.onLine) sending.busy(true);
    else {
      event.preventDefault();
      sending.failed("offline");
    }
  });
  // Words beside "Other" that is not ticked are no answer.
  root.addEventListener("formdata", ({ formData }) => {
    for (const [id, item] of items) {
      if (item.all(".other").length && !item.beside.other) formData.delete(`${id}.other`);
    }
  });
}

// Times and days as the form's language shows them, and the limits of a date.
const clocks = ({ order, words }, language) => ({
  example: order === "mdy" ? `8:30 ${words.am}` : "08:30",
  clock: (time) => {
    const [hour, minute] = time.split(":");
    if (order !== "mdy") return time;
    return `${(+hour + 11) % 12 + 1}:${minute} ${+hour < 12 ? words.am : words.pm}`;
  },
  limits(it, found, control) {
    const now = new Date();
    const today = [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-");
    const options = { dateStyle: "long", timeZone: "UTC", numberingSystem: "latn", calendar: "gregory" };
    const shown = (day) => new Intl.DateTimeFormat(language, options).format(new Date(day));
    for (const [key, sign] of [["min", -1], ["max", 1]]) {
      const limit = it.rule[key];
      const day = limit === "today" ? today : limit;
      if (!day || compare(found, day, "date") !== sign) continue;
      const name = sign < 0 ? "earlier" : "later";
      it.wrong(limit === "today" ? `${name}_today` : name, control, { day: shown(day) });
    }
  },
});
