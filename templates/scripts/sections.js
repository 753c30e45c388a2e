// One section at a time, and at the end the answers to be looked over.
ADDED.push((live, options) => {
  const { root, words, items, errors, signal } = live;
  if (root.dataset.screen !== "sections") return;
  const key = `intake.${live.about("form")}`;
  const { history } = options.history === false ? {} : window;
  const whole = root.closest(".intake");
  const parts = [...root.querySelectorAll(".intake-section")]
    .filter((one) => !one.closest(".intake-clinician"));
  const send = root.querySelector(".intake-send");
  const review = make("section", { className: "intake-section" });
  const more = make("button", { type: "button", textContent: words.next });
  const back = make("button", { type: "button", textContent: words.back, className: "intake-plain" });
  const ways = make("p", { className: "intake-ways" }, more, back);
  const places = [...parts, review];
  const { title } = errors;
  const asked = () => parts.filter((part) => !part.hidden);
  const within = (part) => [...items.values()].filter((item) => part.contains(item.element));
  const isRight = (part) => within(part).every((item) => !item.on || !item.known().faults.length);
  const headed = (part) => part.querySelector(".intake-title");
  let at, reached = 0;

  send.before(review);
  send.after(ways);
  for (const part of parts) headed(part).prepend(make("span", { className: "intake-progress" }));

  const count = () => {
    const all = asked();
    const said = words.part.replace("{part}", all.indexOf(places[at]) + 1).replace("{all}", all.length);
    const progress = places[at].querySelector(".intake-progress");
    if (progress) progress.textContent = `${said} `;
    errors.title = `${headed(places[at]).textContent} – ${title}`;
  };
  const away = (element, isAway) => element?.classList.toggle("intake-away", isAway);
  const change = (item) => {
    go(places.findIndex((part) => part.contains(item.element)));
    item.element.scrollIntoView();
    controls(item)[0].focus({ preventScroll: true });
  };

  // Errors that have led to a part stay to be seen there.
  const show = (to, { isQuiet, isWrong } = {}) => {
    if (!isWrong) errors.clear();
    at = to;
    reached = Math.max(at, reached);
    if (places[at] === review) look(review, asked().map((part) => [part, within(part)]), words, change);
    for (const part of places) away(part, part !== places[at]);
    const isLast = places[at] === review;
    for (const one of [send, root.querySelector(".intake-clinician")]) away(one, !isLast);
    const first = places.indexOf(asked()[0]);
    for (const name of ["intro", "notice"]) away(whole.querySelector(`.intake-${name}`), at !== first);
    more.hidden = isLast;
    back.hidden = at === first;
    live.at = at;
    live.heading = headed(places[at]);
    live.heading.tabIndex = -1;
    count();
    errors.entitle();
    if (isQuiet) return;
    places[at].scrollIntoView();
    live.heading.focus({ preventScroll: true });
  };
  const go = (to, how) => {
    if (to === at) return;
    history?.pushState({ ...history.state, [key]: to }, "");
    show(to, how);
  };
  const forward = () => {
    if (!live.check(places[at])) return;
    const wasAtEnd = reached === parts.length;
    const next = asked().find((part) =>
      parts.indexOf(part) > at && (!wasAtEnd || !isRight(part)));
    go(next ? parts.indexOf(next) : parts.length);
  };
  more.onclick = forward;
  back.onclick = () => {
    if (history) history.back();
    else show(places.findLastIndex((part, place) => place < at && !part.hidden));
  };
  // Enter in a box goes on; only the last page sends.
  root.addEventListener("submit", (event) => {
    if (places[at] === review) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    forward();
  }, { capture: true, signal });
  root.addEventListener("intake:change", count, { signal });
  if (history) window.addEventListener("popstate", ({ state }) => {
    let to = Math.min(state?.[key] ?? at, reached);
    while (places[to].hidden && to) to -= 1;
    if (to !== at) show(to);
  }, { signal });
  errors.reveal = (item) =>
    go(places.findIndex((part) => part.contains(item.element)), { isWrong: true });

  const stored = options.fresh ? 0 : history?.state?.[key] ?? live.at ?? 0;
  reached = Math.min(stored, parts.length);
  const begin = Math.max(places.indexOf(asked()[0]), reached);
  history?.replaceState({ ...history.state, [key]: begin }, "");
  show(begin, { isQuiet: true });
});
