/** The element: a launcher, and the chat in a dialog, in a shadow tree that the page around it cannot style. */

import { Chat } from "./chat.js";
import { parsed } from "./color.js";
import { el, icon } from "./dom.js";
import { Pass } from "./pass.js";
import { base, script } from "./script.js";
import { Service } from "./service.js";
import { styles } from "./sheets.js";
import { Store } from "./store.js";
import { STRINGS } from "./strings.js";
import { accented, meant } from "./theme.js";
import { welcome } from "./welcome.js";

const BUBBLE = "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 5v-5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z";
// What a live region must not show, whatever the page says of its elements.
const HIDDEN = { position: "fixed", width: "1px", height: "1px", overflow: "hidden", "clip-path": "inset(50%)", "white-space": "nowrap" };

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
    const talk = el("div", { class: "talk" });
    const room = el("div", { class: "room" }, talk);
    this.#launcher = el("button", { type: "button", class: "launcher", "aria-expanded": "false",
      "aria-label": `${STRINGS.launch}: ${name}`, click: () => this.toggle() }, icon(BUBBLE), el("span", {}, STRINGS.launch));
    this.#dialog = el("dialog", { class: "window", "aria-labelledby": "title", close: () => this.#closed(),
      keydown: (event) => this.#pressed(event), cancel: (event) => this.#chat.closePanel() && event.preventDefault() },
      el("div", { class: "bar" }, el("h2", { id: "title" }, name),
        el("button", { type: "button", class: "plain", "aria-label": STRINGS.close, click: () => this.close() }, "✕")),
      room);
    this.#shadow.adoptedStyleSheets = styles();
    // In manual mode the page opens it by a control of its own.
    this.#shadow.append(...("manual" in script.dataset ? [] : [this.#launcher]), this.#dialog, this.#slot);
    for (const [key, value] of Object.entries(HIDDEN)) this.#live.style.setProperty(key, value, "important");
    this.append(this.#live);
    this.#narrow.addEventListener("change", () => this.#moved());
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
    const style = getComputedStyle(this);
    const color = (name) => meant(style.getPropertyValue(`--job-class-${name}`), this.#slot);
    const accent = parsed(this.#option("accent")) ?? color("accent");
    const sheets = styles();
    this.#shadow.adoptedStyleSheets = accent ? [...sheets, accented(accent, color("on-accent"))] : sheets;
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
    // Told late: it may have been opened again meanwhile.
    if (this.#dialog.open) return;
    this.#shadow.append(this.#slot);
    this.#launcher.setAttribute("aria-expanded", "false");
    this.#store.set("open", false);
    const opener = this.#launcher.isConnected ? this.#launcher : this.#returnTo;
    opener?.focus();
    this.#tell("close");
  }

  /** The window was made wider or narrower. */
  #moved() {
    if (!this.#dialog.open) return;
    const { activeElement } = this.#shadow;
    this.#dialog.close();
    this.#show();
    activeElement?.focus();
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
