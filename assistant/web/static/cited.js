/** Links to the very words of a source. */

import { el } from "./dom.js";
import { STRINGS } from "./strings.js";

/**
 * What the parts of a reply are shown with:
 * `url(path)` the address of a path of the service, `target` where links open (null: here),
 * `ask(question)` and `open(citation, link)` what clicks do.
 * @typedef {{url: function, target: string|null, ask: function, open: function}} Ways
 */

/** Return a link to a page of the service. */
export function link(ways, path, properties, ...children) {
  return linking("a", ways, path, properties, children);
}

/** Return a link to the page of a class. */
export function toSpec(ways, entry, properties, ...children) {
  return link(ways, specPath(entry), properties, ...children);
}

/** Return a link of a kind (its class) that opens the source of `citation` beside the conversation. */
export function citing(kind, ways, citation, properties, ...children) {
  const click = (event) => {
    // With a key held down the browser opens the page itself, in a tab of its own.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    ways.open(citation, event.currentTarget);
  };
  return linking(`a.${kind}`, ways, citation.url, { click, ...properties }, children);
}

/** Return the number of `citation`, as it stands in the text. */
export function mark(ways, citation) {
  return citing("cite", ways, citation, { "aria-label": STRINGS.cite(citation) }, citation.number);
}

/** Return the words of `citation` (`shown` in their place), and its number where it has one. */
export function said(ways, citation, shown = citation.quote) {
  const number = citation.number ? el("span.cite", {}, citation.number) : null;
  return citing("said", ways, citation, {}, el("span.words", {}, number, number && " ", shown));
}

/** Return a citation of the words at `place` (source_id, quote, start, end) in the document of the class `entry`. */
export function cited(reply, entry, place) {
  const known = reply.citations.find(
    (one) => one.source_id === place.source_id && one.start <= place.start && place.end <= one.end);
  if (known) return known;
  const url = `${specPath(entry)}?start=${place.start}&end=${place.end}#cite`;
  return { section: "", section_path: [], source: "", ...entry, ...place, number: null, url };
}

/** Return whether `citation` says no more than the title of its class. */
export function isTitle(citation) {
  const bare = (text) => text.replace(/[\W_]+/g, "").toLowerCase();
  return bare(citation.quote) === bare(citation.title);
}

/** Return what was printed of a class beside its title. */
export function classMeta(entry) {
  return joined(entry.class_code, entry.agency, entry.revision);
}

/** Return those of `texts` that are not empty, side by side. */
export function joined(...texts) {
  return texts.filter(Boolean).join(" · ");
}

function specPath(entry) {
  return `/specs/${encodeURIComponent(entry.spec_id)}`;
}

function linking(tag, ways, path, properties, children) {
  return el(tag, { href: ways.url(path), target: ways.target, rel: ways.target && "noopener", ...properties }, ...children);
}
