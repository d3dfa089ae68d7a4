// The bar above a page: our meeting, open questions, what check says; and what was saved last, with a way back.

import { button, element, shadow, told } from "./parts.js";
import { FindingsPanel } from "./panel.js";
import { MeetingPanel } from "./meeting.js";
import { QuestionsPanel } from "./questions.js";
import { gone } from "./state.js";

export class Bar {
  constructor(host, desk, { meeting, questions }) {
    this.desk = desk;
    this.root = shadow(host);
    this.status = element("div", { className: "message", role: "status" });
    this.questions = new QuestionsPanel(this.root, desk, "");
    this.findings = new FindingsPanel(this.root, desk, "What check says");
    const first = meeting ? [new MeetingPanel(this.root, desk, "Our meeting")] : [];
    this.panels = [...first, this.questions, this.findings];
    this.open(questions);
    const row = element("div", { className: "row bar", role: "group" }, ...this.panels.map((one) => one.opener));
    row.setAttribute("aria-label", "Change these pages");
    this.root.prepend(row, this.status);
  }

  get busy() {
    return this.panels.some((one) => one.busy);
  }

  get unsaved() {
    return this.panels.some((one) => one.unsaved);
  }

  open(questions) {
    const { opener } = this.questions;
    const left = !questions && this.root.activeElement === opener;
    opener.textContent = `Settle open questions (${questions})`;
    opener.hidden = !questions;
    if (left) this.findings.opener.focus();
  }

  // The number of findings comes a moment later: nobody waits for it.
  async count() {
    const reply = await this.desk.ask({ ask: "findings", page: this.desk.page }).catch(() => gone);
    if (reply.answer === "findings") this.findings.opener.textContent = `What check says (${reply.findings.length})`;
  }

  async refresh() {
    const reply = await this.desk.ask({ ask: "page", page: this.desk.page }).catch(() => gone);
    if (reply.answer === "page") this.open(reply.questions);
    await this.count();
  }

  tell(done) {
    this.status.replaceChildren(...told(done));
    if (!done.undo) return;
    const words = done.undo.again ? "Make it again" : "Undo";
    this.status.append(element("div", { className: "row" }, button(words, () => this.undo(done.undo))));
  }

  async undo({ mark }) {
    this.desk.told(await this.desk.undo(mark));
    this.panels[0].opener.focus();
  }
}
