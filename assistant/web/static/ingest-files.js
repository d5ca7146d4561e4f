/** The files that are chosen: what can be sent, and what the server would refuse. */

import { STRINGS } from "./ingest-strings.js";

/** Return the limits that the form of the page names. */
export function limitsOf(form) {
  const { files, bytes, fileBytes, archive, formats } = form.dataset;
  return { files: Number(files), bytes: Number(bytes), fileBytes: Number(fileBytes), archive, formats: formats.split(" ") };
}

/** Return the files of both lists; one that was chosen again is there once. */
export function joined(before, more) {
  const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
  return [...before, ...more.filter((file) => !before.some((one) => same(one, file)))];
}

/** Return what is wrong with each of `files`: `{ file, says, blocks }`, `says` empty where nothing is. */
export function examined(files, limits) {
  return files.map((file) => ({ file, ...complaint(file, files, limits) }));
}

/** Return why `files` cannot be sent together; empty where they can. */
export function together(files, limits) {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length > limits.files) return STRINGS.tooMany(files.length, limits.files);
  // A form adds some hundred bytes for each file.
  if (bytes + files.length * 1024 > limits.bytes) return STRINGS.tooMuch(bytes, limits.bytes);
  return "";
}

function complaint(file, files, limits) {
  const name = file.name.toLowerCase();
  const format = name.includes(".") ? name.slice(name.lastIndexOf(".")) : "";
  if (/^(\.|~\$)/.test(name)) return { says: STRINGS.hidden, blocks: true };
  if (files.filter((other) => other.name === file.name).length > 1) return { says: STRINGS.twice, blocks: true };
  if (file.size > limits.fileBytes && format !== limits.archive) {
    return { says: STRINGS.tooLarge(limits.fileBytes), blocks: true };
  }
  if (!limits.formats.includes(format)) return { says: STRINGS.notRead(limits.formats.join(", ")), blocks: false };
  return { says: "", blocks: false };
}
