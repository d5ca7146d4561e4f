/** The chat page: questions in, cited answers out. */

import { Failure, ask, get } from "./api.js";
import * as composer from "./composer.js";
import { plain } from "./markdown.js";
import * as panel from "./panel.js";
import { conversation, keep } from "./session.js";
import { STATUS, STRINGS } from "./strings.js";
import { Turn } from "./turn.js";

const transcript = document.getElementById("transcript");
const welcome = document.getElementById("welcome");
const announcer = document.getElementById("announcer");
const freshButton = document.getElementById("fresh");

let running = null;
let said = []; // the questions of a conversation that the server does not store

/** Ask `question` in a new turn. */
function start(question) {
  if (!running) answer(begin(question));
}

/** Put a new turn for `question` on the page. */
function begin(question) {
  const turn = new Turn(question);
  greet(false);
  freshButton.hidden = false;
  transcript.append(turn.element);
  return turn;
}

async function answer(turn) {
  const controller = (running = new AbortController());
  announcer.textContent = "";
  turn.wait();
  composer.setBusy(true);
  turn.element.scrollIntoView({ block: "start" });
  try {
    const { reply, remark } = await receive(turn, controller.signal);
    if (!turn.element.isConnected) return; // left while the last bytes came in
    keep(reply.conversation_id);
    said = reply.conversation_id === null ? [...said, turn.question] : [];
    turn.show(reply, start, panel.open, remark);
    announce([STATUS[reply.status], plain(reply.answer), STRINGS.sourceCount(reply.citations.length)]);
  } catch (error) {
    // A turn that is no longer on the page belongs to a conversation that was left.
    if (turn.element.isConnected) fail(turn, error);
  }
  if (running === controller) {
    running = null;
    composer.setBusy(false);
  }
}

/** What the next question goes on with: questions that the server does not store are sent along. */
function before() {
  return said.length ? { history: said.slice(-50) } : { conversation_id: conversation() };
}

async function receive(turn, signal) {
  const write = (text) => turn.write(text);
  try {
    return { reply: await ask(turn.question, before(), signal, write), remark: "" };
  } catch (error) {
    if (error.kind !== "unknown-conversation") throw error;
    keep(null);
    return { reply: await ask(turn.question, {}, signal, write), remark: STRINGS.forgotten };
  }
}

function fail(turn, error) {
  const stopped = error.name === "AbortError";
  const known = error instanceof Failure;
  if (!stopped && !known) console.error(error);
  const sentence = stopped ? STRINGS.stopped : error.detail || STRINGS[error.kind] || STRINGS.failed;
  turn.fail(sentence, error.requestId, () => running || answer(turn));
  announce([sentence]);
  if (error.kind === "message-too-long") composer.putBack(turn.question);
}

/** Say it once, when it is complete. */
function announce(sentences) {
  const whole = sentences.filter(Boolean).map((sentence) => (/[.?!:]$/.test(sentence) ? sentence : `${sentence}.`));
  announcer.textContent = whole.join(" ");
}

/** Show the greeting, or only keep its heading for whoever moves by headings. */
function greet(shown) {
  welcome.classList.toggle("visually-hidden", !shown);
}

function startOver() {
  running?.abort();
  running = null;
  composer.setBusy(false);
  panel.close();
  keep(null);
  said = [];
  announcer.textContent = "";
  transcript.replaceChildren();
  greet(true);
  freshButton.hidden = true;
  composer.focus();
}

/** Show again what this tab's conversation was when the page was left. */
async function restore() {
  const id = conversation();
  if (id === null) return;
  try {
    const { turns } = await get(`/v1/conversations/${encodeURIComponent(id)}`);
    if (running || transcript.childElementCount) return; // the reader was faster
    for (const { question, reply } of turns) begin(question).show(reply, start, panel.open);
    transcript.lastElementChild?.scrollIntoView({ block: "start" });
  } catch (error) {
    if (error.kind === "unknown-conversation") keep(null);
  }
}

composer.listen(start, () => running?.abort());
freshButton.addEventListener("click", startOver);
for (const opener of document.querySelectorAll("[data-ask]")) {
  opener.addEventListener("click", () => start(opener.dataset.ask));
}
restore();
