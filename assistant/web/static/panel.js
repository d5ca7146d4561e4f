/** The source beside the conversation, at the very passage that is cited. */

import { get } from "./api.js";
import { el, local } from "./dom.js";
import { cut } from "./offsets.js";
import { classMeta } from "./reply.js";
import { STRINGS } from "./strings.js";

// Beside the conversation where there is room for both, over it where not.
const BESIDE = matchMedia("(min-width: 64rem)");
// Code points shown on either side of a passage: a whole document but for the longest ones.
const AROUND = 20_000;

const dialog = document.getElementById("panel");
const sources = new Map();
let opener = null;

/** Show the source of `citation`; the focus returns to `link` when the panel is closed. */
export async function open(citation, link) {
  mark(link);
  const body = el("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": STRINGS.sourceText },
    el("p", { class: "pending" }, STRINGS.opening));
  dialog.replaceChildren(head(citation), body, foot(citation));
  if (!dialog.open) BESIDE.matches ? dialog.show() : dialog.showModal();
  dialog.querySelector("h2").focus();
  body.replaceChildren(...(await passage(citation)));
  body.querySelector("mark").scrollIntoView({ block: "center" });
}

/** Close the panel, if it is open. */
export function close() {
  if (dialog.open) dialog.close();
}

function mark(link) {
  opener?.removeAttribute("data-open");
  opener = link;
  opener.setAttribute("data-open", "");
}

function head(citation) {
  return el("div", { class: "head" },
    el("div", {},
      el("h2", { id: "panel-title", tabindex: "-1" }, citation.title),
      el("p", { class: "meta" }, classMeta(citation)),
      el("p", { class: "path" }, citation.section_path.join(" › "))),
    el("button", { type: "button", class: "plain", "aria-label": STRINGS.close, click: close }, "✕"));
}

function foot(citation) {
  return el("div", { class: "foot" },
    el("a", { href: local(citation.url) }, STRINGS.openSpec), el("span", { class: "fine" }, STRINGS.place(citation)));
}

async function passage(citation) {
  try {
    const text = await source(citation.source_id);
    const [before, quote, after] = cut(text, citation.start, citation.end);
    return [tail(before), el("mark", {}, quote), cut(after, 0, AROUND)[1]];
  } catch {
    return [el("p", { class: "note" }, STRINGS.sourceFailed), el("mark", {}, citation.quote)];
  }
}

function tail(text) {
  const kept = text.slice(-AROUND);
  // Not in the middle of a pair of units.
  return /^[\uDC00-\uDFFF]/.test(kept) ? kept.slice(1) : kept;
}

async function source(id) {
  if (!sources.has(id)) sources.set(id, (await get(`/v1/sources/${encodeURIComponent(id)}`)).text);
  return sources.get(id);
}

dialog.addEventListener("close", () => {
  opener?.removeAttribute("data-open");
  opener?.focus();
  opener = null;
});
document.addEventListener("keydown", (event) => {
  // A modal dialog does so by itself.
  if (event.key === "Escape" && !dialog.matches(":modal")) close();
});
