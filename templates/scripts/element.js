// <intake-form src="…fragment.html">: the form in a shadow root, apart from the page around it.
try {
  CSS.registerProperty({ name: "--intake-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
} catch { /* by another copy of this module, or not at all: sizes then follow 16 pixels */ }

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

// The fragment at an address.
const fetched = async (address) => {
  const part = (await opened(address)).querySelector(".intake");
  if (!part?.querySelector(".intake-rules")) throw new Error("no form there");
  return part;
};

class IntakeForm extends HTMLElement {
  static observedAttributes = ["src", "lang"];

  #prefill;
  #live;
  #shown;
  #source;
  #files = {};

  get prefill() {
    return this.#prefill;
  }

  // Answers to begin with, in the shapes of docs/reading-back.md: {answers, beside}.
  set prefill(given) {
    this.#prefill = given;
    if (this.#live && given) this.#live.put(given.answers ?? {}, given.beside ?? {});
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
    if (before === after) return;
    if (name === "src") this.#files = {};
    if (this.shadowRoot && !(name === "lang" && this.#isOver())) this.#show();
  }

  // Whether it has been sent.
  #isOver() {
    return this.#live && !this.shadowRoot.querySelector(".intake-rules");
  }

  // Taken out of the page for good, not only put elsewhere: nothing of the patient stays.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#live?.stop();
      this.#live = undefined;
      this.#shown = undefined;
      this.#fill();
    });
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
    // What is being sent stays until it is known how that ends.
    await this.#live?.sending.outcome;
    if (this.#shown !== address) return;
    this.removeAttribute("aria-busy");
    const isSame = this.getAttribute("src") === this.#source;
    if (this.#live?.sending.isBusy || (isSame && this.#isOver())) this.#shown = undefined;
    else if (!part) this.#miss(address);
    else if (!isSame || !this.#turned(part)) this.#put(document.importNode(still(part), true));
  }

  // Whether it goes on with the same form in another language, with all that has been filled in.
  #turned(part) {
    try {
      this.#live.turn(part);
    } catch {
      return false;
    }
    this.#tell();
    return true;
  }

  #put(part) {
    this.#source = this.getAttribute("src");
    const before = this.#live?.detail();
    const isSame = before?.form === part.querySelector("[name='intake.form']").value;
    this.#live?.stop();
    this.#files = JSON.parse(part.querySelector(".intake-rules").textContent).files ?? {};
    const root = part.querySelector(".intake-form");
    for (const one of this.querySelectorAll(":scope > input[type=hidden]")) root.append(one.cloneNode());
    if (this.hasAttribute("scheme")) part.dataset.scheme = this.getAttribute("scheme");
    this.#fill(part);
    const given = this.querySelector(":scope > .intake-prefill");
    const data = {};
    for (const name of ["send", "headers"]) if (this.hasAttribute(name)) data[name] = this.getAttribute(name);
    this.#live = attach(part, {
      data,
      action: this.getAttribute("action"),
      level: this.getAttribute("heading-level"),
      kiosk: Number(this.getAttribute("kiosk")) || undefined,
      prefill: isSame ? before : this.#prefill ?? given?.textContent,
    });
    this.#tell();
    if (this.#address() !== this.#shown) this.#show();
  }

  #tell() {
    const { lang, dir } = this.shadowRoot.querySelector(".intake");
    this.dispatchEvent(new CustomEvent("intake:ready", { detail: { lang, dir }, bubbles: true, composed: true }));
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

  #fill(part = "") {
    const { shadowRoot } = this;
    for (const one of shadowRoot.querySelectorAll(".intake")) one.remove();
    shadowRoot.append(part);
  }
}

if (!customElements.get("intake-form")) customElements.define("intake-form", IntakeForm);
for (const part of document.querySelectorAll(".intake")) attach(part);
