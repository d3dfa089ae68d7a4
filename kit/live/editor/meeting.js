// “Our meeting”: date, start, place, and the items in their order. The clock times come from the kit, as soon as anything
// changes.

import { Day } from "./day.js";
import { button, element, field, told } from "./parts.js";
import { Panel } from "./panel.js";

const PAUSE = 150; // milliseconds without a key, after which the day is computed anew
const CHANGED = "region.toml was changed since you opened this. Nothing was written over.";

export class MeetingPanel extends Panel {
  title = "Our meeting";

  async contents(round = "") {
    const reply = await this.asked({ ask: "meeting", page: this.desk.page, round });
    return reply.answer === "meeting" ? this.form(reply) : told(reply);
  }

  form({ rounds, now }) {
    this.now = now;
    this.agreed = "";
    const input = (type, value) => element("input", { type, value, autocomplete: "off" });
    this.fields = {
      date: input("date", now.date),
      start: input("time", now.start),
      venue: input("text", now.venue),
      directions: input("text", now.directions),
    };
    this.day = new Day(now.items, () => this.changed());
    this.saver = button("Save", () => this.save(), { className: "first" });
    this.total = element("p", { role: "status", textContent: now.told });
    this.form_ = element(
      "div",
      {},
      ...(rounds.length > 1 ? [this.choice(rounds)] : [element("p", { textContent: now.title })]),
      field("Date", this.fields.date),
      field("Start", this.fields.start),
      field("Venue", this.fields.venue, "With its address, as pages show it."),
      field("Directions", this.fields.directions, "How to get there and get in."),
      this.day.element,
      this.total,
      element("div", { className: "row" }, this.saver),
    );
    this.form_.addEventListener("input", () => this.changed());
    return [this.form_];
  }

  choice(rounds) {
    const options = rounds.map(({ name, title }) => element("option", { value: name, textContent: title }));
    const select = element("select", {}, ...options);
    select.value = this.now.round;
    select.addEventListener("input", (event) => event.stopPropagation());
    select.addEventListener("change", () => this.turn(select));
    return field("Meeting", select);
  }

  async turn(select) {
    if (this.unsaved && !confirm("Leave what you changed here unsaved?")) {
      select.value = this.now.round;
      return;
    }
    this.fill(this.title, await this.contents(select.value));
    this.dialog.querySelector("select")?.focus();
  }

  // What is in the fields now.
  values() {
    const facts = Object.entries(this.fields).map(([name, { value }]) => [name, value]);
    const { minutes, order } = this.day;
    return { ...Object.fromEntries(facts), round: this.now.round, minutes, order };
  }

  get unsaved() {
    if (!this.dialog.open || !this.day) return false;
    return this.day.unsaved || Object.entries(this.fields).some(([name, { value }]) => value !== this.now[name]);
  }

  // What was told of the last try is of numbers that are now others.
  changed() {
    this.agreed = "";
    this.tell({});
    this.saver.textContent = "Save";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.recount(), PAUSE);
  }

  async recount() {
    if (!this.day || !this.dialog.open) return; // saved or closed meanwhile
    const { day } = this;
    const { round, start, minutes, order } = this.values();
    const asked = { ask: "times", round, start, minutes, order };
    this.newest = asked;
    const reply = await this.asked(asked);
    if (asked !== this.newest) return; // something was changed meanwhile, and asked about
    if (reply.answer !== "times") return this.tell(reply);
    day.show(reply.items);
    if (this.total.textContent !== reply.told) this.total.textContent = reply.told;
  }

  async save() {
    if (this.saving) return;
    this.saving = true;
    const reply = await this.asked({ ask: "keep", ...this.values(), mark: this.now.mark, agreed: this.agreed });
    this.saving = false;
    this.agreed = reply.agreed || "";
    if (reply.answer === "saved" || reply.answer === "same") {
      const message = reply.answer === "same" ? "Nothing was changed." : reply.told || "Saved.";
      this.day = null;
      this.shut();
      return this.desk.told({ message, undo: reply.answer === "same" ? null : reply.undo });
    }
    if (reply.answer === "changed") return this.again(reply.now);
    if (reply.answer === "look") {
      this.saver.textContent = "Save it all the same";
      return this.tell({ ...reply, message: "It can be saved. First read what check says about it." });
    }
    this.tell({ message: "Nothing was saved, because this would bring a mistake.", ...reply });
  }

  // The file changed underneath: what was typed stays in the fields, beside what the file says now.
  again(now) {
    const said = [now.date, now.start, now.venue, now.directions, ...now.items.map(inWords)];
    this.now = now;
    this.tell({ message: CHANGED, hint: `It says: ${said.filter(Boolean).join(", ")}. Save once more to have yours.` });
  }
}

const inWords = ({ title, minutes, sitting }) => (sitting ? title : `${title}: ${minutes}`);
