/** An answer as plain text, with its sources, and onto the clipboard. */

import { TURNING } from "./dom.js";

/** Return `reply` as text: the answer, then each source with its title, code, section, words and address. */
export function written(reply, url) {
  const sources = reply.citations.map((one) => {
    const name = one.title + (one.class_code && ` (${one.class_code})`);
    const where = [name, one.agency, one.section_path.join(" > "), one.revision].filter(Boolean).join(", ");
    return `[${one.number}] ${where}\n    “${one.quote.replace(/\s+/g, " ").trim()}”\n    ${url(one.url)}`;
  });
  const answer = reply.answer.replace(/\*\*/g, "");
  const lines = [answer, ...(sources.length ? ["", ...sources] : []), ...(reply.notice ? ["", reply.notice] : [])];
  return lines.join("\n").replace(TURNING, "");
}

/** Put `text` on the clipboard; return whether the browser did. `near` is an element of the tree that has the focus. */
export async function copied(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return selected(text, near); // not a secure page, or a frame that may not
  }
}

function selected(text, near) {
  const field = document.createElement("textarea");
  field.className = "visually-hidden";
  field.setAttribute("aria-hidden", "true");
  field.value = text;
  near.after(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  near.focus();
  return done;
}
