/** The page of one job: how far it is, until its report is there. */

import { Failure, get } from "./api.js";
import { local } from "./dom.js";
import { STRINGS } from "./ingest-strings.js";
import * as trouble from "./ingest-trouble.js";

const main = document.getElementById("main");
const headline = document.getElementById("headline");
const path = `/v1/ingest/${encodeURIComponent(main.dataset.job)}`;
const WATCHED = `jobclass.watched.${main.dataset.job}`;

// Milliseconds between two looks, and after as many failures.
const PAUSES = [500, 500, 1000, 2000, 4000];
const ENDED = new Set(["done", "failed", "cancelled"]);

let lost = 0;
let began = false;

async function watch() {
  try {
    const job = await get(path);
    if (lost) trouble.clear();
    if (lost) announce(STRINGS.back);
    lost = 0;
    if (ENDED.has(job.state)) return end();
    show(job);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (!missed(error)) return;
  }
  setTimeout(watch, PAUSES[Math.min(lost, PAUSES.length - 1)]);
}

/** Say what went wrong; return whether to look again. */
function missed(failure) {
  if (failure.kind === "unknown-job") return end();
  if (failure.kind === "token-needed" || failure.kind === "uploads-off") return trouble.tell(failure);
  // Not at the first failure: a server that is started again is back in seconds.
  if (++lost === 2) trouble.say(STRINGS.lost);
  return true;
}

/** The server tells the rest; whoever watched is led to the heading that says how it ended. */
function end() {
  remember();
  location.reload();
}

function show(job) {
  const { done, total, file } = job.progress;
  const bar = document.getElementById("done");
  if (total) {
    bar.max = total;
    bar.value = done;
  } else bar.removeAttribute("value");
  document.querySelector("label[for=done]").textContent = total ? STRINGS.filesRead : STRINGS.ready;
  const name = file.split(/[\\/]/).pop();
  document.getElementById("done-text").textContent = total ? STRINGS.read(done, total) + (name ? STRINGS.at(name) : "") : "";
  if (total) document.title = document.title.replace(/^.*(?= · )/, STRINGS.tab(done, total));
  stand(job);
}

function stand(job) {
  const running = job.cancelling ? STRINGS.stopping : STRINGS.reading;
  const said = job.state === "queued" ? STRINGS.waiting : running;
  if (headline.textContent !== said) headline.textContent = said;
  if (job.cancelling) document.getElementById("lede").textContent = STRINGS.stoppingLede;
  document.querySelector("#cancel button").disabled = job.cancelling;
  if (job.state === "running" && !began) {
    began = true;
    announce(STRINGS.began);
  }
}

async function cancel(event) {
  event.preventDefault();
  announce(STRINGS.stopping);
  try {
    const response = await fetch(local(path), { method: "DELETE" });
    // 409: it has ended meanwhile, which the next look shows.
    if (response.status === 401 || response.status === 403) trouble.tell(new Failure("token-needed"));
  } catch {
    trouble.say(STRINGS.lost);
  }
}

function announce(sentence) {
  document.getElementById("announcer").textContent = sentence;
}

function remember() {
  try {
    sessionStorage.setItem(WATCHED, "1");
  } catch {
    // storage is switched off: the focus stays at the top
  }
}

function recall() {
  try {
    if (sessionStorage.getItem(WATCHED)) headline.focus();
    sessionStorage.removeItem(WATCHED);
  } catch {
    // storage is switched off
  }
}

if (main.dataset.live === "yes") {
  document.getElementById("cancel").addEventListener("submit", cancel);
  watch();
} else recall();
