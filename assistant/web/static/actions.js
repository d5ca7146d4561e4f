/** What a reader can do with an answer: copy it, and say how good it was. */

import { copied, written } from "./copying.js";
import { button, el, icon } from "./dom.js";
import { REASONS, STRINGS } from "./strings.js";

const THUMB = "M2 21h4V10H2zM22 9h-8l1-5-2-2-6 7v12h12l3-7z";

/** Return the row of actions for `reply`; `chat` has the service and announces what came of them. */
export function actions(reply, chat) {
  const told = el("span.meta", {});
  const tell = (sentence) => {
    told.textContent = sentence;
    chat.announce([sentence]);
  };
  const copy = button("tool", {}, async () => {
    const done = await copied(written(reply, absolute(chat)), copy);
    tell(done ? STRINGS.copied : STRINGS.notCopied);
  }, STRINGS.copy);
  return el("div.tools", {}, copy, new Rating(reply, chat, tell).elements, told);
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
  #form = el("form", { hidden: true });

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
    return button(`tool.${rating}`, { "aria-label": label, title: label, "aria-pressed": "false" }, press, icon(THUMB));
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
    const options = Object.entries(REASONS).map(([value, text]) => el("option", { value }, text));
    const reason = el("select", {}, el("option", { value: "" }), options);
    const comment = el("textarea", { rows: "2", maxlength: "2000" });
    this.#form.replaceChildren(
      el("label", {}, STRINGS.reason, reason),
      el("label", {}, STRINGS.comment, comment),
      el("button.button.quiet", {}, STRINGS.send));
    if (shown) reason.focus();
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      this.#thumbs.down.focus();
      this.#give("down", { reason: reason.value || null, comment: comment.value.trim() || null });
    };
  }
}
