// Shows the forms whose titles have all the words in the box, while one types.
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function search() {
  const box = document.querySelector("#search");
  if (!box) return;
  const words = bare(box.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const form of document.querySelectorAll(".form")) {
    const text = bare(form.dataset.words);
    form.hidden = !words.every((word) => text.includes(word));
    found += !form.hidden;
  }
  document.querySelector(".nothing").hidden = found > 0;
}

for (const one of document.querySelectorAll(".needs-script")) one.hidden = false;
document.querySelector("#search")?.addEventListener("input", search);
document.querySelector(".search")?.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
