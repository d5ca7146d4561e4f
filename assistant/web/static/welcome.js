/** What stands where a conversation begins. */

import { button, el } from "./dom.js";
import { STRINGS } from "./strings.js";

/** Return the greeting under `heading` (an element), with questions to begin with, as the page has it in its markup. */
export function welcome(heading, greeting, openers) {
  return el("div.welcome", {},
    heading,
    el("p.lede", {}, greeting || STRINGS.greeting),
    el("h2.eyebrow", { id: "openers" }, STRINGS.forExample),
    el("ul.openers", { "aria-labelledby": "openers" },
      openers.map((question) =>
        el("li", {}, button("opener", { "data-ask": question }, null, question)))));
}
