/** The chat page. */

import { Chat } from "./chat.js";
import { Service } from "./service.js";
import { Store } from "./store.js";

const { root } = document.body.dataset;
const room = document.querySelector(".room");
const { about, ask } = room.dataset;
const chat = new Chat({
  room,
  talk: document.querySelector(".talk"),
  welcome: document.querySelector(".welcome"),
  live: document.getElementById("announcer"),
  service: new Service(root),
  store: new Store(root),
  narrow: { about },
  panel: { beside: matchMedia("(min-width: 1024px)") },
});
await chat.restore();
if (ask) {
  // Once: the page may be loaded again.
  const address = new URL(location.href);
  address.searchParams.delete("ask");
  history.replaceState(null, "", address);
  chat.ask(ask);
}
