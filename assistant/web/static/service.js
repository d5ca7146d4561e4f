/** The service at one address: questions, sources, conversations, ratings. */

import { Failure, call, json, posted } from "./api.js";
import { below } from "./dom.js";
import { events } from "./events.js";

/** Asks the service at `base` (no slash at its end); with `pass`, as an embedded reader. */
export class Service {
  #base;
  #pass;

  constructor(base, pass = null) {
    this.#base = base;
    this.#pass = pass;
  }

  /** Return the address of a path of the service. */
  url(path) {
    return below(this.#base, path);
  }

  /**
   * Ask, and return the whole reply; `onText` gets the answer's text as it grows. `more` goes along with the question.
   * Throws a Failure, or the AbortError of `signal`.
   */
  async ask(message, more, signal, onText) {
    const response = await this.#call("/v1/chat", posted({ message, ...more, stream: true }, signal));
    try {
      return await read(response, onText);
    } catch (error) {
      if (error instanceof Failure || error.name === "AbortError") throw error;
      throw new Failure("cut");
    }
  }

  /** Return the canonical text of a source. */
  async source(id) {
    return (await json(await this.#call(`/v1/sources/${encodeURIComponent(id)}`))).text;
  }

  /** Return the turns of a conversation. */
  async turns(id) {
    return (await json(await this.#call(`/v1/conversations/${encodeURIComponent(id)}`))).turns;
  }

  /** Have a conversation forgotten; one that is already is no failure. */
  async forget(id) {
    try {
      await this.#call(`/v1/conversations/${encodeURIComponent(id)}`, { method: "DELETE" });
    } catch (error) {
      if (error.kind !== "unknown-conversation") throw error;
    }
  }

  /** Say how good an answer was. */
  async rate(rating) {
    await this.#call("/v1/feedback", posted(rating));
  }

  async #call(path, options = {}) {
    if (this.#pass === null) return call(this.#base + path, options);
    try {
      return await this.#shown(path, options, await this.#pass.current(options.signal));
    } catch (error) {
      if (error.kind !== "session-needed") throw error;
      return this.#shown(path, options, await this.#pass.renewed(options.signal));
    }
  }

  #shown(path, options, session) {
    const headers = { ...options.headers, "X-JobClass-Session": session };
    return call(this.#base + path, { ...options, headers, credentials: "omit" });
  }
}

async function read(response, onText) {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.includes("json")) return json(response);
  if (!type.includes("event-stream")) throw new Failure("intercepted");
  let text = "";
  let reply = null;
  try {
    for await (const data of events(response.body)) {
      if (data === "[DONE]") break;
      const part = JSON.parse(data);
      if (part.type === "error") throw new Failure("failed", part.errorText);
      if (part.type === "data-answer") reply = part.data;
      if (part.type === "text-delta") onText((text += part.delta));
    }
  } catch (error) {
    if (!reply) throw error; // what breaks off behind the whole reply takes nothing of it
  }
  if (!reply) throw new Failure("cut");
  return reply;
}
