// <intake-form src="…fragment.html">: the form in a shadow root, apart from the page around it.
try {
  CSS.registerProperty({ name: "--intake-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
} catch { /* by another copy of this module, or not at all: sizes then follow 16 pixels */ }

const UNWANTED = "script, style, link, meta, base, iframe, object, embed";
const HOST = ":host { display: block !important; width: 100%; float: none !important } :host([hidden]) { display: none !important }";
let sheets;

function dress(shadow) {
  try {
    sheets ??= [HOST, STYLES].map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    shadow.adoptedStyleSheets = sheets;
  } catch {
    const href = new URL("intake-form.css", import.meta.url).href;
    shadow.append(make("link", { rel: "stylesheet", href }));
  }
}

// The document at an address, with nothing in it that runs. XMLHttpRequest parses it itself, and no
// script goes into the page, so that one that requires Trusted Types has nothing to allow.
const fetched = (address) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open("GET", address);
  request.responseType = "document";
  request.overrideMimeType("text/html; charset=utf-8");
  request.timeout = SLOW;
  request.onloadend = () => {
    const part = request.status < 400 ? request.response?.querySelector(".intake") : null;
    const rules = part?.querySelector(".intake-rules");
    if (!rules) {
      reject(new Error("no form there"));
      return;
    }
    const { className, textContent } = rules;
    rules.replaceWith(make("div", { className, textContent, hidden: true }));
    for (const one of part.querySelectorAll(UNWANTED)) one.remove();
    for (const one of part.querySelectorAll("*")) {
      for (const { name } of [...one.attributes]) if (/^on/i.test(name)) one.removeAttribute(name);
    }
    resolve(part);
  };
  request.send();
});

class IntakeForm extends HTMLElement {
  static observedAttributes = ["src", "lang"];

  #prefill;
  #live;
  #shown;
  #files = {};

  get prefill() {
    return this.#prefill;
  }

  // Answers to begin with, in the shapes of docs/reading-back.md: {answers, beside}.
  set prefill(given) {
    this.#prefill = given;
    if (this.#live && given) this.#live.put?.(given.answers ?? {}, given.beside ?? {});
  }

  connectedCallback() {
    if (Object.hasOwn(this, "prefill")) {
      const { prefill } = this;
      delete this.prefill;
      this.prefill = prefill;
    }
    if (!this.shadowRoot) dress(this.attachShadow({ mode: "open" }));
    if (!this.#live) this.#show();
  }

  attributeChangedCallback(name, before, after) {
    if (this.shadowRoot && before !== after) this.#show();
  }

  // The address of the fragment in the language of `lang`, where the form is there in that one.
  #address() {
    const src = this.getAttribute("src");
    const language = this.getAttribute("lang");
    const own = new URL(src, document.baseURI);
    return new URL(this.#files[language] ?? own, own).href;
  }

  async #show() {
    if (!this.hasAttribute("src")) return;
    const address = this.#address();
    if (address === this.#shown) return;
    this.#shown = address;
    this.setAttribute("aria-busy", "true");
    const part = await fetched(address).catch(() => null);
    if (this.#shown !== address) return;
    this.removeAttribute("aria-busy");
    if (part) this.#put(document.importNode(part, true));
    else this.#miss(address);
  }

  #put(part) {
    const kept = this.#live?.detail?.() ?? this.#prefill;
    const isSame = [undefined, part.querySelector("[name='intake.form']").value].includes(kept?.form);
    this.#live?.stop?.();
    this.#files = JSON.parse(part.querySelector(".intake-rules").textContent).files ?? {};
    const root = part.querySelector(".intake-form");
    for (const one of this.querySelectorAll(":scope > input[type=hidden]")) root.append(one.cloneNode());
    if (this.hasAttribute("scheme")) part.dataset.scheme = this.getAttribute("scheme");
    this.#fill(part);
    const data = {};
    for (const name of ["send", "headers"]) if (this.hasAttribute(name)) data[name] = this.getAttribute(name);
    this.#live = attach(part, {
      data,
      action: this.getAttribute("action"),
      level: this.getAttribute("heading-level"),
      kiosk: Number(this.getAttribute("kiosk")) || undefined,
      prefill: kept && isSame ? { answers: kept.answers ?? {}, beside: kept.beside ?? {} } : undefined,
    });
    const { lang, dir } = part;
    this.dispatchEvent(new CustomEvent("intake:ready", { detail: { lang, dir }, bubbles: true, composed: true }));
    if (this.#address() !== this.#shown) this.#show();
  }

  // What was shown before stays where a language cannot be had.
  #miss(address) {
    if (this.#live) {
      this.#shown = undefined;
      return;
    }
    const near = (this.closest("[lang]")?.lang || document.documentElement.lang).toLowerCase();
    const known = Object.keys(ABSENT);
    const lang = known.find((one) => near === one || near.startsWith(`${one}-`)) ?? known[0];
    const words = ABSENT[lang];
    const again = make("button", { type: "button", textContent: words.again });
    again.onclick = () => {
      this.#shown = undefined;
      this.#show();
    };
    const alone = make("a", {
      textContent: words.alone, href: address.replace(".fragment.html", ".html"),
    });
    const box = make(
      "div", { className: "intake-errors intake-failed", role: "alert" },
      make("p", { textContent: words.missing }),
      make("p", {}, alone),
      make("p", { className: "intake-ways" }, again),
    );
    this.#fill(make("div", { className: "intake", lang, dir: words.dir }, box));
    this.dispatchEvent(new CustomEvent("intake:error", {
      detail: { reason: "missing" }, bubbles: true, composed: true,
    }));
  }

  #fill(part) {
    const { shadowRoot } = this;
    for (const one of shadowRoot.querySelectorAll(".intake")) one.remove();
    shadowRoot.append(part);
  }
}

if (!customElements.get("intake-form")) customElements.define("intake-form", IntakeForm);
for (const part of document.querySelectorAll(".intake")) attach(part);
