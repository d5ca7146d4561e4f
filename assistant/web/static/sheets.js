/** The style of the widget; the bundle has its text. */

import { css } from "./css.js";
import { sheet } from "./theme.js";

/** The style sheet for shadow roots. */
export const style = sheet(css);
