// The answers in words, to be looked over before they are sent (GOV.UK, check answers).
const labelled = (box) => {
  const [label] = box.labels;
  return (label.querySelector(".intake-unseen") ?? label).textContent.trim();
};

// By kind, where these lines do not say it well: an item in, lines out.
const SAID = {};

// What is ticked and typed, in the order of the page.
function lines(it) {
  const found = [];
  for (const one of controls(it)) {
    const text = trimmed(one);
    if (isTick(one) ? !one.checked : !text) continue;
    if (isTick(one)) found.push(labelled(one));
    else if (!one.matches(".intake-other-text")) found.push(text);
    else if (it.beside.other) found.push(`${found.pop()}: ${text}`);
  }
  return found;
}
const spaced = (it) => [lines(it).join(" ")];

function answerIn(it, words) {
  const { in_person: isPrivate, ago } = it.beside;
  const say = !isPrivate && (ago || it.value !== undefined) && SAID[it.rule.kind];
  const said = (say || lines)(it).filter(Boolean);
  const isBlank = !said.length;
  return (isBlank ? [words.blank] : said)
    .map((text) => make("p", { className: isBlank ? "intake-blank" : "" }, make("bdi", {}, text)));
}

// `found`: the sections, each with its items; `change` goes to one.
function look(place, found, words, change) {
  const level = found[0]?.[0].querySelector(".intake-title").tagName ?? "H2";
  const title = make(level, { className: "intake-title", textContent: words.review });
  const drawn = found.map(([part, items]) => {
    const rows = items.filter((it) => it.known().on && KINDS[it.rule.kind]).map((it) => {
      const unseen = make("span", { className: "intake-unseen", textContent: ` ${question(it)}` });
      const link = make("a", { href: "#" }, words.change, unseen);
      link.onclick = (event) => {
        event.preventDefault();
        change(it);
      };
      return make(
        "div", {}, make("dt", { textContent: question(it) }), make("dd", {}, ...answerIn(it, words)),
        ...(it.rule.readonly ? [] : [make("dd", { className: "intake-change" }, link)]),
      );
    });
    const heading = part.querySelector(".intake-title").lastChild.textContent;
    return rows.length ? [make(`h${Math.min(+level[1] + 1, 6)}`, { className: "intake-looked", textContent: heading }), make("dl", { className: "intake-review" }, ...rows)] : [];
  });
  place.replaceChildren(title, ...drawn.flat());
}
