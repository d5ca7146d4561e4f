/** The service under /v1. */

import { local } from "./dom.js";
import { events } from "./events.js";

/** Why there is no answer: `kind` is `unreachable`, `cut`, `failed`, or the last part of a problem's type. */
export class Failure extends Error {
  constructor(kind, detail = "", requestId = "") {
    super(detail || kind);
    this.kind = kind;
    this.detail = detail;
    this.requestId = requestId;
  }
}

/**
 * Ask, and return the whole reply; `onText` gets the answer's text as it grows. `before` has either the conversation's
 * id or, where the server stores none, the earlier questions.
 * Throws a Failure, or the AbortError of `signal`.
 */
export async function ask(message, before, signal, onText) {
  const body = JSON.stringify({ message, ...before, stream: true });
  const headers = { "Content-Type": "application/json", Accept: "text/event-stream" };
  const response = await request("/v1/chat", { method: "POST", headers, body, signal });
  try {
    return await read(response, onText);
  } catch (error) {
    if (error instanceof Failure || error.name === "AbortError") throw error;
    throw new Failure("cut");
  }
}

/** Return the JSON at `path`. */
export async function get(path) {
  return (await request(path, {})).json();
}

async function read(response, onText) {
  let text = "";
  let reply = null;
  for await (const data of events(response.body)) {
    if (data === "[DONE]") break;
    const part = JSON.parse(data);
    if (part.type === "error") throw new Failure("failed", part.errorText);
    if (part.type === "data-answer") reply = part.data;
    if (part.type === "text-delta") onText((text += part.delta));
  }
  if (reply === null) throw new Failure("cut");
  return reply;
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(local(path), options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("unreachable");
  }
  if (!response.ok) throw await problem(response);
  return response;
}

async function problem(response) {
  // A proxy in between answers with pages of its own.
  const told = await response.json().catch(() => ({}));
  return new Failure(String(told.type ?? "failed").split(":").pop(), told.detail, told.request_id);
}
