// What is filled in stays in this browser until it is sent: only where the clinic wants it.
const DAYS = 7;
const begun = (it) => controls(it)
  .filter((one) => (isTick(one) ? one.defaultChecked : one.defaultValue))
  .map((one) => [one.name.slice(it.rule.id.length), isTick(one) ? one.value : one.defaultValue]);

ADDED.push((live, options) => {
  const { root, words, signal, about } = live;
  if (!root.dataset.drafts || root.dataset.kiosk || options.kiosk) return;
  const [form, revision, language] = ["form", "revision", "language"].map(about);
  const begin = `intake.${form}.`;
  const key = begin + revision;
  let store, timer;
  try {
    store = window.localStorage;
  } catch { /* none is allowed here */ }
  if (!store) return;

  const forget = () => {
    clearTimeout(timer);
    timer = null;
    store.removeItem(key);
  };
  const save = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    try {
      store.setItem(key, JSON.stringify({ at: Date.now(), typed: live.keep() }));
    } catch { /* it is full */ }
  };
  const found = (name) => {
    try {
      return JSON.parse(store.getItem(name));
    } catch { return null; }
  };
  for (const name of Object.keys(store).filter((one) => one.startsWith("intake."))) {
    const one = found(name);
    const isOurs = one?.typed || name === key;
    const isOld = !(Date.now() - one?.at < DAYS * 86_400_000);
    if (isOurs && (isOld || (name.startsWith(begin) && name !== key))) store.removeItem(name);
  }

  const draft = found(key);
  if (draft?.typed) {
    if (!options.kept) live.bring(draft.typed);
    const day = new Intl.DateTimeFormat(language, { dateStyle: "long", numberingSystem: "latn" })
      .format(draft.at);
    const discard = make("button", { type: "button", className: "intake-plain", textContent: words.discard });
    const note = make(
      "div", { className: "intake-draft" },
      make("p", { textContent: words.draft.replace("{day}", day) }), discard,
    );
    discard.onclick = () => {
      for (const it of live.items.values()) if (!it.rule.readonly) fill(it, begun(it));
      live.refresh();
      forget();
      note.replaceChildren(make("p", { textContent: words.discarded, tabIndex: -1 }));
      note.firstChild.focus();
    };
    root.prepend(note);
  }
  root.addEventListener("intake:change", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 500);
  }, { signal });
  window.addEventListener("pagehide", save, { signal });
  root.addEventListener("intake:sent", forget, { signal });
  // Of a page that the browser sends nobody is told how it went.
  root.addEventListener("submit", (event) => event.defaultPrevented || forget(), { signal });
});
