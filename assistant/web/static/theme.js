/** The accent of a page, a frame or a widget, as colors that can be read in both themes. */

import { READABLE, contrast, hex, inkOn, parsed, readable, tint } from "./color.js";

// The grounds of tokens.css: page, surface, sunken. The accent stands on each.
const LIGHT = ["#f6f6f3", "#ffffff", "#eeeeea"].map(parsed);
const DARK = ["#14171a", "#1c2024", "#101214"].map(parsed);

/** Return a style sheet that makes `accent` the accent, and `ink` what is written on it where that can be read. */
export function accented(accent, ink = null) {
  const sheet = new CSSStyleSheet();
  const [light, dark] = [shades(accent, ink, LIGHT), shades(accent, ink, DARK)];
  const rules = Object.keys(light).map((name) => `--${name}:light-dark(${light[name]},${dark[name]})`);
  sheet.replaceSync(`:root,:host{${rules.join(";")}}`);
  return sheet;
}

/** Return the colors of one theme, by the token that each is. */
export function shades(accent, ink, grounds) {
  const color = readable(accent, grounds, grounds[1]);
  const written = ink && contrast(ink, color) >= READABLE ? ink : inkOn(color);
  return { accent: hex(color), "on-accent": hex(written), tint: hex(tint(color, grounds[1])) };
}

/** Return the color that CSS means by `value` on `element`, or null where it means none. */
export function meant(value, element) {
  if (!value.trim() || !CSS.supports("color", value.trim())) return null;
  const probe = document.createElement("i");
  // Whatever the color is written in, a mixture in sRGB is told in sRGB.
  probe.style.setProperty("color", `color-mix(in srgb, ${value}, ${value})`);
  element.append(probe);
  const parts = getComputedStyle(probe).color.match(/^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/);
  probe.remove();
  return parts && parts.slice(1, 4).map((part) => Math.round(Math.min(1, Math.max(0, Number(part))) * 255));
}
