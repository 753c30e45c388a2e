// What a page adds to its forms: each is called with `live` and the options, when a form has started.
const ADDED = [];
{% if all or kiosk is defined %}
// The same, called before anything has been done to the form.
const FIRST = [];
{% endif %}

// Where a patient comes back, the browser brings what was typed, but only into what is not disabled:
// so nothing is until then.
let isBack = document.readyState === "complete";
const bar = (boxes, isBarred) => {
  for (const one of boxes) one.disabled = isBarred && isBack;
};

// One form: what applies, what is wrong, and sending it. Options: `title`, false where the title of
// the document is not the form's. Out comes `live`, by which a host asks and ends it.
function start(root, options = {}, live = {}) {
{% if all or kiosk is defined %}
  for (const see of FIRST) see(live, root, options);
{% endif %}
  const data = JSON.parse(root.querySelector(".intake-rules").textContent);
  const { rules, words, language } = data;
  const write = writing(data);
  const stopping = new AbortController();
  const { signal } = stopping;
  const elements = new Map(
    [...root.querySelectorAll("[data-item]")].map((element) => [element.dataset.item, element]),
  );
  const items = new Map(
    rules.map((rule) => [rule.id, new Item(rule, elements.get(rule.id) ?? make("div"), write)]),
  );
  const about = (name) => root.querySelector(`[name="intake.${name}"]`).value;
  const errors = new Errors(root, words, options.title !== false);
  const tell = (name, detail, cancelable = false) =>
    root.dispatchEvent(
      new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }),
    );
  const sending = new Sending(root, words, tell, signal);
  // What the server says is wrong, at its questions; whether there is any such.
  sending.refused = (problems) => {
    const wrong = [problems].flat().map((one) => {
      const said = one?.message;
      const item = said && items.get(one.item);
      const control = item && controls(item)[0];
      if (control) item.faults = [{ said, control }];
      return control && item;
    }).filter(Boolean);
    if (wrong[0]) errors.show(wrong);
    return wrong[0];
  };
  const apply = applying(root, rules, items, errors);
  const gathered = (what) => Object.fromEntries(
    [...items].filter(([, item]) => item.on).map(([id, item]) => [id, what(item.known())])
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
    item.read();
    apply(item);
    errors.update(item);
    tell("intake:change", { item: item.rule.id, ...detail() });
  };
{% if has_table %}
  for (const item of items.values()) {
    const { rule: { kind, readonly }, element } = item;
    if (!readonly && element.isConnected) item.show = KINDS[kind]?.grow?.(item, words, update);
  }
{% endif %}
  const refresh = () => {
    for (const item of items.values()) item.faults = null;
    apply();
  };
  const again = () => {
    for (const item of items.values()) {
      if (item.rule.when) item.on = null;
      item.show?.();
    }
    refresh();
  };
  const ready = () => {
    isBack = true;
    again();
  };
  // Whether all is right inside `part`; what is not is shown.
  const check = (part) => {
    refresh();
    const wrong = [...items.values()]
      .filter((item) => item.on && item.known().faults.length && part.contains(item.element));
    if (wrong.length) {
      errors.show(wrong);
      tell("intake:error", { reason: "invalid", items: wrong.map((item) => item.rule.id) });
    } else errors.clear();
    return !wrong.length;
  };

  root.classList.add("intake-live");
  // A required one that is not chosen yet is told as wrong from the beginning.
  for (const one of root.querySelectorAll("[type=radio]")) one.required = false;
  for (const run of root.querySelectorAll(".intake-run")) {
    run.removeAttribute("role");
    run.removeAttribute("aria-labelledby");
  }
  again();
  root.addEventListener("input", ({ target }) => {
    settle(target);
    update(target);
  }, { signal });
  window.addEventListener("pageshow", () => {
    sending.busy(false);
    ready();
  }, { signal });
  Object.assign(live, {
    root, words, items, errors, sending, signal, write, tell, about, detail, refresh, check,
    stop() {
      stopping.abort();
      errors.clear();
      for (const one of root.querySelectorAll("button, a")) one.onclick = null;
    },
  });
  root.noValidate = true;
  root.addEventListener("submit", (event) => {
    const mode = root.dataset.send;
    if (!isBack) ready();
    if (mode || sending.isBusy) event.preventDefault();
    if (sending.isBusy) return;
    if (!check(root)) {
      event.preventDefault();
      return;
    }
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
  }, { signal });
  // Words beside "Other" that is not ticked are no answer.
  root.addEventListener("formdata", ({ formData }) => {
    for (const [id, item] of items) {
      if (item.all(".other").length && !item.known().beside.other) formData.delete(`${id}.other`);
    }
  }, { signal });
  for (const add of ADDED) {
    try {
      add(live, options);
    } catch (error) {
      // The others are set up all the same, and the console tells of this one.
      queueMicrotask(() => { throw error; });
    }
  }
  return live;
}
