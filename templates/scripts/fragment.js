// A fragment in a page, or in the shadow root of the element.
const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "href", "id"];

// Ids are found once in a page, also where the page has the same form twice.
function apart(part) {
  const tree = part.getRootNode();
  const isTaken = [...part.querySelectorAll("[id]")]
    .some(({ id }) => tree.querySelectorAll(`[id="${CSS.escape(id)}"]`).length > 1);
  if (!isTaken) return;
  apart.count = (apart.count ?? 1) + 1;
  for (const name of REFERENCES) {
    for (const one of part.querySelectorAll(`[${name}]`)) {
      const told = one.getAttribute(name);
      if (name === "href" && !told.startsWith("#")) continue;
      one.setAttribute(name, told.replace(/(^|[ #])(?=[^ #])(intake\.)?/g, `$1intake.${apart.count}.`));
    }
  }
}

// The form's title at the level that the page has room for; what is below it goes with it.
function level(part, wanted) {
  const headings = [...part.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const by = Math.min(Math.max(Math.trunc(wanted), 1), 5) - headings[0]?.tagName[1];
  if (!by) return;
  for (const heading of headings) {
    const other = make(`h${Math.min(+heading.tagName[1] + by, 6)}`);
    for (const { name, value } of heading.attributes) other.setAttribute(name, value);
    other.append(...heading.childNodes);
    heading.replaceWith(other);
  }
}

// A form without an address has no button: where the page says how it is sent, it gets one.
function sendable(root) {
  const form = make("form", { className: root.className, method: "post" });
  Object.assign(form.dataset, root.dataset);
  const ready = root.querySelector(".intake-ready");
  form.append(...root.childNodes);
  root.replaceWith(form);
  ready.previousElementSibling.replaceWith(ready.content);
  ready.remove();
  return form;
}

// Brings the fragment `part` to life, once. What comes out is what `start` gives.
export function attach(part, options = {}) {
  let root = part.querySelector(".intake-form");
  if (!root || root.matches(".intake-live")) return undefined;
  Object.assign(root.dataset, options.data);
  apart(part);
  const wanted = options.level ?? part.dataset.headingLevel;
  if (wanted) level(part, wanted);
  if (!root.matches("form") && (options.action || root.dataset.send)) root = sendable(root);
  if (options.action) root.action = options.action;
  return start(root, { ...options, title: false });
}
