/** The accent of a page, a frame or a widget, as colors that can be read in both themes. */

import { READABLE, contrast, inkOn, parsed, readable, tint } from "./color.js";

// The grounds of tokens.css: page, surface, sunken. The accent stands on each.
const LIGHT = ["#f6f6f3", "#ffffff", "#eeeeea"].map(parsed);
const DARK = ["#14171a", "#1c2024", "#101214"].map(parsed);

/** Return a style sheet that makes `accent` the accent, and `ink` what is written on it where that can be read. */
export function accented(accent, ink = null) {
  const [light, dark] = [shades(accent, ink, LIGHT), shades(accent, ink, DARK)];
  const rules = Object.keys(light).map((name) => `--${name}:light-dark(${light[name]},${dark[name]})`);
  return sheet(`:root,:host{${rules.join(";")}}`);
}

/** Return a style sheet of `text`. */
export function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

/** Return the colors of one theme, by the token that each is. */
export function shades(accent, ink, grounds) {
  const color = readable(accent, grounds, grounds[1]);
  const written = ink && contrast(ink, color) >= READABLE ? ink : inkOn(color);
  return { accent: inCss(color), "on-accent": inCss(written), tint: inCss(tint(color, grounds[1])) };
}

/** Return the color of sRGB that CSS means by `value` (`#14557b`, `teal`, `hsl(…)`), or null where it means none. */
export function meant(value) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = "transparent";
  pen.fillStyle = value; // what is none changes nothing
  return parsed(pen.fillStyle);
}

function inCss(color) {
  return `rgb(${color.join(" ")})`;
}
