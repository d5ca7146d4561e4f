/** How what a reader says stands to each condition of a class. */

import { cited, said } from "./cited.js";
import { el } from "./dom.js";
import { NODES, STATES, STRINGS } from "./strings.js";

/** Return the conditions of `reply`'s qualification as nested lists, with the numbers of the citations that they show; none where it judges nothing. */
export function qualified(reply, ways) {
  const { class: entry, tree, conditions } = reply.qualification ?? {};
  if (!entry) return [];
  const part = (one) => condition(reply, ways, entry, one);
  const top = tree && (tree.parts ? tree.parts : [tree]).map(part);
  const lead = tree?.parts ? NODES[tree.kind] : STRINGS.conditions;
  const node = el("div.conditions", {},
    el("h3.eyebrow", {}, lead),
    el("ul", {}, top, remarks(reply, ways, entry, tree), conditions.map(part)));
  return [{ node, numbers: reply.citations.map((one) => one.number) }];
}

function condition(reply, ways, entry, node) {
  const lead = node.parts
    ? el("span", {}, NODES[node.kind])
    : said(ways, cited(reply, entry, node));
  return el("li", {},
    el("div.condition", {}, stateOf(node), lead,
      node.parts ? null : el("span.meta", {}, node.reason)),
    node.parts || node.remarks?.length ? el("ul", {},
      (node.parts ?? []).map((part) => condition(reply, ways, entry, part)),
      remarks(reply, ways, entry, node)) : null);
}

function remarks(reply, ways, entry, node) {
  return (node?.remarks ?? []).map((one) =>
    el("li", {}, el("div.condition", {}, said(ways, cited(reply, entry, one)))));
}

function stateOf({ role, state }) {
  // A remark asks for nothing.
  return (role ?? "asks") === "asks" ? el(`span.state.${state}`, {}, STATES[state]) : null;
}
