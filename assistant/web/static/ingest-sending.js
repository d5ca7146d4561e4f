/** Send a form of files, with its progress: `fetch` does not tell how much has gone. */

import { Failure } from "./api.js";
import { local } from "./dom.js";

/**
 * Send `form` and return the job that reads its files; `onProgress(done, total)` counts bytes.
 * Throws a Failure, or the AbortError of `signal`.
 */
export function send(form, signal, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", local("/v1/ingest"));
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded, event.total));
    request.addEventListener("load", () => (request.status === 202 ? resolve(told(request)) : reject(problem(request))));
    request.addEventListener("error", () => reject(new Failure("unreachable")));
    request.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function told(request) {
  // A proxy in between answers with pages of its own.
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

function problem(request) {
  const { type = "failed", detail = "", request_id: id = "" } = told(request);
  return new Failure(String(type).split(":").pop(), detail, id);
}
