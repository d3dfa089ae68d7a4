// “Our meeting”: date, start, place and minutes. The clock times come from the kit, as soon as a number changes.

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
      this.table(),
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

  table() {
    this.rows = this.now.items.map((item) => {
      const minutes = element("input", { type: "number", min: 0, max: 1440, value: item.minutes, required: true });
      minutes.setAttribute("aria-label", `Minutes of ${item.title}`);
      return { id: item.id, was: item.minutes, minutes, clock: element("td", { textContent: item.start }), title: item.title };
    });
    const head = ["Begins", "Minutes", "Item"].map((words) => element("th", { scope: "col", textContent: words }));
    const rows = this.rows.map(({ minutes, clock, title }) =>
      element("tr", {}, clock, element("td", {}, minutes), element("td", { textContent: title })),
    );
    return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  }

  // What is in the fields now; an empty number is the one that was there.
  values() {
    const minutes = this.rows.map(({ id, was, minutes: { value, valueAsNumber } }) => [
      id,
      value === "" ? was : valueAsNumber,
    ]);
    const facts = Object.entries(this.fields).map(([name, { value }]) => [name, value]);
    return { ...Object.fromEntries(facts), round: this.now.round, minutes: Object.fromEntries(minutes) };
  }

  get unsaved() {
    if (!this.dialog.open || !this.rows) return false;
    const { minutes, round, ...facts } = this.values();
    const other = Object.entries(facts).some(([name, value]) => value !== this.now[name]);
    return other || this.rows.some(({ id, was }) => minutes[id] !== was);
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
    if (!this.rows || !this.dialog.open) return; // saved or closed meanwhile
    const { round, start, minutes } = this.values();
    const asked = { ask: "times", round, start, minutes };
    this.newest = asked;
    const reply = await this.asked(asked);
    if (asked !== this.newest) return; // numbers were changed meanwhile, and asked about
    if (reply.answer !== "times") return this.tell(reply);
    const clocks = new Map(reply.items.map((one) => [one.id, one.start]));
    for (const { id, clock } of this.rows || []) clock.replaceChildren(clocks.get(id) ?? "");
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
      this.rows = null;
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
    const said = [now.date, now.start, now.venue, now.directions, ...now.items.map((one) => `${one.title}: ${one.minutes}`)];
    this.now = now;
    this.tell({ message: CHANGED, hint: `It says: ${said.filter(Boolean).join(", ")}. Save once more to have yours.` });
  }
}
