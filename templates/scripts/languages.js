// The form in another language, with the answers that are in this one.

// The document at an address. XMLHttpRequest parses it itself, so that a page that requires Trusted
// Types has nothing to allow.
const opened = (address) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open("GET", address);
  request.responseType = "document";
  request.overrideMimeType("text/html; charset=utf-8");
  request.timeout = SLOW;
  request.onloadend = () => {
    const { response, status } = request;
    if (response && status < 400) resolve(response);
    else reject(new Error("not there"));
  };
  request.send();
});

ADDED.push((live, options) => {
  const { root, words, items, sending, signal } = live;
  const [form, revision] = ["form", "revision"].map(live.about);
  const whole = root.closest(".intake");
  const said = make("p", { className: "intake-status", role: "status" });
  whole.querySelector(".intake-languages")?.append(said);
  // Goes on with the same form in `page`, which may also be a part of one.
  live.turn = (page) => {
    const same = `:has([name="intake.form"][value="${form}"]):has([name="intake.revision"][value="${revision}"])`;
    const other = page.querySelector(`.intake-form${same}`);
    if (!other || sending.isBusy) throw new Error("not the same form");
    const kept = live.keep();
    const { lang, dir } = other.closest("[lang]");
    const part = other.closest(".intake");
    live.stop();
    options.fit?.(part);
    swap(root, part, { lang, dir, title: page.title }, options);
    start(root, { ...options, kept }, live);
  };
  // `address`: of a page or a fragment with the same form.
  live.speak = async (address) => {
    live.turn(await opened(address));
    const heading = live.heading ?? whole.querySelector("h1, .intake-heading") ?? root;
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
