/** Where questions are written: Enter sends, Shift and Enter breaks the line. */

import { el } from "./dom.js";
import { STRINGS } from "./strings.js";

/** The field and its buttons; calls `onSend(question)`, `onStop()`, `onFresh()` and `onForget()` when the reader says so. */
export class Composer {
  #on;
  #field = el("textarea", {
    id: "message", name: "message", rows: "1", placeholder: STRINGS.placeholder, autocomplete: "off", required: true,
  });
  #send = el("button", { class: "button", type: "submit" }, STRINGS.ask);
  #stop = el("button", { class: "button quiet", type: "button", hidden: true }, STRINGS.stop);
  #own = el("span", { class: "own", hidden: true });
  #note = el("p", { class: "note", hidden: true });

  constructor(on) {
    this.#on = on;
    this.#own.append(
      el("button", { class: "plain", type: "button", click: on.fresh }, STRINGS.fresh),
      el("button", { class: "plain", type: "button", click: on.forget }, STRINGS.forget));
    this.element = el("form", { class: "composer" },
      this.#note,
      el("label", { for: "message", class: "visually-hidden" }, STRINGS.field),
      el("div", { class: "box" }, this.#field, this.#send, this.#stop),
      el("p", { class: "fine" }, el("span", {}, STRINGS.decides), this.#own));
    this.#listen();
  }

  /** Show that an answer is under way, or that the next question may come. */
  setBusy(busy) {
    const held = this.element.getRootNode().activeElement;
    this.#send.hidden = busy;
    this.#stop.hidden = !busy;
    // A button that hides while it has the focus would drop it.
    if (held === this.#send || held === this.#stop) this.focus();
  }

  /** Offer to leave and to forget the conversation, where there is one. */
  setBegun(begun) {
    this.#own.hidden = !begun;
  }

  /** Say `sentence` above the field; empty for no more. */
  note(sentence) {
    this.#note.textContent = sentence;
    this.#note.hidden = !sentence;
  }

  /** Put `question` back, to be changed; not over one that is being written. */
  putBack(question) {
    if (!this.#field.value) this.#field.value = question;
    this.focus();
  }

  /** Put the cursor into the field. */
  focus() {
    this.#field.focus();
  }

  #listen() {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      const question = this.#field.value.trim();
      if (question && this.#stop.hidden && this.#on.send(question)) this.#field.value = "";
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.element.requestSubmit();
    });
    this.#stop.addEventListener("click", this.#on.stop);
  }
}
