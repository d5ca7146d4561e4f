/**
 * Offsets of the API count code points, JavaScript's strings count UTF-16
 * units: an emoji is one of the first and two of the second.
 */

/** Return the UTF-16 index of the code point at `offset` in `text`; its length where it is past the end. */
export function unitOf(text, offset) {
  let unit = 0;
  for (let point = 0; point < offset && unit < text.length; point += 1) {
    unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return unit;
}

/** Return what stands before, in and after the code points from `start` to `end`. */
export function cut(text, start, end) {
  const from = unitOf(text, start);
  const to = from + unitOf(text.slice(from), end - start);
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}
