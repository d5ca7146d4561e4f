/** Where questions are written: Enter sends, Shift and Enter breaks the line. */

import { button, el } from "./dom.js";
import { STRINGS } from "./strings.js";

/** The field and its buttons; calls `onSend(question)`, `onStop()`, `onFresh()` and `onForget()` when the reader says so. */
export class Composer {
  #on;
  #field = el("textarea", {
    id: "message", rows: "1", placeholder: STRINGS.placeholder,
  });
  #send = el("button.button", { type: "submit" }, STRINGS.ask);
  #stop = button("button.quiet", { hidden: true }, () => this.#on.stop(), STRINGS.stop);
  #own = el("span.own", { hidden: true });
  #note = el("p.note", { hidden: true });

  constructor(on) {
    this.#on = on;
    this.#own.append(
      button("plain", {}, on.fresh, STRINGS.fresh),
      button("plain", {}, on.forget, STRINGS.forget));
    this.element = el("form.composer", {},
      this.#note,
      el("label.visually-hidden", { for: "message" }, STRINGS.field),
      el("div.box", {}, this.#field, this.#send, this.#stop),
      el("p.fine", {}, el("span", {}, STRINGS.decides), this.#own));
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
  }
}
