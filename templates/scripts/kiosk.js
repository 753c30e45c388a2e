// For a tablet in the waiting room: nothing of a patient stays for the next one.
const WARNING = 30_000;

FIRST.push((live, root, { kiosk, title }) => {
  const minutes = +(kiosk ?? root.dataset.kiosk);
  if (!minutes || live.bare) return;
  root.reset?.();
  const { lang, dir } = root.closest("[lang]") ?? {};
  live.bare = { whole: root.closest(".intake").cloneNode(true), lang, dir, title: document.title };
});

ADDED.push((live, options) => {
  if (!live.bare) return;
  const { root, words, signal } = live;
  const idle = 60_000 * (options.kiosk ?? root.dataset.kiosk);
  const here = make("button", { type: "button", textContent: words.here, autofocus: true });
  const left = make("p", { className: "intake-left", ariaHidden: "true" });
  const { id } = root.querySelector("[id]");
  const said = make("p", { textContent: words.cleared, id: `${id}.cleared` });
  const asked = make("h2", { textContent: words.still, id: `${id}.still` });
  const dialog = make("dialog", { className: "intake-dialog", role: "alertdialog" }, asked, said, left, here);
  dialog.setAttribute("aria-labelledby", asked.id);
  dialog.setAttribute("aria-describedby", said.id);
  root.closest(".intake").append(dialog);
  let last = Date.now(), isUsed = !!options.kept, isDone = false;

  const clear = () => {
    live.stop();
    swap(root, live.bare.whole.cloneNode(true), live.bare, options);
    start(root, { ...options, kept: undefined, prefill: undefined, fresh: true }, live);
  };
  const touched = () => {
    if (dialog.open) return;
    last = Date.now();
    isUsed = true;
  };
  const timer = setInterval(() => {
    const rest = last + idle - Date.now();
    if (!isUsed || rest > WARNING) return;
    if (rest <= 0) return clear();
    if (isDone) return;
    if (!dialog.open) dialog.showModal();
    left.textContent = Math.ceil(rest / 1000);
  }, 1000);
  here.onclick = () => dialog.close();
  dialog.addEventListener("close", touched);
  for (const name of ["pointerdown", "keydown", "input", "scroll"]) {
    document.addEventListener(name, touched, { capture: true, passive: true, signal });
  }
  root.addEventListener("intake:sent", () => {
    isDone = true;
    const again = make("button", { type: "button", textContent: words.new_form, onclick: clear });
    root.append(make("p", { className: "intake-ways" }, again));
  }, { signal });
  window.addEventListener("pagehide", clear, { signal });
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    dialog.remove();
  });
  for (const one of root.querySelectorAll("input, textarea")) one.autocomplete = "off";
  words.sent = words.thanks;
  if (options.fresh) (live.heading ?? root).focus?.();
});
