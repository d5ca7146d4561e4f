/** The classes of a series from the lowest up, each with what is asked for to come to it. */

import { cited, isTitle, link, mark, said } from "./cited.js";
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

function rungsOf({ class: own, above, below, series }) {
  const within = series?.rungs.flat() ?? [];
  const key = (entry) => entry.spec_id ?? entry.title;
  const rungs = within.some((entry) => key(entry) === key(own)) ? within : [own];
  const known = new Set(rungs.map(key));
  const steps = new Map([...above, ...below].map((step) => [key(step), step]));
  const further = (some) => some.filter((step) => !known.has(key(step)));
  return [...further(below).reverse(), ...rungs, ...further(above)].map((entry) => ({
    ...entry, ...steps.get(key(entry)), asked: key(entry) === key(own), up: above.some((step) => key(step) === key(entry)),
  }));
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
  const name = entry.spec_id ? link(ways, `/specs/${encodeURIComponent(entry.spec_id)}`, {}, entry.title) : entry.title;
  const notes = [entry.class_code, entry.asked ? STRINGS.asked : "", entry.loaded === false ? STRINGS.unloaded : ""];
  return [
    [name, cites.filter(isTitle).flatMap((one) => [" ", mark(ways, one)]),
      el("span", { class: "meta" }, notes.filter(Boolean).join(" · "))],
    [...told, ...needs].map((one) => said(ways, one)),
  ];
}
