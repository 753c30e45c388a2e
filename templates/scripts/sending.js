// Sends the answers once, and loses none: `data-send` is fetch or event; else the browser posts.
const SLOW = 60_000;

class Sending {
  // `signal`: aborted when the form has ended; what goes on until later then touches nothing.
  constructor(form, words, tell, signal) {
    Object.assign(this, { form, words, tell, signal, isBusy: false });
    this.status = make("p", { className: "intake-status", role: "status" });
    this.place = form.querySelector(".intake-send");
    this.place?.after(this.status);
  }

  busy(isBusy) {
    this.isBusy = isBusy;
    this.status.textContent = isBusy ? this.words.sending : "";
  }

  // While `promise` is open nothing is sent again.
  async follow(promise) {
    this.busy(true);
    this.failure?.remove();
    this.outcome = Promise.resolve(promise).then(() => null, (error) => error ?? {});
    const error = await this.outcome;
    if (this.signal.aborted) return;
    this.busy(false);
    if (!error) this.sent();
    else if (!this.refused(error.problems)) this.failed(error.reason ?? "offline", error.status);
  }

  async post(detail) {
    const { form } = this;
    const { answers, beside, language, revision, version } = detail;
    const extra = Object.fromEntries(
      [...form.querySelectorAll("input[type=hidden]")]
        .filter((one) => !one.name.startsWith("intake.") && !one.closest("[data-item]"))
        .map((one) => [one.name, one.value]),
    );
    const response = await fetch(form.action, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        ...JSON.parse(form.dataset.headers ?? "{}"),
      },
      body: JSON.stringify({
        ...extra, form: detail.form, version, revision, language, answers, beside,
      }),
      signal: AbortSignal.timeout?.(SLOW),
    });
    const { ok, redirected, status } = response;
    if (ok && !redirected) return;
    const isOut = redirected || status === 401 || status === 403;
    const reason = isOut ? "signed_out" : status === 413 ? "large" : "server";
    const said = status === 422 && await response.json().catch(() => null);
    throw Object.assign(new Error(reason), { reason, status, problems: said?.problems });
  }

  sent() {
    const note = make("p", { textContent: this.words.sent, tabIndex: -1, className: "intake-sent" });
    this.form.reset();
    this.form.replaceChildren(note);
    note.focus();
    this.tell("intake:sent", {});
  }

  failed(reason, status) {
    const { words } = this;
    const again = make("button", { type: "button", textContent: words.again });
    const print = make("button", {
      type: "button", textContent: words.print, className: "intake-plain", onclick: () => window.print(),
    });
    again.onclick = () => this.form.querySelector("[type=submit]").click();
    this.failure?.remove();
    this.failure = make(
      "div", { className: "intake-errors intake-failed", role: "alert" },
      make("h2", { textContent: words.not_sent }),
      make("p", { textContent: `${words[reason] ?? words.server} ${words.kept}` }),
      make("p", { className: "intake-ways" }, again, print),
    );
    this.place.before(this.failure);
    this.tell("intake:error", { reason, status });
  }
}
