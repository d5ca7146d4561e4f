/** The chat: questions in, cited answers out. One component for the page, the frame and the widget. */

import { actions } from "./actions.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { plain } from "./markdown.js";
import { Panel } from "./panel.js";
import { FAILURES, STATUS, STRINGS } from "./strings.js";
import { Turn } from "./turn.js";

/**
 * A conversation in `room`, whose part `talk` gets the turns and the field; the source of a citation opens in the room.
 *
 * `service` answers, `store` keeps the conversation over pages; `welcome` is the greeting, with buttons that ask;
 * `live` is the live region (an element), `tell(name, detail)` hears of events; `narrow` are the agency and the class
 * that questions are about; with `scrolls` the turns scroll by themselves; `target` is where links open (null: here), and `panel` how the Panel stands.
 */
export class Chat {
  #options;
  #ways;
  #composer;
  #panel;
  #scroll = el("div.scroll", {});
  #transcript = el("div.transcript", {});
  #running = null;
  #said = []; // the questions of a conversation that the server does not store
  #begun = null; // the id of one that it may not have
  #restored = null;

  constructor(options) {
    this.#options = options;
    this.service = options.service;
    this.#ways = {
      url: (path) => this.service.url(path),
      target: options.target ?? null,
      ask: (question) => this.ask(question),
      open: (citation, link) => this.#panel.open(citation, link),
    };
    this.#panel = new Panel(this.#ways, this.service, options.panel);
    this.#composer = new Composer({
      send: (question) => this.ask(question),
      stop: () => this.#running?.abort(),
      fresh: () => this.#startOver(),
      forget: () => this.forget(),
    });
    this.#build(options);
  }

  /** Ask `question` in a new turn; return whether it is being asked. */
  ask(question) {
    if (this.#running || !this.#online()) return false;
    this.tell("question", { question });
    this.#answer(this.#begin(question));
    return true;
  }

  /** Show again what the tab's conversation was when its page was left. */
  restore() {
    return (this.#restored ??= this.#restore());
  }

  /** Have the service forget the conversation, then forget it here; return whether it is forgotten. */
  async forget() {
    const id = this.#id;
    this.#running?.abort();
    try {
      if (id !== null) await this.service.forget(id);
    } catch {
      this.#note(STRINGS.notForgotten);
      return false;
    }
    this.#startOver();
    this.#note(STRINGS.forgotten);
    return true;
  }

  /** Put the cursor where questions are written. */
  focus() {
    this.#composer.focus();
  }

  /** Have it read out once. */
  announce(sentences) {
    const whole = sentences.filter(Boolean).map((sentence) => (/[.?!:]$/.test(sentence) ? sentence : `${sentence}.`));
    this.#options.live.textContent = whole.join(" ");
  }

  /** Tell the host page. */
  tell(name, detail) {
    this.#options.tell?.(name, detail);
  }

  /** The conversation's id, kept over pages. */
  get #id() {
    return this.#options.store.get("conversation");
  }

  set #id(id) {
    this.#options.store.set("conversation", id);
  }

  #build({ room, talk, welcome }) {
    this.#scroll.append(welcome, this.#transcript);
    talk.append(this.#scroll, this.#composer.element);
    room.append(this.#panel.element);
    for (const opener of welcome.querySelectorAll("[data-ask]")) {
      opener.addEventListener("click", () => this.ask(opener.dataset.ask));
    }
    if (this.#options.scrolls) scrollable(this.#scroll);
    addEventListener("offline", () => this.#online());
    addEventListener("online", () => this.#composer.note(""));
    this.#online();
  }

  #online() {
    if (!navigator.onLine) this.#note(STRINGS.offline);
    return navigator.onLine;
  }

  #note(sentence) {
    this.#composer.note(sentence);
    this.announce([sentence]);
  }

  /** Put a new turn for `question` in the transcript. */
  #begin(question) {
    const turn = new Turn(question);
    this.#greet(false);
    this.#composer.note("");
    this.#composer.setBegun(true);
    this.#transcript.append(turn.element);
    return turn;
  }

  async #answer(turn) {
    const controller = (this.#running = new AbortController());
    this.announce([]);
    turn.wait();
    this.#composer.setBusy(true);
    this.#show(turn.element);
    try {
      const { reply, remark } = await this.#receive(turn, controller.signal);
      // A turn that is no longer shown belongs to a conversation that was left.
      if (turn.element.isConnected) this.#answered(turn, reply, remark);
    } catch (error) {
      if (turn.element.isConnected) this.#failed(turn, error);
    }
    if (this.#running === controller) {
      this.#running = null;
      this.#composer.setBusy(false);
    }
  }

  async #receive(turn, signal) {
    const ask = () => {
      const more = { ...this.#options.narrow, ...this.#before(turn) };
      return this.service.ask(turn.question, more, signal, (text) => turn.write(text));
    };
    try {
      return { reply: await ask(), remark: "" };
    } catch (error) {
      if (error.kind !== "unknown-conversation") throw error;
      const remark = this.#id === this.#begun ? "" : STRINGS.lost;
      this.#id = null;
      return { reply: await ask(), remark };
    }
  }

  /** What a turn goes on with: questions that the server does not store, or a conversation, whose id is its first key. */
  #before({ key }) {
    if (this.#said.length) return { history: this.#said.slice(-50) };
    this.#id ??= this.#begun = key;
    return { conversation_id: this.#id === key ? null : this.#id, message_key: key };
  }

  #answered(turn, reply, remark) {
    this.#id = reply.conversation_id;
    this.#begun = null;
    this.#said = reply.conversation_id === null ? [...this.#said, turn.question] : [];
    turn.show(reply, this.#ways, actions(reply, this), remark);
    this.announce([STATUS[reply.status], plain(reply.answer), STRINGS.sourceCount(reply.citations.length)]);
    const { status, message_id, conversation_id } = reply;
    this.tell("answer", { status, message_id, conversation_id });
  }

  #failed(turn, error) {
    const stopped = error.name === "AbortError";
    if (!stopped && !error.kind) console.error(error);
    const told = stopped ? [STRINGS.stopped] : sentences(error);
    turn.fail(told, error.requestId, error.wait, () => this.#running || (this.#online() && this.#answer(turn)));
    this.announce(told);
    if (error.kind === "message-too-long") this.#composer.putBack(turn.question);
    this.tell("error", { kind: stopped ? "stopped" : (error.kind ?? "failed") });
  }

  async #restore() {
    const id = this.#id;
    if (id === null) return;
    try {
      const turns = await this.service.turns(id);
      if (this.#running || this.#transcript.childElementCount) return; // the reader was faster
      for (const { question, reply } of turns) this.#begin(question).show(reply, this.#ways, actions(reply, this));
      if (this.#transcript.lastElementChild) this.#show(this.#transcript.lastElementChild);
    } catch (error) {
      if (error.kind === "unknown-conversation") this.#id = null;
    }
  }

  /** Bring the beginning of a turn to the top. */
  #show(element) {
    const scroll = this.#scroll;
    // Within a widget only the widget scrolls, never the page around it.
    if (this.#options.scrolls) scroll.scrollTop += element.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    else element.scrollIntoView({ block: "start" });
  }

  /** Show the greeting, or only keep its heading for whoever moves by headings. */
  #greet(shown) {
    this.#options.welcome.classList.toggle("visually-hidden", !shown);
  }

  #startOver() {
    this.#running?.abort();
    this.#running = null;
    this.#composer.setBusy(false);
    this.#composer.setBegun(false);
    this.#composer.note("");
    this.#panel.close();
    this.#id = null;
    this.#said = [];
    this.announce([]);
    this.#transcript.replaceChildren();
    this.#greet(true);
    this.#composer.focus();
  }
}

/** Make `element` one that the keyboard scrolls. */
function scrollable(element) {
  element.tabIndex = 0;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", STRINGS.conversation);
}

/** What to say of a failure: our words for its kind, and the service's own where they say more. */
function sentences({ kind, detail, wait }) {
  if (wait && kind !== "unavailable") return [STRINGS.wait(wait)];
  if (kind === "unavailable") return [FAILURES.unavailable, detail].filter(Boolean);
  return [FAILURES[kind === "failed" && detail ? "" : kind] ?? (detail || FAILURES.failed)];
}
