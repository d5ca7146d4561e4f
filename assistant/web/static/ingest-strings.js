/** Every word that the page of documents gets from its scripts. */

const units = ["bytes", "kB", "MB", "GB"];

/** Return a number of bytes as a person reads it. */
export function size(bytes) {
  if (bytes === 1) return "1 byte";
  let unit = 0;
  let value = bytes;
  for (; value >= 1000 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

const files = (count) => (count === 1 ? "1 file" : `${count.toLocaleString("en-US")} files`);

export const STRINGS = {
  chosen: (count, bytes) => `${files(count)}, ${size(bytes)}`,
  remove: "Remove",
  removeFile: (name) => `Remove ${name}`,
  removeWrong: "Remove what cannot be sent",
  tooLarge: (limit) => `Too large: at most ${size(limit)} a file are read. Split it.`,
  twice: "Another file here has this name. Send one of them.",
  hidden: "A hidden file. Rename it to send it.",
  notRead: (formats) => `Not of a format that is read (${formats}). It would be refused; save it as PDF or .docx.`,
  tooMany: (count, limit) => `${files(count)} are too many at once: send at most ${limit}, or a ZIP of them.`,
  tooMuch: (bytes, limit) => `${size(bytes)} are too much at once: send at most ${size(limit)}.`,
  wrong: (count) => `${files(count)} cannot be sent: see why in the list, and remove what is named there.`,
  none: "Choose a file first.",
  sending: (count) => `Sending ${files(count)}.`,
  sent: (done, total) => `${size(done)} of ${size(total)}`,
  checking: "Sent. The server puts the files in place.",
  stopped: "Stopped. Nothing was taken.",
  unreachable: "The connection was lost before everything was sent. Nothing was taken; your files are still chosen, send them again.",
  failed: "The server could not take the files.",
  notAllowed: "You may not send documents here, or are no longer signed in.",
  signIn: "Sign in",
  full: "The server has no room at the moment:",
  request: (id) => `Request ${id}`,
  began: "The documents are being read.",
  read: (done, total) => `${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}`,
  at: (file) => ` · ${file}`,
  tab: (done, total) => `${done} of ${total} read`,
  filesRead: "Files read",
  ready: "Getting ready",
  waiting: "Waiting to be read",
  reading: "Reading the documents",
  stopping: "Stopping",
  stoppingLede: "It stops before the next file. What is in by then stays.",
  lost: "The connection to the server is lost. The job goes on without this page, or begins again when the server is back. Trying to reach it.",
  back: "The server is there again.",
};
