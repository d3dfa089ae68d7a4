// A panel over the page, opened by a button of the bar: it keeps the focus while it is open, and gives it back.

import { button, element, told } from "./parts.js";
import { gone } from "./state.js";

let number = 0;

export class Panel {
  constructor(root, desk, words) {
    this.desk = desk;
    this.opener = button(words, () => this.open());
    this.opener.setAttribute("aria-haspopup", "dialog");
    this.dialog = element("dialog");
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.opening = false;
    root.append(this.dialog);
  }

  // Whether the page must not load itself anew now, and whether words would be lost if it were left.
  get busy() {
    return this.dialog.open || this.opening;
  }

  get unsaved() {
    return false;
  }

  asked(request) {
    return this.desk.ask(request).catch(() => gone);
  }

  async open() {
    if (this.busy) return;
    this.opening = true;
    const parts = await this.contents();
    this.opening = false;
    this.fill(this.title, parts);
    this.dialog.showModal();
  }

  fill(title, parts) {
    number += 1;
    const heading = element("h2", { textContent: title, id: `panel-${number}`, tabIndex: -1, autofocus: true });
    this.note = element("div", { className: "message", role: "alert" });
    this.dialog.setAttribute("aria-labelledby", heading.id);
    const close = button("Close", () => this.close());
    this.dialog.replaceChildren(heading, ...parts, this.note, element("div", { className: "row" }, close));
  }

  tell(answer) {
    this.note.replaceChildren(...told(answer));
  }

  close() {
    if (this.unsaved && !confirm("Leave what you changed here unsaved?")) return;
    this.shut();
  }

  shut() {
    this.dialog.close();
    this.dialog.replaceChildren();
    this.opener.focus();
    this.desk.closed();
  }
}

// What check says of this page.
export class FindingsPanel extends Panel {
  title = "What check says of this page";

  async contents() {
    const reply = await this.asked({ ask: "findings", page: this.desk.page });
    const found = reply.findings || [];
    if (reply.answer === "findings" && !found.length) {
      return [element("p", { textContent: "Nothing to mend on this page. peerkit check reads the whole tree." })];
    }
    return told(reply);
  }
}
