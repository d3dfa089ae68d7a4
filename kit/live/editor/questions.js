// Open questions of an update: each with what both sides say, and three ways to settle it.

import { button, element, field, told } from "./parts.js";
import { Panel } from "./panel.js";

export class QuestionsPanel extends Panel {
  title = "Settle open questions";

  async contents() {
    const reply = await this.asked({ ask: "questions" });
    return reply.answer === "questions" ? this.list(reply.questions) : told(reply);
  }

  list(questions) {
    this.texts = [];
    if (!questions.length) return [element("p", { textContent: "No question is open." })];
    return questions.map((one) => this.question(one));
  }

  question(one) {
    const texts = one.texts.map(({ title, text }) =>
      element("details", { open: true }, element("summary", { textContent: title }), words(title, text)),
    );
    const buttons = [
      button("Keep ours", () => this.settle(one, "keep")),
      button("Take theirs", () => this.settle(one, "take")),
    ];
    const own = [];
    if (one.writes) {
      const text = element("textarea", { className: "short", value: one.text });
      this.texts.push({ text, was: one.text });
      own.push(field("Words of your own", text, "The whole section, with its heading."));
      buttons.push(button("Use what I wrote", () => this.settle(one, "text", text.value)));
    }
    for (const each of buttons) each.setAttribute("aria-label", `${each.textContent}: ${one.title}`);
    return element(
      "article",
      {},
      element("h3", { textContent: one.title }),
      element("p", { className: "where", textContent: one.address }),
      element("p", { textContent: one.why }),
      ...texts,
      ...own,
      element("div", { className: "row" }, ...buttons),
    );
  }

  get unsaved() {
    return this.dialog.open && (this.texts || []).some(({ text, was }) => text.value !== was);
  }

  async settle({ address, mark, title }, choice, text = "") {
    if (this.settling) return;
    this.settling = true;
    const reply = await this.asked({ ask: "settle", address, choice, text, mark });
    this.settling = false;
    if (reply.answer === "saved") {
      this.texts = [];
      this.shut();
      return this.desk.told({ message: `Settled: ${title}. ${reply.told || ""}`.trim(), undo: reply.undo });
    }
    if (reply.answer === "changed") {
      return this.tell({ message: "This question was settled or asked anew since, so nothing was changed.", hint: "Close this panel and open it again." });
    }
    this.tell({ message: "Nothing was changed: this answer would bring a mistake into your pages.", ...reply });
    this.note.scrollIntoView({ block: "nearest" });
  }
}

const words = (title, text) => {
  const made = element("pre", { textContent: text, tabIndex: 0 });
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", title);
  return made;
};
