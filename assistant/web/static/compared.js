/** Classes or revisions side by side, point by point. */

import { cited, classMeta, link, said } from "./cited.js";
import { el } from "./dom.js";
import { table } from "./rows.js";
import { STRINGS } from "./strings.js";

const MOST_POINTS = 6;
const VALUES = 2;

/** Return the table of `reply`'s comparison, with the numbers of the citations that it shows; none where it compares nothing. */
export function compared(reply, ways) {
  const told = reply.comparison;
  if (!told) return [];
  return told.kind === "revision" ? revised(reply, ways, told) : sideBySide(reply, ways, told);
}

function sideBySide(reply, ways, { classes, rows }) {
  const titles = new Set(classes.map((one) => one.title));
  // Two classes of one title differ in their agency or code.
  const heads = classes.map((one) => (titles.size < classes.length ? `${one.title} (${classMeta(one)})` : one.title));
  const row = ({ name, result, verdict, cells }) => [
    [capital(name), el("span", { class: "meta" }, verdict ?? (result === "same" ? STRINGS.same : null))],
    ...cells.map((cell, at) => values(reply, ways, classes[at], cell)),
  ];
  const shown = table(ways, STRINGS.comparison, [STRINGS.point, ...heads], rows, row, MOST_POINTS, reply.page);
  shown.querySelectorAll("thead th").forEach((head, at) => at &&
    head.replaceChildren(link(ways, `/specs/${encodeURIComponent(classes[at - 1].spec_id)}`, {}, heads[at - 1])));
  return [{ node: shown, numbers: rows.flatMap((one) => one.cells.flatMap((cell) => cell.numbers)) }];
}

function values(reply, ways, entry, cell) {
  // What the classes share is told once it has been told what tells them apart.
  const own = cell.values.filter((one) => one.result !== "same");
  const most = Math.max(VALUES, cell.numbers.length);
  const shown = own.length ? own : cell.values;
  const more = cell.values.length - Math.min(shown.length, most);
  if (!shown.length) return el("span", { class: "none" }, STRINGS.none);
  return [
    shown.slice(0, most).map((one) => said(ways, cited(reply, entry, one), one.printed ?? one.quote)),
    more > 0 ? el("span", { class: "meta" }, STRINGS.moreValues(more)) : null,
  ];
}

function revised(reply, ways, { from, to, rows }) {
  const known = new Map(reply.citations.map((one) => [one.number, one]));
  const quotes = (numbers) => numbers.map((number) => known.get(number)).filter(Boolean).map((one) => said(ways, one));
  const side = (numbers = []) => (numbers.length ? quotes(numbers) : el("span", { class: "none" }, STRINGS.absent));
  // The words of further rows are not in the reply.
  const quoted = rows.filter((row) => row.before_numbers?.length || row.after_numbers?.length);
  const heads = [STRINGS.point, from.revision || from.source, to.revision || to.source];
  const row = (one) => [capital(one.name), side(one.before_numbers), side(one.after_numbers)];
  const numbers = quoted.flatMap((one) => [...one.before_numbers, ...one.after_numbers]);
  return quoted.length ? [{ node: table(ways, STRINGS.changes, heads, quoted, row, MOST_POINTS, reply.page), numbers }] : [];
}

function capital(name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
