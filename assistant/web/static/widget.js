/** The widget of other sites' pages: `<job-class-assistant>`, put there by the script itself unless it says data-manual. */

import { Assistant } from "./assistant.js";
import { script } from "./script.js";

customElements.get("job-class-assistant") ?? customElements.define("job-class-assistant", Assistant);

if (!("manual" in script.dataset)) {
  const place = () => document.body.append(document.createElement("job-class-assistant"));
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
}
