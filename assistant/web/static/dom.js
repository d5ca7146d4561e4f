/** Elements from plain values; text is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** Return a new element; `null` and empty children are left out, functions among the properties listen. */
export function el(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
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
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
