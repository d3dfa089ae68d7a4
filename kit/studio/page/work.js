// What somebody works with: the pages, papers and slides, and what to keep. All three stay while one is shown.

import { button, element } from "./live/parts.js";
import { Keeping } from "./keeping.js";
import { Outputs } from "./outputs.js";
import { PREVIEW } from "./talk.js";

export class Work {
  constructor(studio) {
    this.studio = studio;
    this.frame = element("iframe", { className: "frame", title: "Your pages", hidden: true });
    this.outputs = new Outputs(studio);
    this.keeping = new Keeping(studio);
    this.parts = [
      ["Pages", this.pages()],
      ["Papers and slides", this.outputs.element],
      ["Keep and share", this.keeping.element],
    ];
    this.tabs = this.parts.map(([words], at) => button(words, () => this.show(at)));
    const nav = element("nav", {}, element("div", { className: "row" }, ...this.tabs));
    nav.setAttribute("aria-label", "Studio");
    this.elements = [nav, ...this.parts.map(([, one]) => one)];
    this.show(0, false);
  }

  pages() {
    const words = "Each section has a button to change it, and above each page are your meeting and what check says.";
    const tab = element("a", { href: PREVIEW, target: "_blank", className: "button", textContent: "Open in a tab of its own" });
    return element(
      "section",
      {},
      element("h1", { textContent: this.studio.region.name, tabIndex: -1 }),
      element("p", { textContent: words }),
      this.frame,
      element("div", { className: "row" }, tab),
    );
  }

  show(at, lead = true) {
    this.parts.forEach(([, one], number) => (one.hidden = number !== at));
    this.tabs.forEach((one, number) => (number === at ? one.setAttribute("aria-current", "page") : one.removeAttribute("aria-current")));
    if (lead) this.parts[at][1].querySelector("h1").focus();
  }

  // The pages are there; those that are open load themselves anew when they change.
  ready() {
    this.frame.hidden = false;
    if (!this.frame.src) this.frame.src = PREVIEW;
  }
}
