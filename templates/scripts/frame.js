// Gives each <iframe data-intake> the height of the form in it. A frame with the attribute sandbox
// and without allow-same-origin needs data-intake="sandboxed": its messages come from no origin.
(() => {
  const LOWEST = 200, HIGHEST = 30000, MARGIN = 16;
  const origin = (frame) =>
    frame.dataset.intake === "sandboxed" ? "null" : new URL(frame.src, document.baseURI).origin;
  const isWhole = (number) => Number.isInteger(number) && number >= 0;

  addEventListener("message", (event) => {
    const frames = [...document.querySelectorAll("iframe[data-intake]")];
    const frame = frames.find((one) => one.contentWindow === event.source);
    if (!frame || event.origin !== origin(frame)) return;
    const said = event.data;
    if (said?.source !== "intake" || said.version !== 1) return;
    if (said.type === "resize" && isWhole(said.height)) {
      frame.style.height = `${Math.min(Math.max(said.height, LOWEST), HIGHEST)}px`;
    }
    if (said.type === "scroll" && isWhole(said.top)) {
      const top = frame.getBoundingClientRect().top + Math.min(said.top, HIGHEST);
      if (top < 0 || top > innerHeight / 2) scrollBy(0, top - MARGIN);
    }
  });

  // A form that was quicker than this script has told its height to nobody: it tells it again.
  for (const { contentWindow } of document.querySelectorAll("iframe[data-intake]")) {
    contentWindow?.postMessage({ source: "intake", version: 1, type: "hello" }, "*");
  }
})();
