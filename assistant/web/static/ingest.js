/** The page of documents: files are chosen, looked over and sent. */

import { Failure } from "./api.js";
import { el, local } from "./dom.js";
import { examined, joined, limitsOf, together } from "./ingest-files.js";
import { send } from "./ingest-sending.js";
import { STRINGS, size } from "./ingest-strings.js";
import * as trouble from "./ingest-trouble.js";

const form = document.getElementById("upload");
const input = document.getElementById("files");
const drop = document.getElementById("drop");
const chosen = document.getElementById("chosen");
const sending = document.getElementById("sending");
const bar = document.getElementById("sent");
const barText = document.getElementById("sent-text");
const sendButton = document.getElementById("send");
const stopButton = document.getElementById("stop");
const announcer = document.getElementById("announcer");
const limits = limitsOf(form);

let files = [];
let running = null;

/** Choose `next`: the field of the form holds the same, for browsers check it as they do without scripts. */
function choose(next) {
  files = next;
  const held = new DataTransfer();
  for (const file of files) held.items.add(file);
  input.files = held.files;
  trouble.clear();
  show();
}

function show() {
  const looked = examined(files, limits);
  chosen.hidden = !files.length;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const wrong = looked.filter(({ says }) => says);
  const without = () => choose(looked.filter(({ says }) => !says).map(({ file }) => file));
  chosen.replaceChildren(
    el("p", { class: "actions" }, el("strong", { id: "chosen-sum", tabindex: "-1" }, STRINGS.chosen(files.length, bytes)),
      wrong.length ? el("button", { type: "button", class: "plain", click: keepFocus(without) }, STRINGS.removeWrong) : null),
    el("ul", { class: "rows", tabindex: "0", "aria-labelledby": "chosen-sum" }, looked.map(row)));
}

function row({ file, says }) {
  const take = () => choose(files.filter((other) => other !== file));
  const label = STRINGS.removeFile(file.name);
  return el("li", {}, el("span", {}, file.name), el("span", { class: "meta" }, size(file.size)),
    el("button", { type: "button", class: "plain", "aria-label": label, click: keepFocus(take) }, STRINGS.remove),
    says ? el("span", { class: "wrong" }, says) : null);
}

/** A button that takes itself away hands the focus on. */
function keepFocus(act) {
  return () => {
    act();
    (document.getElementById("chosen-sum")?.checkVisibility() ? document.getElementById("chosen-sum") : input).focus();
  };
}

function obstacle() {
  if (!files.length) return STRINGS.none;
  const blocked = examined(files, limits).filter(({ blocks }) => blocks).length;
  return blocked ? STRINGS.wrong(blocked) : together(files, limits);
}

async function start(event) {
  event.preventDefault();
  const why = obstacle();
  if (why) return trouble.say(why);
  trouble.clear();
  running = new AbortController();
  // Before the fields are held still: those are left out of a form.
  const data = new FormData(form);
  busy(true);
  announcer.textContent = STRINGS.sending(files.length);
  try {
    const job = await send(data, running.signal, progress);
    running = null;
    location.assign(local(`/ingest?job=${encodeURIComponent(job.job_id)}`));
  } catch (error) {
    running = null;
    busy(false);
    fail(error);
  }
}

function progress(done, total) {
  bar.max = total;
  bar.value = done;
  barText.textContent = done < total ? STRINGS.sent(done, total) : STRINGS.checking;
}

function fail(error) {
  if (error.name === "AbortError") trouble.say(STRINGS.stopped);
  else if (error instanceof Failure) trouble.tell(error);
  else throw error;
}

function busy(is) {
  sending.hidden = !is;
  sendButton.hidden = is;
  stopButton.hidden = !is;
  bar.value = 0;
  barText.textContent = "";
  for (const field of form.querySelectorAll("input, .chosen button")) field.disabled = is;
  (is ? stopButton : sendButton).focus();
}

function listen() {
  input.addEventListener("change", () => choose(joined(files, [...input.files])));
  form.addEventListener("submit", start);
  stopButton.addEventListener("click", () => running?.abort());
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, hover);
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!running) choose(joined(files, [...event.dataTransfer.files]));
  });
  window.addEventListener("beforeunload", (event) => {
    if (running) event.preventDefault();
  });
}

function hover(event) {
  event.preventDefault();
  drop.classList.add("over");
}

// Our own sentence names what is missing; the browser's would come before it.
form.noValidate = true;
// What a browser kept over a reload.
if (input.files.length) choose([...input.files]);
listen();
