SAID.integer = (it) => {
  const unit = it.element.querySelector(".intake-unit")?.textContent ?? "";
  return lines(it).map((text) => `${text} ${unit}`.trim());
};
