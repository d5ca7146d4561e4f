/** Elements from plain values; text is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";
// Signs that turn text around until its end: what stands beside it would read as something else.
export const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Return a new element; its classes stand behind the tag (`p.note`), `null` and empty children are left out, functions
 * among the properties listen.
 */
export function el(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = fill(document.createElement(name), properties, children);
  if (classes.length) element.className = classes.join(" ");
  return element;
}

/** Return a button that does `click`; the second click of a double click does nothing, whatever it comes upon by then. */
export function button(kind, properties, click, ...children) {
  const once = click && ((event) => event.detail > 1 || click(event));
  return el(`button.${kind}`, { type: "button", ...properties, click: once }, ...children);
}

/** Return a picture of one path, 24 by 24; it is beside a text that says the same. */
export function icon(path) {
  const drawn = fill(document.createElementNS(SVG, "path"), { d: path }, []);
  return fill(document.createElementNS(SVG, "svg"), { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, [drawn]);
}

/** Return `url` below the path we are served under, if it is an address on this site; else nothing that runs. */
export function local(url) {
  return below(document.body.dataset.root, url);
}

/** Return `url` below `base`, the address or the path of a site; `#` where it is no path. */
export function below(base, url) {
  return /^\/(?![\/\\])/.test(url) ? base + url : "#";
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if ((value ?? false) === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  const shown = children.flat(3).filter((child) => child || child === 0);
  element.append(...shown.map((child) => child.replace?.(TURNING, "") ?? child));
  return element;
}
