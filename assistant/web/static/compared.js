/** Classes side by side, point by point. */

import { cited, joined, said } from "./cited.js";
import { el } from "./dom.js";
import { table } from "./rows.js";
import { STRINGS } from "./strings.js";

const MOST_POINTS = 6;
const VALUES = 2;

/** Return the table of `reply`'s comparison, with the numbers of the citations that it shows; none where there is none. */
export function compared(reply, ways) {
  // Of two revisions the reply has no more words than its text.
  if (reply.comparison?.kind !== "classes") return [];
  const { classes, rows } = reply.comparison;
  // Two classes of one title differ in their code or their agency.
  const heads = classes.map((one) => joined(one.title, one.class_code || one.agency));
  const row = ({ name, result, verdict, cells }) => [
    [name, el("span.meta", {}, verdict ?? (result === "same" ? STRINGS.same : null))],
    ...cells.map((cell, at) => values(reply, ways, classes[at], cell)),
  ];
  const node = table(ways, STRINGS.comparison, [STRINGS.point, ...heads], rows, row, MOST_POINTS, reply.page);
  return [{ node, numbers: rows.flatMap((one) => one.cells.flatMap((cell) => cell.numbers)) }];
}

function values(reply, ways, entry, cell) {
  // What the classes share is told once it has been told what tells them apart.
  const own = cell.values.filter((one) => one.result !== "same");
  const most = Math.max(VALUES, cell.numbers.length);
  const shown = own.length ? own : cell.values;
  // The amounts in the row of a table stand bare there.
  const wording = (one) => (one.effective ? one.value : one.printed) || one.quote;
  const more = cell.values.length - Math.min(shown.length, most);
  if (!shown.length) return el("span.none", {}, STRINGS.none);
  return [
    shown.slice(0, most).map((one) => said(ways, cited(reply, entry, one), wording(one))),
    more > 0 ? el("span.meta", {}, STRINGS.moreValues(more)) : null,
  ];
}
