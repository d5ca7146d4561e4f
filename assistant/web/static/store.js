/** What a tab keeps from page to page, until it closes. */

/** Small values by name; `scope` tells several of a site apart. Where storage is switched off they live as long as the page. */
export class Store {
  #scope;
  #held = new Map();

  constructor(scope) {
    this.#scope = scope;
  }

  /** Return the value of `name`, or null. */
  get(name) {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key(name)));
    } catch {
      return this.#held.get(name) ?? null;
    }
  }

  /** Keep `value`; null forgets. */
  set(name, value) {
    this.#held.set(name, value);
    try {
      if (value === null) sessionStorage.removeItem(this.#key(name));
      else sessionStorage.setItem(this.#key(name), JSON.stringify(value));
    } catch {
      // Storage is switched off or full: `held` has it.
    }
  }

  #key(name) {
    return `jobclass.${name}${this.#scope && " "}${this.#scope}`;
  }
}
