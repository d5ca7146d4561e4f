/** Elements from plain values; text is always text, never markup. */

/** Return a new element; `null` and empty children are left out, functions among the properties listen. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Return `url` below the path we are served under, if it is an address on this site; else nothing that runs. */
export function local(url) {
  const isPath = /^\/(?![\/\\])/.test(url);
  return isPath ? document.body.dataset.root + url : "#";
}
