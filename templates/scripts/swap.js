// Puts another making of the form (its .intake) in the place of this one; the form's element, and
// what the portal has put into it, stay.
function swap(root, from, { lang, dir, title }, options) {
  const whole = root.closest(".intake");
  const form = from.querySelector(".intake-form");
  for (const part of [".intake-masthead", ".intake-foot"]) {
    whole.querySelector(part)?.replaceWith(from.querySelector(part) ?? "");
  }
  const own = [...root.querySelectorAll(":scope > input[type=hidden]")]
    .filter((one) => !form.querySelector(`input[name="${one.name}"]`));
  root.replaceChildren(...own, ...form.childNodes);
  Object.assign(root.closest("[lang]") ?? whole, { lang, dir });
  if (options.title !== false) document.title = title;
}
