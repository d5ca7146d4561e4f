/** The chat in a frame of another site's page. */

import { Chat } from "./chat.js";
import { parsed } from "./color.js";
import { el } from "./dom.js";
import { Pass } from "./pass.js";
import { Service } from "./service.js";
import { Store } from "./store.js";
import { STRINGS } from "./strings.js";
import { accented } from "./theme.js";
import { welcome } from "./welcome.js";

const { root, name, greeting, agency, about, accent } = document.body.dataset;
const store = new Store(`${root} frame`);

if (accent) document.adoptedStyleSheets.push(accented(parsed(accent)));
const chat = new Chat({
  room: document.querySelector(".room"),
  talk: document.querySelector(".talk"),
  welcome: welcome(el("h1", {}, name || STRINGS.name), greeting, about ? STRINGS.openersAbout : STRINGS.openers),
  live: document.getElementById("announcer"),
  service: new Service(root, new Pass(root, store)),
  store,
  narrow: { agency: agency || undefined, about: about || undefined },
  target: "_blank",
  panel: { beside: matchMedia("(min-width: 1024px)") },
});
chat.restore();
