/** What went wrong, said at once. */

import { el, local } from "./dom.js";
import { STRINGS } from "./ingest-strings.js";

const NOT_ALLOWED = new Set(["token-needed", "uploads-off", "session-needed"]);
const place = document.getElementById("trouble");

/** Say `sentence`, with more nodes below it. */
export function say(sentence, ...more) {
  place.replaceChildren(el("div", { class: "trouble" }, el("p", {}, sentence), ...more));
}

/** Take back what was said. */
export function clear() {
  place.replaceChildren();
}

/** Say why a request failed. */
export function tell(failure) {
  const request = failure.requestId ? el("p", { class: "fine" }, STRINGS.request(failure.requestId)) : null;
  if (failure.kind === "uploads-off") return say(failure.detail || STRINGS.notAllowed, request);
  if (NOT_ALLOWED.has(failure.kind)) return say(STRINGS.notAllowed, signIn(), request);
  if (failure.kind === "unavailable") return say(`${STRINGS.full} ${failure.detail}`, request);
  return say(failure.detail || STRINGS[failure.kind] || STRINGS.failed, request);
}

function signIn() {
  const next = encodeURIComponent(location.pathname.slice(document.body.dataset.root.length) + location.search);
  return el("p", {}, el("a", { href: local(`/sign-in?next=${next}`) }, STRINGS.signIn));
}
