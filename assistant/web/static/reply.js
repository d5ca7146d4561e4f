/** A reply as nodes: status, text, choices, sources, next questions. */

import { el, local } from "./dom.js";
import { nodes } from "./markdown.js";
import { STATUS, STRINGS } from "./strings.js";

const SHOWN_SOURCES = 3;

/** Return the nodes of an answer that is still being written. */
export function draft(text) {
  return nodes(text, (number) => el("span", { class: "cite" }, String(number)));
}

/** Return the nodes of a whole `reply`; `onAsk(question)` and `onCite(citation, link)` answer clicks. */
export function whole(reply, onAsk, onCite) {
  return [
    STATUS[reply.status] ? el("p", { class: `status ${reply.status}` }, STATUS[reply.status]) : null,
    el("div", { class: "prose" }, nodes(prose(reply), citer(reply, onCite))),
    classes(STRINGS.choices, reply.choices, (choice) => onAsk(choice.ask)),
    classes(STRINGS.nearest, offered(reply), (near) => onAsk(STRINGS.whatAbout(near)), true),
    reply.status === "unknown_class" ? el("p", {}, el("a", { href: local("/specs") }, STRINGS.catalog)) : null,
    reply.notice ? el("p", { class: "note" }, reply.notice) : null,
    sources(reply.citations, onCite),
    suggestions(reply.suggestions, onAsk),
  ].filter(Boolean);
}

/** Return what was printed of a class beside its title. */
export function classMeta(entry) {
  return [entry.class_code, entry.agency, entry.revision].filter(Boolean).join(" · ");
}

/** Return the nearest classes to offer: an answer has named them with their quotes. */
function offered(reply) {
  return reply.status === "answered" ? [] : reply.nearest;
}

/** Return the answer's text without the items, and what leads to them, that only name a class of the buttons below. */
function prose(reply) {
  const titles = [...reply.choices, ...offered(reply)].map((entry) => entry.title);
  const repeats = (line) => /^- /.test(line) && !/\[\d+\]/.test(line) && titles.some((title) => line.includes(title));
  const lines = reply.answer.split("\n");
  const leads = (line, index) => line.endsWith(":") && repeats(lines[index + 1] ?? "");
  return lines.filter((line, index) => !repeats(line) && !leads(line, index)).join("\n");
}

function citer(reply, onCite) {
  const known = new Map(reply.citations.map((citation) => [citation.number, citation]));
  return (number) => {
    const citation = known.get(number);
    return citation ? citeLink(citation, onCite, "cite", STRINGS.cite(citation), String(number)) : null;
  };
}

function citeLink(citation, onCite, kind, label, ...children) {
  const open = (event) => {
    // With a key held down the browser opens the page itself, in a tab of its own.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onCite(citation, event.currentTarget);
  };
  return el("a", { class: kind, href: local(citation.url), "aria-label": label, click: open }, ...children);
}

function classes(heading, entries, onPick, withPage = false) {
  if (!entries.length) return null;
  const rows = entries.map((entry) => {
    const button = el("button", { type: "button", class: "choice", click: () => onPick(entry) },
      el("strong", {}, entry.title), el("span", { class: "meta" }, classMeta(entry)));
    const page = el("a", { href: local(`/specs/${encodeURIComponent(entry.spec_id)}`),
      "aria-label": `${STRINGS.spec}: ${entry.title}` }, STRINGS.spec);
    return el("li", {}, button, withPage ? page : null);
  });
  return el("section", { class: "choices" }, el("h3", { class: "eyebrow" }, heading), el("ul", {}, rows));
}

function sources(citations, onCite) {
  if (!citations.length) return null;
  const rows = citations.map((citation) => source(citation, onCite));
  const more = rows.slice(SHOWN_SOURCES);
  return el("section", { class: "sources" },
    el("h3", { class: "eyebrow" }, STRINGS.sources),
    el("ol", {}, rows.slice(0, SHOWN_SOURCES)),
    more.length ? el("details", {}, el("summary", {}, STRINGS.moreSources(more.length)), el("ol", {}, more)) : null);
}

function source(citation, onCite) {
  const where = [citation.class_code, citation.section].filter(Boolean).join(" · ");
  return el("li", { value: citation.number },
    citeLink(citation, onCite, "source", null,
      el("span", { class: "number" }, String(citation.number)),
      el("span", { class: "what" }, citation.title, where ? el("span", { class: "meta" }, where) : null)),
    el("blockquote", {}, citation.quote.replace(/\s+/g, " ")));
}

function suggestions(questions, onAsk) {
  if (!questions.length) return null;
  const rows = questions.map((question) =>
    el("li", {}, el("button", { type: "button", class: "suggestion", click: () => onAsk(question) }, question)));
  return el("section", { class: "suggestions" }, el("h3", { class: "eyebrow" }, STRINGS.suggestions), el("ul", {}, rows));
}
