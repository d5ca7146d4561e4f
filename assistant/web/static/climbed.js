/** The classes of a series from the lowest up, each with what is asked for to come to it. */

import { cited, isTitle, joined, mark, said, toSpec } from "./cited.js";
import { el } from "./dom.js";
import { table } from "./rows.js";
import { STRINGS } from "./strings.js";

const MOST_RUNGS = 12;

/** Return the table of `reply`'s ladder, with the numbers of the citations that it shows; none where it has none, or one class only. */
export function climbed(reply, ways) {
  if (!reply.ladder) return [];
  const rungs = rungsOf(reply.ladder);
  if (rungs.length < 2) return [];
  const row = (entry) => rung(reply, ways, entry);
  const numbers = rungs.flatMap((entry) => own(reply, entry)).map((one) => one.number);
  return [{ node: table(ways, STRINGS.ladder, [STRINGS.className, STRINGS.needs], rungs, row, MOST_RUNGS), numbers }];
}

function rungsOf({ class: asked, above, below, series }) {
  const key = (entry) => entry.spec_id ?? entry.title;
  // The steps tell more of a class than the series does; what they add to it stands below or above.
  const known = new Map();
  for (const entry of [...below].reverse().concat(series?.rungs.flat() ?? [], asked, above)) {
    known.set(key(entry), { ...known.get(key(entry)), ...entry });
  }
  const steps = new Set(above.map(key));
  return [...known.values()].map((entry) => ({ ...entry, asked: key(entry) === key(asked), up: steps.has(key(entry)) }));
}

function own(reply, entry) {
  return reply.citations.filter((one) =>
    entry.spec_id ? one.spec_id === entry.spec_id : entry.numbers?.includes(one.number));
}

function rung(reply, ways, entry) {
  const cites = own(reply, entry);
  const told = cites.filter((one) => !isTitle(one));
  // What a step up asks for stands in the document of its class; what a step down proves, in another.
  const needs = !told.length && entry.up && entry.spec_id ? (entry.needs ?? []).map((place) => cited(reply, entry, place)) : [];
  const name = entry.spec_id ? toSpec(ways, entry, {}, entry.title) : entry.title;
  const notes = joined(entry.class_code, entry.asked && STRINGS.asked, entry.loaded === false && STRINGS.unloaded);
  return [
    [name, cites.filter(isTitle).flatMap((one) => [" ", mark(ways, one)]),
      el("span.meta", {}, notes)],
    [...told, ...needs].map((one) => said(ways, one)),
  ];
}
