/**
 * The page of a draft: what its forms do is done without leaving the page.
 *
 * A form is sent as it stands, and the page that the server answers takes the place of this one: what was typed
 * elsewhere, what is unfolded, where one is and the focus stay.
 */

import { el, local } from "./dom.js";

const STRINGS = {
  lost: "The connection was lost, and it was not saved. What you typed is still here: try again.",
  failed: "It was not saved. What you typed is still here.",
  signIn: "You are no longer signed in, and it was not saved. What you typed is still here:",
  again: "sign in in another tab, then try again.",
  busy: "Saving",
};

const announcer = document.getElementById("announcer");
let sending = false;

/** Return the address that `form` is sent to; its property of that name is the field that says what is done. */
function goal(form) {
  return new URL(form.getAttribute("action"), location.href);
}

/** Return the page that answers `form`, sent by its button `by`; scripts of it do not run. */
function answered(form, by) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", goal(form).href);
    request.responseType = "document";
    request.setRequestHeader("Accept", "text/html");
    request.addEventListener("load", () => resolve({ page: request.response, url: request.responseURL }));
    request.addEventListener("error", () => reject(new Error("unreachable")));
    request.send(new URLSearchParams(new FormData(form, by)));
  });
}

async function submitted(event) {
  const form = event.target;
  if (form.method !== "post" || "leaves" in form.dataset || !form.closest("[data-draft]")) return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  announcer.textContent = STRINGS.busy;
  try {
    take(await answered(form, event.submitter), form, event.submitter);
  } catch (error) {
    if (error.message !== "unreachable") throw error;
    tell(STRINGS.lost);
  } finally {
    sending = false;
  }
}

function take({ page, url }, form, by) {
  const next = page?.querySelector("main[data-draft]");
  if (!next) return refused(page);
  const conflict = next.querySelector("#conflict");
  const kept = held(form);
  const opener = document.activeElement?.id;
  document.adoptNode(next);
  put(next, kept);
  document.getElementById("main").replaceWith(next);
  document.title = page.title;
  if (!conflict) history.replaceState(null, "", url.split("#")[0]);
  announcer.textContent = conflict ? "" : (by?.dataset.done ?? "");
  focus(conflict, opener, form);
}

/** Return what the reader has unfolded and typed, but in the form that was `sent`. */
function held(sent) {
  const main = document.getElementById("main");
  const fields = [...main.querySelectorAll("textarea[id], input[id]:not([type=hidden])")].filter((one) => !sent?.contains(one));
  return {
    typed: fields.filter((one) => one.value !== one.defaultValue).map(({ id, value }) => ({ id, value })),
    open: [...main.querySelectorAll("details[open]")].filter((one) => !sent || !one.contains(sent)).map(({ id }) => id),
  };
}

function put(main, { typed, open }) {
  for (const id of open) main.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  for (const { id, value } of typed) {
    const field = main.querySelector(`#${CSS.escape(id)}`);
    if (field) field.value = value;
  }
}

/** The focus stays on what was pressed; where that is gone, it goes to what the form was about. */
function focus(conflict, opener, form) {
  const pressed = document.getElementById(opener ?? "");
  const about = document.getElementById(goal(form).hash.slice(1));
  const target = conflict ?? (pressed?.checkVisibility() ? pressed : about) ?? document.getElementById("title");
  target.focus({ preventScroll: Boolean(pressed) && !conflict });
}

/** Say why there is no page of the draft: what answered says it itself. */
function refused(page) {
  if (page?.querySelector('form[action$="/sign-in"]')) {
    const next = encodeURIComponent(location.pathname.slice(document.body.dataset.root.length));
    return tell(STRINGS.signIn, el("a", { href: local(`/sign-in?next=${next}`), target: "_blank" }, STRINGS.again));
  }
  tell(page?.querySelector("main .lede")?.textContent ?? STRINGS.failed);
}

function tell(sentence, ...more) {
  announcer.textContent = "";
  const said = el("div.trouble", { tabindex: "-1" }, el("p", {}, sentence, more.length ? " " : "", ...more));
  document.getElementById("told").replaceChildren(said);
  said.scrollIntoView({ block: "center" });
}

document.addEventListener("submit", submitted);
window.addEventListener("beforeunload", (event) => {
  if (held(null).typed.length) event.preventDefault();
});
// What is unfolded to write in is written in.
document.addEventListener("click", ({ target }) => {
  const folded = target.closest("summary")?.parentElement;
  if (folded?.matches(".change, .add") && !folded.open) setTimeout(() => folded.querySelector("textarea, input:not([type=hidden])")?.focus());
});
