// Live reload: after each save the page is asked for again and what has changed is put in place.
// Scroll position, open parts, focus and what was typed in a form stay; typed answers are held in
// this page's memory only, for the moment in which the form inside is loaded anew.
import { search } from "/search.js";

const said = document.querySelector("#said");
const say = (words) => { said.textContent = words; };
const all = (root, selector) => [...root.querySelectorAll(selector)];
const path = () => location.pathname + location.search;

function keepingPlace(change) {
  const { scrollX, scrollY } = window;
  const open = all(document, "details[open]").map((one) => one.id);
  const { id, href } = document.activeElement;
  change();
  for (const one of open) document.getElementById(one)?.setAttribute("open", "");
  if (!document.activeElement || document.activeElement === document.body) {
    const same = id ? document.getElementById(id) : href && all(document, "a").find((one) => one.href === href);
    same?.focus({ preventScroll: true });
  }
  window.scrollTo(scrollX, scrollY);
}

async function refresh() {
  const response = await fetch(path(), { headers: { Accept: "text/html" } });
  if (!response.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const pairs = all(document, "[data-live]").map((old) => [
    old, fresh.querySelector(`[data-live="${old.dataset.live}"]`),
  ]);
  if (pairs.some(([, made]) => !made)) return location.reload();
  const changed = pairs.filter(([old, made]) => old.innerHTML !== made.innerHTML || old.dataset.digest !== made.dataset.digest);
  keepingPlace(() => {
    for (const [old, made] of changed) old.replaceWith(made);
    search();
  });
  reshow();
  if (changed.length) say(document.querySelector(".status, .tags")?.textContent.replace(/\s+/g, " ").trim() || document.body.dataset.updated);
}

// The form inside.
const frame = () => document.querySelector("#shown");
const roots = (root) => [root, ...all(root, "*").flatMap((one) => (one.shadowRoot ? roots(one.shadowRoot) : []))];
const fields = (root) => roots(root).flatMap((one) => all(one, "input:not([type=hidden]), textarea, select"));
const isTick = (one) => one.type === "radio" || one.type === "checkbox";

// Fields of one name are told apart by their value, if they are ticks, else by their order.
function keyed(root) {
  const seen = {};
  return fields(root).filter((one) => one.name).map((one) => {
    const name = isTick(one) ? `${one.name}=${one.value}` : one.name;
    seen[name] = (seen[name] ?? -1) + 1;
    return [`${name}#${seen[name]}`, one];
  });
}

function typed(root) {
  return new Map(keyed(root)
    .filter(([, one]) => (isTick(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue))
    .map(([key, one]) => [key, isTick(one) ? one.checked : one.value]));
}

function rows(root, answers) {
  const names = new Set(keyed(root).map(([key]) => key));
  const wanted = new Set([...answers.keys()].filter((key) => !names.has(key)).map((key) => /^(.+?)\.\d+\./.exec(key)?.[1]));
  for (const item of wanted) {
    const add = roots(root).map((one) => one.querySelector(`[data-item="${CSS.escape(item ?? "")}"] .intake-add`)).find(Boolean);
    for (let more = 0; add && more < 50 && [...answers.keys()].some((key) => key.startsWith(`${item}.`) && !keyed(root).some(([known]) => known === key)); more += 1) add.click();
  }
}

function retype(view, answers) {
  const root = view.document;
  rows(root, answers);
  for (const [key, one] of keyed(root)) {
    if (!answers.has(key)) continue;
    if (isTick(one)) one.checked = answers.get(key);
    else one.value = answers.get(key);
  }
  view.dispatchEvent(new Event("pageshow"));
}

function reshow() {
  const shown = frame();
  const digest = document.querySelector("#digest")?.dataset.digest;
  if (!shown || !digest || shown.dataset.digest === digest) return;
  shown.dataset.digest = digest;
  const { contentWindow: view } = shown;
  const answers = typed(view.document);
  const open = all(view.document, "details").map((one) => one.open);
  const { scrollX, scrollY } = view;
  const at = view.document.activeElement?.name;
  const had = document.activeElement === shown;
  shown.addEventListener("load", () => {
    const made = shown.contentWindow;
    retype(made, answers);
    all(made.document, "details").forEach((one, n) => { one.open = open[n] ?? one.open; });
    made.scrollTo(scrollX, scrollY);
    if (had && at) made.document.getElementsByName(at)[0]?.focus({ preventScroll: true });
    made.scrollTo(scrollX, scrollY);
  }, { once: true });
  view.location.replace(shown.getAttribute("src"));
}

// A form that is sent goes nowhere: its policy forbids it, and here the page says why.
const guarded = new WeakSet();

function guard() {
  const inside = frame().contentDocument;
  if (!inside || inside.URL === "about:blank" || guarded.has(inside)) return;
  guarded.add(inside);
  const told = document.querySelector("#told");
  inside.addEventListener("intake:submit", (event) => {
    event.preventDefault();
    told.textContent = told.dataset.words;
    told.hidden = false;
    told.scrollIntoView({ block: "nearest" });
  });
  frame().dataset.guarded = "";
}

if (frame()) {
  frame().addEventListener("load", guard);
  guard();
}

const live = new EventSource("/live");
let { number } = document.body.dataset;
let busy = Promise.resolve();
live.addEventListener("message", ({ data }) => {
  if (data !== number) busy = busy.then(refresh).catch(() => {});
  number = data;
});
const ended = document.querySelector("#ended");
live.addEventListener("open", () => { ended.textContent = ""; });
live.addEventListener("error", () => { ended.textContent = ended.dataset.words; });
