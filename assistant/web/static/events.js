/** Server-sent events of a response's body. */

// A proxy may write the ends of lines anew.
const BETWEEN = /\r?\n\r?\n/;

/** Yield the data of each event; comments and ids are passed over. */
export async function* events(body) {
  // Not through a stream that decodes: where the connection breaks, that drops what has come and is not read yet.
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split(BETWEEN);
      rest = blocks.pop();
      yield* blocks.map(data).filter((text) => text !== null);
    }
  } finally {
    // Whoever stops reading early also ends the request. It may have failed: that is told by read().
    reader.cancel().catch(() => undefined);
  }
}

function data(block) {
  const lines = block.split(/\r?\n/).filter((line) => line.startsWith("data:"));
  return lines.length ? lines.map((line) => line.slice(5).replace(/^ /, "")).join("\n") : null;
}
