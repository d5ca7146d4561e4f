/** The narrowest Markdown as nodes: each line a paragraph or an `- ` item, with `**bold**` and `[n]`. */

import { el } from "./dom.js";

const INLINE = /\*\*(.+?)(?:\*\*|$)|\[(\d+)\]/g;

/** Return the nodes of `text`; `cite` returns the node of a citation's number, or null where there is none. */
export function nodes(text, cite) {
  const found = [];
  for (const line of text.split("\n").filter((one) => one.trim())) {
    const item = line.match(/^\s*- (.*)$/);
    if (!item) found.push(el("p", {}, inline(line, cite)));
    else if (found.at(-1)?.localName === "ul") found.at(-1).append(el("li", {}, inline(item[1], cite)));
    else found.push(el("ul", {}, el("li", {}, inline(item[1], cite))));
  }
  return found;
}

/** Return `text` as it is read aloud: without the signs of Markdown and without citation numbers. */
export function plain(text) {
  return text.replace(/\*\*/g, "").replace(/\s*\[\d+\]/g, "").replace(/^- /gm, "").trim();
}

function inline(text, cite) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, number] = match;
    // A number does not stand alone on the next line.
    parts.push(text.slice(at, match.index).replace(/ $/, bold === undefined ? "\u00a0" : " "));
    parts.push(bold === undefined ? (cite(Number(number)) ?? whole) : el("strong", {}, inline(bold, cite)));
    at = match.index + whole.length;
  }
  return [...parts, text.slice(at)];
}
