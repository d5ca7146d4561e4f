/** The chat page. */

import { Chat } from "./chat.js";
import { Service } from "./service.js";
import { Store } from "./store.js";

const { root } = document.body.dataset;
const chat = new Chat({
  room: document.querySelector(".room"),
  talk: document.querySelector(".talk"),
  welcome: document.querySelector(".welcome"),
  live: document.getElementById("announcer"),
  service: new Service(root),
  store: new Store(root),
  panel: { beside: matchMedia("(min-width: 1024px)") },
});
chat.restore();
