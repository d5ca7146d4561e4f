/** What stands where a conversation begins. */

import { el } from "./dom.js";
import { STRINGS } from "./strings.js";

/** Return the greeting under `heading` (an element), with questions to begin with, as the page has it in its markup. */
export function welcome(heading, greeting, openers) {
  return el("div", { class: "welcome" },
    heading,
    el("p", { class: "lede" }, greeting || STRINGS.greeting),
    el("h2", { class: "eyebrow", id: "openers" }, STRINGS.forExample),
    el("ul", { class: "openers", "aria-labelledby": "openers" },
      openers.map((question) =>
        el("li", {}, el("button", { type: "button", class: "opener", "data-ask": question }, question)))));
}
