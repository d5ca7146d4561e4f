/** A reply as nodes: status, text, tables, choices, sources, next questions. */

import { citing, classMeta, joined, link, mark, toSpec } from "./cited.js";
import { climbed } from "./climbed.js";
import { compared } from "./compared.js";
import { button, el } from "./dom.js";
import { listed } from "./listed.js";
import { nodes } from "./markdown.js";
import { prose } from "./prose.js";
import { qualified } from "./qualified.js";
import { STATUS, STRINGS } from "./strings.js";

const SHOWN_SOURCES = 3;

/** Return the nodes of an answer that is still being written. */
export function draft(text) {
  return nodes(text, (number) => el("span.cite", {}, number));
}

/** Return the nodes of a whole `reply`; `ways` is what its links and buttons do, and `actions` stand below its text. */
export function whole(reply, ways, actions) {
  const near = reply.status === "answered" ? [] : reply.nearest;
  const parts = [listed, compared, climbed, qualified].flatMap((made) => made(reply, ways));
  const titles = [...reply.choices, ...near].map((entry) => entry.title);
  return [
    STATUS[reply.status] ? el(`p.state.status.${reply.status}`, {}, STATUS[reply.status]) : null,
    el("div.prose", {}, nodes(prose(reply, titles, parts), citer(reply, ways))),
    ...parts.map((part) => part.node),
    classes(ways, STRINGS.choices, reply.choices, (choice) => ways.ask(choice.ask)),
    classes(ways, STRINGS.nearest, near, (one) => ways.ask(STRINGS.whatAbout(one)), true),
    reply.status === "unknown_class" ? el("p", {}, link(ways, "/specs", {}, STRINGS.catalog)) : null,
    reply.notice ? el("p.note", {}, reply.notice) : null,
    sources(reply.citations, ways, parts.length ? 0 : SHOWN_SOURCES),
    actions,
    suggestions(reply.suggestions, ways),
  ].filter(Boolean);
}

function citer(reply, ways) {
  const known = new Map(reply.citations.map((citation) => [citation.number, citation]));
  return (number) => (known.has(number) ? mark(ways, known.get(number)) : null);
}

function classes(ways, heading, entries, onPick, withPage = false) {
  if (!entries.length) return null;
  const rows = entries.map((entry) => {
    const pick = button("choice", {}, () => onPick(entry),
      el("strong", {}, entry.title), el("span.meta", {}, classMeta(entry)));
    const page = withPage ? toSpec(ways, entry, { "aria-label": `${STRINGS.spec}: ${entry.title}` }, STRINGS.spec) : null;
    return el("li", {}, pick, page);
  });
  return el("section.choices", {}, el("h3.eyebrow", {}, heading), el("ul", {}, rows));
}

/** The sources, `most` of them shown at once: a table above has the words of those that it shows. */
function sources(citations, ways, most) {
  if (!citations.length) return null;
  const rows = citations.map((citation) => source(citation, ways));
  const more = rows.slice(most);
  const folded = most ? STRINGS.moreSources(more.length) : STRINGS.sourceCount(more.length);
  return el("section.sources", {},
    most ? [el("h3.eyebrow", {}, STRINGS.sources), el("ol", {}, rows.slice(0, most))] : null,
    more.length ? el("details", {}, el("summary", {}, folded), el("ol", {}, more)) : null);
}

function source(citation, ways) {
  const where = joined(citation.class_code, citation.section);
  return el("li", { value: citation.number },
    citing("source", ways, citation, {},
      el("span.number", {}, citation.number),
      el("span.what", {}, citation.title, where ? el("span.meta", {}, where) : null)),
    el("blockquote", {}, citation.quote.replace(/\s+/g, " ")));
}

function suggestions(questions, ways) {
  if (!questions.length) return null;
  const rows = questions.map((question) =>
    el("li", {}, button("suggestion", {}, () => ways.ask(question), question)));
  return el("section.suggestions", {}, el("h3.eyebrow", {}, STRINGS.suggestions), el("ul", {}, rows));
}
