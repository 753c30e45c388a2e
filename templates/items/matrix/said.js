SAID.matrix = (it) => [...it.element.querySelectorAll("td input:checked")].map((box) =>
  `${box.closest("tr").querySelector("th").firstChild.textContent}: ${labelled(box)}`);
