/** A list of classes, each with the words that prove it. */

import { cited, isTitle, joined, mark, said, toSpec } from "./cited.js";
import { el } from "./dom.js";
import { table } from "./rows.js";
import { STATES, STRINGS } from "./strings.js";

const MOST_ITEMS = 10;

/** Return the table of `reply`'s list, with the numbers of the citations that it shows; none where it lists nothing. */
export function listed(reply, ways) {
  if (!reply.items.length) return [];
  const count = STRINGS.list(reply.total ?? reply.items.length);
  const proofs = new Map(reply.items.map((item) => [item, proven(reply, item)]));
  const titled = [...proofs.values()].every((ones) => ones.every(isTitle));
  const heads = titled ? [STRINGS.className] : [STRINGS.className, STRINGS.says];
  const row = (item) => named(ways, item, proofs.get(item), titled);
  const numbers = [...proofs.values()].flat().map((one) => one.number);
  return [{ node: table(ways, count, heads, reply.items, row, MOST_ITEMS, reply.page), numbers }];
}

/** The citations of the text for a class, or else the words that its item has. */
function proven(reply, item) {
  const ones = reply.citations.filter((one) => one.spec_id === item.spec_id);
  return ones.length ? ones : [cited(reply, item, item)];
}

function named(ways, item, proofs, titled) {
  const name = [
    toSpec(ways, item, {}, item.title),
    // One that only names the class is its number.
    proofs.filter((one) => one.number && isTitle(one)).map((one) => [" ", mark(ways, one)]),
    el("span.meta", {}, joined(item.class_code, item.agency, item.group)),
  ];
  return titled ? [name] : [name, [
    item.result ? el(`span.state.${item.result}`, {}, STATES[item.result]) : null,
    proofs.filter((one) => !isTitle(one)).map((one) => said(ways, one)),
    (item.missing ?? []).map((one) => el("span.meta", {}, `${STATES[one.state]}: ${one.reason}`)),
  ]];
}
