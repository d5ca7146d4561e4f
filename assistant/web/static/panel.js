/** The source beside the conversation or over it, at the very passage that is cited. */

import { classMeta, link } from "./cited.js";
import { button, el } from "./dom.js";
import { cut } from "./offsets.js";
import { STRINGS } from "./strings.js";

// Code points shown on either side of a passage: a whole document but for the longest ones.
const AROUND = 20_000;

/**
 * The panel in `room`. It stands beside what it was opened from where `beside` (a media query) matches, and over it where
 * not; with `under`, an element of the room, it always covers that, which cannot be reached meanwhile.
 */
export class Panel {
  element = el("dialog.panel", { "aria-labelledby": "panel-title" });
  #ways;
  #service;
  #beside;
  #under;
  #sources = new Map();
  #opener = null;

  constructor(ways, service, { beside = null, under = null }) {
    this.#ways = ways;
    this.#service = service;
    this.#beside = beside;
    this.#under = under;
    // The browser itself may close a modal dialog.
    this.element.addEventListener("close", () => this.#closed());
    this.element.addEventListener("keydown", (event) => this.#pressed(event));
    // The window was made wider or narrower.
    beside?.addEventListener("change", () => this.close());
  }

  /** Show the source of `citation`; the focus returns to `opener` when the panel is closed. */
  async open(citation, opener) {
    this.#mark(opener);
    const body = el("div.sheet", { tabindex: "0", role: "region", "aria-label": STRINGS.sourceText },
      el("p.pending", {}, STRINGS.opening));
    this.element.replaceChildren(this.#head(citation), body, this.#foot(citation));
    if (!this.element.open) this.#show();
    this.element.querySelector("h2").focus();
    body.replaceChildren(...(await this.#passage(citation)));
    const mark = body.querySelector("mark");
    body.scrollTop += mark.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 3;
  }

  /** Close the panel, if it is open; the focus is back at once, since the dialog's own event is told a moment later. */
  close() {
    if (!this.element.open) return;
    this.element.close();
    this.#closed();
  }

  #show() {
    if (this.#under) this.#under.inert = true;
    if (this.#under || this.#beside.matches) this.element.show();
    else this.element.showModal();
  }

  #closed() {
    // Told late: it may have been opened again meanwhile.
    if (this.element.open) return;
    if (this.#under) this.#under.inert = false;
    this.#opener?.removeAttribute("data-open");
    this.#opener?.focus();
    this.#opener = null;
  }

  #pressed(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  #mark(opener) {
    this.#opener?.removeAttribute("data-open");
    this.#opener = opener;
    opener.setAttribute("data-open", "");
  }

  #head(citation) {
    return el("div.head", {},
      el("div", {},
        el("h2", { id: "panel-title", tabindex: "-1" }, citation.title),
        el("p.meta", {}, classMeta(citation)),
        el("p.path", {}, citation.section_path.join(" › "))),
      button("plain", { "aria-label": STRINGS.close }, () => this.close(), "✕"));
  }

  #foot(citation) {
    return el("div.foot", {},
      link(this.#ways, citation.url, {}, STRINGS.openSpec), el("span.fine", {}, STRINGS.place(citation)));
  }

  async #passage(citation) {
    try {
      const text = await this.#source(citation.source_id);
      const [before, quote, after] = cut(text, citation.start, citation.end);
      return [tail(before), el("mark", {}, quote), cut(after, 0, AROUND)[1]];
    } catch {
      return [el("p.note", {}, STRINGS.sourceFailed), el("mark", {}, citation.quote)];
    }
  }

  async #source(id) {
    if (!this.#sources.has(id)) this.#sources.set(id, await this.#service.source(id));
    return this.#sources.get(id);
  }
}

function tail(text) {
  const kept = text.slice(-AROUND);
  // Not in the middle of a pair of units.
  return /^[\uDC00-\uDFFF]/.test(kept) ? kept.slice(1) : kept;
}
