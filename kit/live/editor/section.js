// “Change this section”: a button beside a heading, and below it the form in which its words are changed.

import { button, element, field, shadow, told } from "./parts.js";
import { answered, asking, backRequest, dirty, gone, opened, saveRequest, swapped, typed } from "./state.js";

const KINDS = {
  words: "Heading and words only: activities, slides, notes and handouts of the hub's stay below them.",
  section: "The whole section, with its heading.",
  page: "The section as it stands in its file, blocks and notes included.",
};

// `desk` gives `ask(request)`, `page`, `keep(anchor, draft)`, `kept(anchor)`, `done(anchor, done)`, `undo(mark)` and `closed()`.
export class SectionEditor {
  constructor(host, section, desk) {
    this.section = section;
    this.desk = desk;
    this.state = null;
    this.opening = false;
    this.root = shadow(host);
    this.trouble = element("div", { className: "message", role: "status" });
    this.opener = button("Change this section", () => this.open(), { className: "change" });
    this.opener.setAttribute("aria-label", `Change this section: ${section.title}`);
    this.opener.setAttribute("aria-expanded", "false");
    this.root.append(this.opener, this.trouble);
  }

  get busy() {
    return this.state !== null || this.opening;
  }

  get unsaved() {
    return this.state !== null && dirty(this.state);
  }

  async open() {
    if (this.state) return this.words.focus();
    if (this.opening) return;
    this.opening = true;
    this.trouble.replaceChildren();
    const reply = await this.asked({ ask: "open", page: this.desk.page, anchor: this.section.anchor });
    this.opening = false;
    if (reply.answer !== "open") {
      this.trouble.replaceChildren(...told(reply));
      return this.desk.closed();
    }
    const draft = this.desk.kept(this.section.anchor);
    this.state = opened(reply.now, draft);
    this.build();
    this.show();
    this.words.focus();
  }

  asked(request) {
    return this.desk.ask(request).catch(() => gone);
  }

  build() {
    const { now } = this.state;
    this.words = element("textarea", { value: this.state.text, spellcheck: true });
    this.why = element("input", { value: this.state.why, maxLength: 2000, autocomplete: "off" });
    this.note = element("div", { className: "message", role: "alert" });
    this.other = element("div");
    this.saver = button("Save", () => this.send(saveRequest(this.desk.page, this.state)), { className: "first" });
    this.back = button("Back to the hub's words", () => this.send(backRequest(this.desk.page, this.state)));
    const cancel = button("Cancel", () => this.cancel());
    for (const [control, name] of [[this.words, "text"], [this.why, "why"]]) {
      control.addEventListener("input", () => this.type(name, control.value));
    }
    const beside = now.beside.length ? ` More of your own text is in ${now.beside.join(" and ")}.` : "";
    this.form = element(
      "form",
      { noValidate: true, ariaLabel: `Change “${now.title}”` },
      element("p", { className: "head", textContent: `Change “${now.title}”` }),
      element("div", { className: "pair" }, field("Words of this section", this.words, KINDS[now.kind]), ...hubs(now)),
      ...(now.kind === "page" ? [] : [field("Why you change it", this.why, "For your team; it stands on no page.")]),
      element("p", { className: "where", textContent: `Kept in ${now.file}.${beside}` }),
      this.note,
      this.other,
      element("div", { className: "row" }, this.saver, cancel, this.back),
    );
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.opener.setAttribute("aria-expanded", "true");
    this.root.append(this.form);
  }

  key(event) {
    if (event.key === "Escape") this.cancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.saver.click();
  }

  type(name, value) {
    this.state = typed(this.state, name, value);
    const { text, why, mark } = this.state;
    this.desk.keep(this.section.anchor, this.unsaved ? { text, why, mark } : null);
    this.saver.textContent = "Save";
  }

  async send(request) {
    if (this.state.busy) return;
    this.state = asking(this.state);
    this.show();
    const reply = await this.asked(request);
    if (!this.state) return; // closed meanwhile
    this.state = answered(this.state, reply);
    this.last = request.ask;
    if (this.state.done) return this.finish();
    this.show();
  }

  show() {
    const { busy, message, hint, findings, agreed, other, now, text } = this.state;
    for (const one of [this.saver, this.back]) one.setAttribute("aria-disabled", String(busy));
    const anyway = (words, request) => (agreed && this.last === request ? `${words} all the same` : words);
    this.saver.textContent = busy ? "Saving…" : anyway("Save", "save");
    this.back.textContent = anyway("Back to the hub's words", "back");
    this.back.hidden = !now.ours;
    this.note.replaceChildren(...told({ message, hint, findings }));
    this.other.replaceChildren(...(other ? this.both(other) : []));
    if (this.words.value !== text) this.words.value = text;
  }

  both(other) {
    const title = element("p", { className: "head", textContent: other.title, id: "other" });
    const words = element("pre", { textContent: other.text, tabIndex: 0 });
    words.setAttribute("role", "group");
    words.setAttribute("aria-labelledby", "other");
    const swap = button("Use these words", () => {
      this.state = swapped(this.state);
      this.type("text", this.state.text);
      this.show();
      this.words.focus();
    });
    return [title, words, element("div", { className: "row" }, swap)];
  }

  cancel() {
    if (this.unsaved && !confirm("Leave what you wrote here unsaved?")) return;
    this.close();
  }

  close() {
    this.desk.keep(this.section.anchor, null);
    this.state = null;
    this.form.remove();
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.focus();
    this.desk.closed();
  }

  finish() {
    const { done } = this.state;
    this.desk.done(this.section.anchor, done);
    this.close();
    this.tell(done);
  }

  // Says what was saved, with a way to take it back.
  tell(done) {
    this.trouble.replaceChildren(...told(done));
    if (!done.undo) return;
    const words = done.undo.again ? "Make it again" : "Undo";
    this.trouble.append(element("div", { className: "row" }, button(words, () => this.undo(done.undo))));
  }

  async undo({ mark }) {
    const reply = await this.desk.undo(mark);
    this.desk.done(this.section.anchor, reply);
    this.tell(reply);
    this.opener.focus();
  }
}

// What the hub says, beside the words that are being changed.
const hubs = ({ kind, hub }) => {
  if (kind === "page" || !hub) return [];
  const title = element("p", { className: "label", textContent: "What the hub says", id: "hub" });
  const words = element("pre", { textContent: hub, tabIndex: 0 });
  words.setAttribute("role", "group");
  words.setAttribute("aria-labelledby", "hub");
  return [element("div", { className: "hub" }, title, words)];
};
