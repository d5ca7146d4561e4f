/** What a reader can do with an answer: copy it, and say how good it was. */

import { copied, written } from "./copying.js";
import { el, icon } from "./dom.js";
import { REASONS, STRINGS } from "./strings.js";

const THUMB = "M2 21h4V10H2zM22 11a2 2 0 0 0-2-2h-6l1-5-2-2-6 7v10a2 2 0 0 0 2 2h8a2 2 0 0 0 2-1l3-7z";

/** Return the row of actions for `reply`; `chat` has the service and announces what came of them. */
export function actions(reply, chat) {
  const told = el("span", { class: "meta" });
  const tell = (sentence) => {
    told.textContent = sentence;
    chat.announce([sentence]);
  };
  const copy = el("button", { type: "button", class: "tool", "aria-label": STRINGS.copyLabel, click: async () => {
    const done = await copied(written(reply, absolute(chat)), copy);
    tell(done ? STRINGS.copied : STRINGS.notCopied);
  } }, STRINGS.copy);
  return el("div", { class: "tools" }, copy, new Rating(reply, chat, tell).elements, told);
}

function absolute(chat) {
  return (path) => new URL(chat.service.url(path), location.href).href;
}

/** Thumbs up and down; pressed again, the rating is taken back. */
class Rating {
  #reply;
  #chat;
  #tell;
  #given = null;
  #thumbs;
  #form = el("form", { class: "reasons", hidden: true });

  constructor(reply, chat, tell) {
    this.#reply = reply;
    this.#chat = chat;
    this.#tell = tell;
    this.#thumbs = { up: this.#thumb("up", STRINGS.useful), down: this.#thumb("down", STRINGS.useless) };
  }

  get elements() {
    return [this.#thumbs.up, this.#thumbs.down, this.#form];
  }

  #thumb(rating, label) {
    const press = () => this.#give(this.#given === rating ? null : rating);
    const properties = { type: "button", class: `tool ${rating}`, "aria-label": label, title: label, "aria-pressed": "false" };
    return el("button", { ...properties, click: press }, icon(THUMB));
  }

  async #give(rating, why = null) {
    const { message_id, conversation_id } = this.#reply;
    try {
      await this.#chat.service.rate({ message_id, conversation_id, rating, reason: null, comment: null, ...why });
    } catch (error) {
      this.#tell(error.wait ? STRINGS.wait(error.wait) : STRINGS.notRated);
      return;
    }
    this.#given = rating;
    for (const [name, thumb] of Object.entries(this.#thumbs)) thumb.setAttribute("aria-pressed", String(name === rating));
    this.#ask(rating === "down" && why === null);
    this.#tell(rating === null ? STRINGS.unrated : STRINGS.rated);
    this.#chat.tell("feedback", { message_id, rating });
  }

  /** Ask for the reason, or no more. */
  #ask(shown) {
    this.#form.hidden = !shown;
    if (!shown) return this.#form.replaceChildren();
    const group = `reason-${this.#reply.message_id}`;
    const choices = Object.entries(REASONS).map(([value, text]) =>
      el("label", {}, el("input", { type: "radio", name: group, value }), text));
    const comment = el("textarea", { rows: "2", maxlength: "2000" });
    this.#form.replaceChildren(
      el("fieldset", {}, el("legend", {}, STRINGS.reason), choices),
      el("label", { class: "comment" }, STRINGS.comment, comment),
      el("button", { class: "button quiet" }, STRINGS.send));
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      const reason = this.#form.querySelector(":checked")?.value ?? null;
      this.#thumbs.down.focus();
      this.#give("down", { reason, comment: comment.value.trim() || null });
    };
  }
}
