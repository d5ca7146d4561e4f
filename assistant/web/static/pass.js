/** What an embedded reader shows with each request: a session of this page's origin, asked for when it is first needed. */

import { Failure, call, json, posted } from "./api.js";

/** The session at the service of `base`, kept in `store` over the pages of a tab. */
export class Pass {
  #base;
  #store;
  #asked = null;

  constructor(base, store) {
    this.#base = base;
    this.#store = store;
  }

  /** Return the session, a new one where there is none. */
  current(signal) {
    return this.#store.get("session") ?? this.renewed(signal);
  }

  /** Return a new session; those who ask at the same time get the same one. */
  renewed(signal) {
    this.#asked ??= this.#ask(signal).finally(() => (this.#asked = null));
    return this.#asked;
  }

  async #ask(signal) {
    let told;
    try {
      told = await json(await call(`${this.#base}/v1/embed`, { ...posted({}, signal), credentials: "omit" }));
    } catch (error) {
      throw error.kind === "unreachable" && (await this.#answers()) ? new Failure("foreign-origin") : error;
    }
    this.#store.set("session", told.session); // when it has ended, the service says so
    return told.session;
  }

  /** Return whether the service is there: to a page that may not ask it the browser shows no refusal but a failure. */
  async #answers() {
    const seen = await fetch(`${this.#base}/widget.js`, { credentials: "omit", cache: "no-store" }).catch(() => null);
    return seen?.ok ?? false;
  }
}
