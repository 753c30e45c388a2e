// "None of these" unticks the rest, and the reverse; words beside "Other" tick it.
function settle(target) {
  if (target.matches(".intake-other-text") && target.value.trim()) {
    const box = target.closest(".intake-other").querySelector("[value=other]");
    if (!box.checked) {
      box.checked = true;
      settle(box);
    }
  }
  if (target.type !== "checkbox" || !target.checked) return;
  const item = target.closest("[data-item]");
  for (const box of item.querySelectorAll(`[name="${target.name}"]`)) {
    const isApart = target.dataset.exclusive || box.dataset.exclusive;
    if (box !== target && box.type === "checkbox" && isApart) box.checked = false;
  }
}
