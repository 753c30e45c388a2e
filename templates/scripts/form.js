// One form: what applies, what is wrong, and sending it.
function start(root) {
  const data = JSON.parse(root.querySelector(".intake-rules").textContent);
  const { rules, words } = data;
  const language = root.closest("[lang]").lang;
  const write = writing({ ...data, language });
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
  // What the server says is wrong, at its questions; whether there is any such.
  sending.refused = (problems = []) => {
    const wrong = problems.map(({ item: id, message: said }) => {
      const item = said && items.get(id);
      if (item) item.faults = [{ said, control: item.element.querySelector("input, textarea") }];
      return item;
    }).filter(Boolean);
    if (wrong[0]) errors.show(wrong);
    return wrong[0];
  };
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
    .filter(({ rule, element }) => KINDS[rule.kind]?.grow && !rule.readonly && element.isConnected)
    .map((item) => KINDS[item.rule.kind].grow(item, words, update));
  const refresh = () => {
    for (const item of items.values()) read(item);
    apply();
  };

  root.classList.add("intake-live");
  for (const run of root.querySelectorAll(".intake-run")) {
    run.removeAttribute("role");
    run.removeAttribute("aria-labelledby");
  }
  for (const show of grown) show();
  refresh();
  root.addEventListener("input", ({ target }) => {
    settle(target);
    update(target);
  });
  window.addEventListener("pageshow", () => {
    sending.busy(false);
    for (const show of grown) show();
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
    const made = {
      ...detail(),
      until: (promise) => { open = promise; },
      get response() { return response(made, items, data.response); },
    };
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
