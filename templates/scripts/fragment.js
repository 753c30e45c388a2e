// A fragment in a page, or in the shadow root of the element.
const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "href", "id"];

const UNWANTED = "script, style, link, meta, base, iframe, object, embed, animate, set";
const ADDRESSES = /^(.+:)?href$|^(src|action|formaction)$/i;
const SCHEMES = ["http:", "https:", "mailto:", "tel:"];

// What the script reads leaves its <script>, so that a page that requires Trusted Types has nothing
// to allow where it is put or copied.
function silent(part) {
  for (const one of part.querySelectorAll("script:is(.intake-rules, .intake-prefill)")) {
    const { className, textContent } = one;
    one.replaceWith(make("div", { className, textContent, hidden: true }));
  }
}

// Whether it leads somewhere: an address that is no script. A picture may also be in its address.
function leads(address, one) {
  let protocol;
  try {
    ({ protocol } = new URL(address, "https://a"));
  } catch { /* it is none */ }
  return SCHEMES.includes(protocol) || (protocol === "data:" && one.matches("img"));
}

// A fragment that was fetched, with nothing in it that runs.
function still(part) {
  silent(part);
  for (const one of part.querySelectorAll("template")) still(one.content);
  for (const one of part.querySelectorAll(UNWANTED)) one.remove();
  for (const one of part.querySelectorAll("*")) {
    for (const { name, value } of [...one.attributes]) {
      const isBad = ADDRESSES.test(name) ? !leads(value, one) : /^on|^srcdoc$/i.test(name);
      if (isBad) one.removeAttribute(name);
    }
  }
  return part;
}

// Ids are found once in a page, also where the page has the same form twice: which copy this is.
function twin(part) {
  const tree = part.getRootNode();
  const isTaken = [...part.querySelectorAll("[id]")]
    .some(({ id }) => tree.querySelectorAll(`[id="${CSS.escape(id)}"]`).length > 1);
  if (!isTaken) return 0;
  twin.count = (twin.count ?? 1) + 1;
  return twin.count;
}

function apart(part, count) {
  for (const name of REFERENCES) {
    for (const one of part.querySelectorAll(`[${name}]`)) {
      const told = one.getAttribute(name);
      if (name === "href" && !told.startsWith("#")) continue;
      one.setAttribute(name, told.replace(/(^|[ #])(?=[^ #])(intake\.)?/g, `$1intake.${count}.`));
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

// Two forms that are sent nowhere have groups of choices by the same names: an empty form, which
// cannot be sent either, keeps those of `part` together.
function unsent(part) {
  unsent.count = (unsent.count ?? 0) + 1;
  const form = make("form", { method: "dialog", hidden: true, id: `intake.${unsent.count}.form` });
  part.append(form);
  return form.id;
}

// Brings the fragment `part` to life, once. What comes out is what `start` gives.
export function attach(part, options = {}) {
  let root = part.querySelector(".intake-form");
  if (!root || root.matches(".intake-live")) return undefined;
  Object.assign(root.dataset, options.data);
  const count = twin(part);
  const wanted = options.level ?? part.dataset.headingLevel;
  const isSent = !root.matches("form") && (options.action || root.dataset.send);
  const owner = root.matches("form") || isSent || root.closest("form") ? null : unsent(part);
  const fit = (one) => {
    if (count) apart(one, count);
    if (wanted) level(one, wanted);
    if (isSent) sendable(one.querySelector(".intake-form"));
    if (owner) for (const box of one.querySelectorAll("input, textarea")) box.setAttribute("form", owner);
  };
  silent(part);
  fit(part);
  root = part.querySelector(".intake-form");
  if (options.action) root.action = options.action;
  return start(root, { history: false, ...options, fit: (one) => fit(still(one)), title: false });
}
