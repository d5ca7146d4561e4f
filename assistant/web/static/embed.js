/** The page of embedding: tags and preview follow the form, and what is to be copied can be. */

import { Failure, get } from "./api.js";
import { local } from "./dom.js";

const STRINGS = {
  changed: "The tags and the preview follow.",
  copied: "Copied",
  copy: "Copy",
  selected: "Press Ctrl and C, or Command and C, to copy what is selected.",
  unreachable: "The server cannot be reached: the tags are not of what you chose last.",
};

// Milliseconds after the last key until the tags are asked for.
const PAUSE = 400;
const SHOWN = 2000;

const form = document.getElementById("choose");
const preview = document.getElementById("preview");
const announcer = document.getElementById("announcer");

// Behind a proxy that speaks TLS a server may not know its own address; the browser does.
const own = document.getElementById("main").dataset.own;

let waiting = 0;
let asked = 0;

async function follow() {
  const query = new URLSearchParams(new FormData(form));
  const number = ++asked;
  try {
    const tags = await get(`/embed/tags?${query}`);
    if (number === asked) show(tags);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    announcer.textContent = STRINGS.unreachable;
  }
}

function show({ script, frame, preview: path, wrong }) {
  document.querySelector("#script-tag code").textContent = told(script);
  document.querySelector("#frame-tag code").textContent = told(frame);
  if (preview.getAttribute("src") !== local(path)) preview.setAttribute("src", local(path));
  for (const field of form.querySelectorAll("input, select")) complain(field, wrong[field.name] ?? "");
  announcer.textContent = Object.values(wrong).join(" ") || STRINGS.changed;
}

function told(text) {
  return text.replaceAll(own, location.origin);
}

function complain(field, sentence) {
  const place = document.getElementById(`${field.name}-wrong`);
  place.textContent = sentence;
  place.hidden = !sentence;
  if (sentence) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

async function copy(event) {
  const button = event.currentTarget;
  const code = document.querySelector(`#${button.dataset.copy} code`);
  if (!(await written(code))) return void (announcer.textContent = STRINGS.selected);
  announcer.textContent = STRINGS.copied;
  button.textContent = STRINGS.copied;
  setTimeout(() => (button.textContent = STRINGS.copy), SHOWN);
}

/** Return whether the text of `code` is on the clipboard; where a browser does not let us, it is selected. */
async function written(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return document.execCommand("copy");
  }
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(follow, PAUSE);
});
for (const code of document.querySelectorAll("code")) code.textContent = told(code.textContent);
for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", copy);
}
