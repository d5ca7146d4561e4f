/** The conversation that this tab is in, kept until the tab closes. */

const KEY = "jobclass.conversation";
let kept = null;

/** Return the conversation's id, or null before the first answer. */
export function conversation() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return kept; // storage is switched off: kept as long as the page
  }
}

/** Keep `id`; null forgets. */
export function keep(id) {
  kept = id;
  try {
    if (id === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, id);
  } catch {
    // storage is switched off: `kept` holds it
  }
}
