/** The element: a launcher, and the chat in a dialog, in a shadow tree that the page around it cannot style. */

import { Chat } from "./chat.js";
import { parsed } from "./color.js";
import { button, el, icon } from "./dom.js";
import { Pass } from "./pass.js";
import { base, script } from "./script.js";
import { Service } from "./service.js";
import { style } from "./sheets.js";
import { Store } from "./store.js";
import { STRINGS } from "./strings.js";
import { accented, meant } from "./theme.js";
import { welcome } from "./welcome.js";

const BUBBLE = "M3 4h18v13H9l-5 5v-5H3z";

/** `<job-class-assistant>`; its data- attributes come before those of the script. */
export class Assistant extends HTMLElement {
  #narrow = matchMedia("(max-width: 640px), (max-height: 480px)");
  #store = new Store(base);
  #shadow = this.attachShadow({ mode: "open" });
  #launcher;
  #dialog;
  #chat = null;
  #live = el("div", { slot: "live", role: "status" });
  #slot = el("slot", { name: "live" });
  #returnTo = null;

  connectedCallback() {
    if (!this.#chat) this.#build();
    this.#paint();
    if (this.#store.get("open") ?? this.#option("open") !== undefined) this.#reopen();
  }

  /** Open the dialog, with the cursor in its field. */
  open() {
    if (!this.#dialog.open) this.#show();
    this.#chat.focus();
  }

  /** Close the dialog; the focus returns to where it was opened from. */
  close() {
    this.#dialog.close();
  }

  /** Open the dialog, or close it. */
  toggle() {
    if (this.#dialog.open) this.close();
    else this.open();
  }

  /** Open the dialog and ask `question`. */
  async ask(question) {
    this.open();
    await this.#chat.restore();
    return this.#chat.ask(String(question));
  }

  /** Have the conversation forgotten, here and by the service; resolves to whether it is. */
  forget() {
    return this.#chat.forget();
  }

  #option(name) {
    return this.dataset[name] ?? script.dataset[name];
  }

  #build() {
    const name = this.#option("name") || STRINGS.name;
    const talk = el("div.talk", {});
    const room = el("div.room", {}, talk);
    this.#launcher = button("button.launcher", { "aria-expanded": "false", "aria-label": `${STRINGS.launch}: ${name}` },
      () => this.toggle(), icon(BUBBLE), el("span", {}, STRINGS.launch));
    this.#dialog = el("dialog.window", { "aria-labelledby": "title", close: () => this.#closed(), keydown: (event) => this.#pressed(event) },
      el("div.bar", {}, el("h2", { id: "title" }, name),
        button("plain", { "aria-label": STRINGS.close }, () => this.close(), "✕")),
      room);
    // In manual mode the page opens it by a control of its own.
    this.#shadow.append(...("manual" in script.dataset ? [] : [this.#launcher]), this.#dialog, this.#slot);
    this.append(this.#live);
    this.#chat = this.#made(room, talk);
  }

  #made(room, talk) {
    const about = this.#option("class") || undefined;
    return new Chat({
      room,
      talk,
      welcome: welcome(null, this.#option("greeting"), about ? STRINGS.openersAbout : STRINGS.openers),
      live: this.#live,
      tell: (name, detail) => this.#tell(name, detail),
      service: new Service(base, new Pass(base, this.#store)),
      store: this.#store,
      narrow: { agency: this.#option("agency") || undefined, about },
      target: "_blank",
      scrolls: true,
      panel: { under: talk },
    });
  }

  /** Take the theme, the place and the accent, which the page may have changed. */
  #paint() {
    for (const name of ["theme", "position"]) {
      const value = this.#option(name);
      if (value && this.dataset[name] !== value) this.dataset[name] = value;
    }
    const page = getComputedStyle(this);
    const color = (name) => meant(page.getPropertyValue(`--job-class-${name}`));
    const accent = parsed(this.#option("accent")) ?? color("accent");
    this.#shadow.adoptedStyleSheets = accent ? [style, accented(accent, color("on-accent"))] : [style];
  }

  /** Show it as it was on the page before: without the focus, and not over a page that has just been opened on a phone. */
  #reopen() {
    if (this.#narrow.matches) return;
    this.#dialog.setAttribute("open", "");
    this.#opened();
  }

  #show() {
    this.#paint();
    this.#returnTo = document.activeElement;
    if (this.#narrow.matches) {
      // All but a modal dialog is out of reach, so the live region is shown within it.
      this.#dialog.append(this.#slot);
      this.#dialog.showModal();
    } else {
      this.#dialog.show();
    }
    this.#opened();
  }

  #opened() {
    this.#launcher.setAttribute("aria-expanded", "true");
    this.#store.set("open", true);
    this.#chat.restore();
    this.#tell("open");
  }

  #closed() {
    this.#shadow.append(this.#slot);
    this.#launcher.setAttribute("aria-expanded", "false");
    this.#store.set("open", false);
    const opener = this.#launcher.isConnected ? this.#launcher : this.#returnTo;
    opener?.focus();
    this.#tell("close");
  }

  #pressed(event) {
    // A modal dialog closes by itself; what was pressed in the panel has closed that.
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.close();
  }

  #tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(`jobclass:${name}`, { bubbles: true, composed: true, detail }));
  }
}
