/** Colors that can be read: sRGB as `[red, green, blue]` from 0 to 255, contrast as WCAG defines it. */

const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];
/** The least contrast of text (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;

/** Return the color of `#rrggbb`, or null. */
export function parsed(text) {
  return /^#[0-9a-f]{6}$/i.test(text) ? text.match(/\w\w/g).map((pair) => Number.parseInt(pair, 16)) : null;
}

/** Return the contrast of two colors, from 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Return `part` of `color` mixed with the rest of `other`. */
export function mixed(color, other, part) {
  return color.map((value, at) => value * part + other[at] * (1 - part));
}

/** Return white or black, whichever reads better on `color`. */
export function inkOn(color) {
  return contrast(color, WHITE) >= contrast(color, BLACK) ? WHITE : BLACK;
}

/**
 * Return `accent` as a theme can use it on its `grounds`: itself where it can be read on all of them and on its own
 * tint, else darker on light grounds and lighter on dark ones, by no more than it takes.
 */
export function readable(accent, grounds, tinted) {
  const toward = inkOn(grounds[0]);
  for (let step = 0; step <= 100; step += 1) {
    const color = mixed(toward, accent, step / 100).map(Math.round);
    if ([...grounds, tint(color, tinted)].every((ground) => contrast(color, ground) >= READABLE)) return color;
  }
  return toward;
}

/** Return the tint of `accent` on `ground`, for what is chosen or pointed at. */
export function tint(accent, ground) {
  return mixed(accent, ground, 0.1).map(Math.round);
}

function luminance(color) {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
