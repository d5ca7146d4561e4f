/** Tables: real ones, that become cards where there is no room for columns. */

import { link } from "./cited.js";
import { button, el } from "./dom.js";
import { STRINGS } from "./strings.js";

/**
 * Return a table of `rows`, each a list of cells (a cell: nodes), of which the first `most` are shown at once; `page` is
 * the path of the page that shows it whole, if there is one. `make(row)` returns the cells of a row, its name first.
 */
export function table(ways, caption, heads, rows, make, most, page = null) {
  // A table that is laid out otherwise is none to a browser, unless its parts say what they are.
  const body = el("tbody", { role: "rowgroup" });
  const add = (some) => body.append(...some.map((row) => line(heads, make(row))));
  add(rows.slice(0, most));
  const head = el("tr", { role: "row" },
    heads.map((text) => el("th", { scope: "col", role: "columnheader" }, text)));
  return el("div.rows", {},
    el("h3.eyebrow", {}, caption),
    el("table", { role: "table", "aria-label": caption }, el("thead", { role: "rowgroup" }, head), body),
    foot(ways, body, rows, most, page, add));
}

function foot(ways, body, rows, most, page, add) {
  const rest = rows.slice(most);
  const more = rest.length ? button("plain", {}, () => {
    add(rest);
    more.remove();
    body.rows[most].querySelector("a")?.focus();
  }, STRINGS.showAll(rows.length)) : null;
  const whole = page ? link(ways, page, {}, STRINGS.openPage) : null;
  return more || whole ? el("p.foot", {}, more, whole) : null;
}

function line(heads, [name, ...cells]) {
  return el("tr", { role: "row" },
    el("th", { scope: "row", role: "rowheader" }, name),
    cells.map((cell, at) => el("td", { role: "cell", "data-label": heads[at + 1] }, cell)));
}
