// The form in another language, with the answers that are in this one.
ADDED.push((live, options) => {
  const { root, words, items, sending, signal } = live;
  const [form, revision] = ["form", "revision"].map(live.about);
  const whole = root.closest(".intake");
  const said = make("p", { className: "intake-status", role: "status" });
  whole.querySelector(".intake-languages")?.append(said);
  // `address`: of a page or a fragment with the same form.
  live.speak = async (address) => {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const same = `:has([name="intake.form"][value="${form}"]):has([name="intake.revision"][value="${revision}"])`;
    const other = page.querySelector(`.intake-form${same}`);
    if (!other || sending.isBusy) throw new Error("not the same form");
    const kept = live.keep();
    const { lang, dir } = other.closest("[lang]");
    live.stop();
    swap(root, other.closest(".intake"), { lang, dir, title: page.title }, options);
    start(root, { ...options, kept }, live);
    const heading = live.heading ?? whole.querySelector("h1") ?? root;
    heading.tabIndex = -1;
    heading.focus();
  };
  whole.addEventListener("click", (event) => {
    const link = event.target.closest(".intake-languages a");
    const isLost = !root.querySelector(".intake-rules");
    if (!link || isLost || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (location.protocol === "file:" && [...items.values()].every(isUntouched)) return;
    event.preventDefault();
    said.textContent = "";
    live.speak(link.href).catch(() => { said.textContent = words.stays; });
  }, { signal });
});
