// The page for developers: buttons that copy, and a word where it was opened as a file.
const said = document.querySelector(".guide-said");
document.querySelector("#guide-file").hidden = location.protocol !== "file:";

for (const button of document.querySelectorAll(".guide-copy")) {
  button.hidden = false;
  const code = button.parentNode.querySelector("code");
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(code);
      said.textContent = "Marked: copy it with Ctrl or Command and C.";
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };
}
