/** What of an answer's text is shown, where a part of the reply shows the rest. */

const ITEM = /^- /;
const NUMBER = /\[(\d+)\]/g;
// How sentences begin that only lead on to what is shown anyway, as the service words them.
const LEADS = ["These are the first;", "Compared as well,"];

/**
 * Return the answer's text without the items that only say what is shown below: those that name a class of a button
 * and cite nothing, and those whose citations `parts` show, all of them.
 */
export function prose(reply, titles, parts) {
  const lines = reply.answer.split("\n");
  const shown = new Set(parts.flatMap((part) => part.numbers));
  const repeats = (line = "") => ITEM.test(line) && (parts.length ? tabled(line, shown, reply) : offers(line, titles));
  const leads = (line, index) => line.endsWith(":") && index > 0 && repeats(lines[index + 1]);
  const kept = lines.filter((line, index) =>
    !repeats(line) && !leads(line, index) && !(parts.length && LEADS.some((lead) => line.startsWith(lead))));
  return kept.join("\n");
}

function offers(line, titles) {
  return !numbers(line).length && titles.some((title) => line.includes(title));
}

function tabled(line, shown, reply) {
  const own = numbers(line);
  // Without a number it is what joins the conditions that follow.
  return own.length ? own.every((number) => shown.has(number)) : Boolean(reply.qualification);
}

function numbers(line) {
  return [...line.matchAll(NUMBER)].map((match) => Number(match[1]));
}
