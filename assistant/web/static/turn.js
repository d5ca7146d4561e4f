/** One question with what came of it. */

import { button, el } from "./dom.js";
import { draft, whole } from "./reply.js";
import { STRINGS } from "./strings.js";

/** A turn of the conversation: waiting, being written, answered or failed. */
export class Turn {
  constructor(question) {
    this.question = question;
    // The name that it is sent under, however often: as random as a UUID, which only secure pages can make.
    this.key = crypto.getRandomValues(new Uint32Array(4)).join("-");
    this.answer = el("div.answer", {});
    this.element = el("article.turn", {}, el("h2.question", {}, question), this.answer);
    this.wait();
  }

  /** Show that the answer is being found. */
  wait() {
    this.#show("waiting", el("p.pending", {}, STRINGS.pending));
  }

  /** Show the answer's text so far. */
  write(text) {
    this.#show("writing", el("div.prose", {}, draft(text)));
  }

  /** Show the whole reply; `remark` is said above it, `actions` stand below it. */
  show(reply, ways, actions, remark = "") {
    this.#show("answered", remark ? el("p.note", {}, remark) : null, whole(reply, ways, actions));
  }

  /** Show why there is no answer: a sentence or two, with a button that tries again, in `wait` seconds at the earliest. */
  fail(sentences, requestId, wait, onRetry) {
    const retry = button("button.quiet", { disabled: wait > 0 }, onRetry, STRINGS.retry);
    if (wait) setTimeout(() => (retry.disabled = false), wait * 1000);
    const request = requestId ? el("span.fine", {}, STRINGS.request(requestId)) : null;
    this.#show("failed", el("div.trouble", {},
      sentences.map((sentence) => el("p", {}, sentence)), el("p.actions", {}, retry, request)));
  }

  #show(state, ...children) {
    this.element.dataset.state = state;
    this.element.setAttribute("aria-busy", String(state === "waiting" || state === "writing"));
    this.answer.replaceChildren(...children.flat().filter(Boolean));
  }
}
