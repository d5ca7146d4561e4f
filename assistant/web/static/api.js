/** What the service answers, and why it does not. */

import { local } from "./dom.js";

/**
 * Why there is no answer: `kind` is `unreachable`, `cut`, `failed`, `intercepted`, or the last part of a problem's type;
 * `wait` is how many seconds the service asks to wait, 0 where it does not.
 */
export class Failure extends Error {
  constructor(kind, detail = "", requestId = "", wait = 0) {
    super(detail || kind);
    Object.assign(this, { kind, detail, requestId, wait });
  }
}

/** Return the JSON at `path` of this site. */
export async function get(path) {
  return json(await call(local(path), {}));
}

/** Return the options of a request that posts `body`. */
export function posted(body, signal) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal };
}

/** Return the response to a request that was answered; throws a Failure, or the AbortError of its signal. */
export async function call(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("unreachable");
  }
  if (!response.ok) throw await problem(response);
  return response;
}

/** Return the JSON of `response`; what stands between may have put a page of its own in its place. */
export async function json(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("intercepted");
  }
}

async function problem(response) {
  const told = (await response.json().catch(() => null)) ?? {};
  const kind = String(told.type ?? STATUSES[response.status] ?? "failed").split(":").pop();
  const wait = Number.parseInt(response.headers.get("Retry-After"), 10) || 0;
  return new Failure(kind, told.detail, told.request_id, wait);
}

// What a proxy in between says with a page of its own.
const STATUSES = { 429: "too-many-questions", 502: "unreachable", 503: "unavailable", 504: "unreachable" };
