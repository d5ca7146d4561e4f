/** One question with what came of it. */

import { el } from "./dom.js";
import { draft, whole } from "./reply.js";
import { STRINGS } from "./strings.js";

/** A turn of the conversation: waiting, being written, answered or failed. */
export class Turn {
  constructor(question) {
    this.question = question;
    this.answer = el("div", { class: "answer" });
    this.element = el("article", { class: "turn" }, el("h2", { class: "question" }, question), this.answer);
    this.wait();
  }

  /** Show that the answer is being found. */
  wait() {
    this.#show("waiting", el("p", { class: "pending" }, STRINGS.pending));
  }

  /** Show the answer's text so far. */
  write(text) {
    this.#show("writing", el("div", { class: "prose" }, draft(text)));
  }

  /** Show the whole reply; `remark` is said above it, `actions` stand below it. */
  show(reply, ways, actions, remark = "") {
    this.#show("answered", remark ? el("p", { class: "note" }, remark) : null, whole(reply, ways, actions));
  }

  /** Show why there is no answer: a sentence or two, with a button that tries again, in `wait` seconds at the earliest. */
  fail(sentences, requestId, wait, onRetry) {
    const retry = el("button", { type: "button", class: "button quiet", disabled: wait > 0, click: onRetry }, STRINGS.retry);
    if (wait) setTimeout(() => (retry.disabled = false), wait * 1000);
    const request = requestId ? el("span", { class: "fine" }, STRINGS.request(requestId)) : null;
    this.#show("failed", el("div", { class: "failure" },
      sentences.map((sentence) => el("p", {}, sentence)), el("p", { class: "actions" }, retry, request)));
  }

  #show(state, ...children) {
    this.element.dataset.state = state;
    this.element.setAttribute("aria-busy", String(state === "waiting" || state === "writing"));
    this.answer.replaceChildren(...children.flat().filter(Boolean));
  }
}
