/** Links to the very words of a source. */

import { el } from "./dom.js";
import { STRINGS } from "./strings.js";

const LONGEST = 240;

/**
 * What the parts of a reply are shown with:
 * `url(path)` the address of a path of the service, `target` where links open (null: here),
 * `ask(question)` and `open(citation, link)` what clicks do.
 * @typedef {{url: function, target: string|null, ask: function, open: function}} Ways
 */

/** Return a link to a page of the service. */
export function link(ways, path, properties, ...children) {
  return el("a", { href: ways.url(path), target: ways.target, rel: ways.target && "noopener", ...properties }, ...children);
}

/** Return a link that opens the source of `citation` beside the conversation. */
export function citing(ways, citation, properties, ...children) {
  const click = (event) => {
    // With a key held down the browser opens the page itself, in a tab of its own.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    ways.open(citation, event.currentTarget);
  };
  return link(ways, citation.url, { click, ...properties }, ...children);
}

/** Return the number of `citation`, as it stands in the text. */
export function mark(ways, citation) {
  return citing(ways, citation, { class: "cite", "aria-label": STRINGS.cite(citation) }, String(citation.number));
}

/** Return the words of `citation` (`shown` in their place), and its number where it has one. */
export function said(ways, citation, shown = citation.quote) {
  const text = shown.replace(/\s+/g, " ").trim();
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/\s\S*$/, "")} …` : text;
  const number = citation.number ? el("span", { class: "cite" }, String(citation.number)) : null;
  return citing(ways, citation, { class: "said" }, el("span", {}, cut), number && "\u00a0", number);
}

/** Return a citation of the words at `place` (source_id, quote, start, end) in the document of the class `entry`. */
export function cited(reply, entry, place) {
  const known = reply.citations.find(
    (one) => one.source_id === place.source_id && one.start <= place.start && place.end <= one.end);
  if (known) return known;
  const url = `/specs/${encodeURIComponent(entry.spec_id)}?start=${place.start}&end=${place.end}#cite`;
  return { section: "", section_path: [], source: "", ...entry, ...place, number: null, url };
}

/** Return whether `citation` says no more than the title of its class. */
export function isTitle(citation) {
  const bare = (text) => text.replace(/[\W_]+/g, "").toLowerCase();
  return bare(citation.quote) === bare(citation.title);
}

/** Return what was printed of a class beside its title. */
export function classMeta(entry) {
  return [entry.class_code, entry.agency, entry.revision].filter(Boolean).join(" · ");
}
