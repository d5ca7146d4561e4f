/** The styles of the widget, made once; the bundle has their texts. */

import { css } from "./css.js";

let made = null;

/** Return the style sheets for a shadow root. */
export function styles() {
  made ??= Object.values(css).map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return made;
}
