// In a portal's frame: tells the portal how high the form is, and where to look. Nothing else.
{
  const { parents } = JSON.parse(document.querySelector(".intake-rules").textContent);
  const page = document.documentElement;
  const around = location.ancestorOrigins?.[0];
  const known = around === undefined ? parents : parents.filter((one) => one === around);
  const tell = (type, facts) => {
    for (const origin of known) parent.postMessage({ source: "intake", version: 1, type, ...facts }, origin);
  };
  let told;
  const measure = () => {
    const height = Math.ceil(page.offsetHeight / 8) * 8;
    if (height !== told) tell("resize", { height });
    told = height;
  };
  if (parent !== window) {
    new ResizeObserver(measure).observe(page);
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || data?.source !== "intake" || data.version !== 1) return;
      if (data.type !== "hello") return;
      told = 0;
      measure();
    });
    for (const name of ["intake:error", "intake:sent"]) {
      addEventListener(name, () => requestAnimationFrame(() => {
        measure();
        const { top } = document.activeElement.getBoundingClientRect();
        tell("scroll", { top: Math.round(top + scrollY) });
      }));
    }
  }
}
