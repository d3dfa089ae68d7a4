// The items of a day, one a row: minutes to type, and an order to drag with a finger or a mouse, or to change by buttons.
// Whoever made it is told of each change, and gives back the clock times.

import { button, element } from "./parts.js";

const KEYS = { ArrowUp: -1, ArrowDown: 1 };

export class Day {
  constructor(items, changed) {
    this.changed = changed;
    this.rows = items.map((item) => (item.sitting ? this.divider(item) : this.row(item)));
    this.was = this.order;
    this.body = element("tbody", {}, ...this.rows.map(({ line }) => line));
    this.news = element("p", { className: "unseen", ariaLive: "polite" });
    const head = ["Begins", "Minutes", "Item", "Move"].map((words) => element("th", { scope: "col", textContent: words }));
    const table = element("table", { className: "day" }, element("thead", {}, element("tr", {}, ...head)), this.body);
    this.element = element("div", {}, table, this.news);
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.ends();
  }

  divider({ id, title }) {
    const words = element("th", { scope: "rowgroup", colSpan: 4, textContent: title });
    return { id, title, line: element("tr", { className: "sitting" }, words) };
  }

  row({ id, title, minutes: was, start, late }) {
    const minutes = element("input", { type: "number", min: 0, max: 1440, value: was, required: true });
    minutes.setAttribute("aria-label", `Minutes of ${title}`);
    const made = { id, title, was, minutes, clock: element("td") };
    made.earlier = this.mover(made, "↑", "earlier", -1);
    made.later = this.mover(made, "↓", "later", 1);
    const grip = element("span", { className: "grip", textContent: "⠿", title: "Drag to move" });
    grip.setAttribute("aria-hidden", "true"); // the buttons and keys do the same
    grip.addEventListener("pointerdown", (event) => this.drag(event, made, grip));
    const moves = element("div", { className: "moves" }, made.earlier, made.later, grip);
    const cells = [element("td", {}, minutes), element("td", { textContent: title }), element("td", {}, moves)];
    made.line = element("tr", {}, made.clock, ...cells);
    clock(made, start, late);
    return made;
  }

  mover(row, sign, words, by) {
    const made = button(sign, () => this.step(row, by), { className: "move" });
    made.setAttribute("aria-label", `Move ${row.title} ${words}`);
    return made;
  }

  get order() {
    return this.rows.map(({ id }) => id);
  }

  get timed() {
    return this.rows.filter(({ minutes }) => minutes);
  }

  // An empty number is the one that was there.
  get minutes() {
    const said = this.timed.map(({ id, was, minutes: { value, valueAsNumber } }) => [id, value === "" ? was : valueAsNumber]);
    return Object.fromEntries(said);
  }

  get unsaved() {
    const { minutes } = this;
    return this.order.join() !== this.was.join() || this.timed.some(({ id, was }) => minutes[id] !== was);
  }

  // The clock times, as the kit computed them.
  show(items) {
    const known = new Map(items.map((one) => [one.id, one]));
    for (const row of this.timed) clock(row, known.get(row.id)?.start ?? "", known.get(row.id)?.late);
    const { moved } = this;
    this.moved = null;
    if (moved) this.news.textContent = `${moved.title} is now ${this.place(moved)}, at ${moved.clock.textContent}.`;
  }

  place(row) {
    return `${this.timed.indexOf(row) + 1} of ${this.timed.length}`;
  }

  key(event) {
    const by = event.altKey && KEYS[event.key];
    const row = this.rows.find(({ line }) => line.contains(event.target));
    if (!by || !row) return;
    event.preventDefault(); // the number keeps its value
    this.step(row, by, event.composedPath()[0]);
  }

  step(row, by, focus) {
    const from = this.rows.indexOf(row);
    if (!this.put(row, from + by)) return;
    const kept = focus || (by < 0 ? row.earlier : row.later);
    (kept.disabled ? row.minutes : kept).focus();
    row.line.scrollIntoView({ block: "nearest" });
  }

  // Puts a row at another place; whether that changed anything.
  put(row, at) {
    const from = this.rows.indexOf(row);
    if (at === from || at < 0 || at >= this.rows.length) return false;
    this.rows.splice(from, 1);
    this.rows.splice(at, 0, row);
    // Moving its neighbours leaves the focus, and a finger that drags it, where they are.
    const [others, where] = at < from ? [this.rows.slice(at + 1, from + 1), "after"] : [this.rows.slice(from, at), "before"];
    if (where === "after") row.line.after(...others.map(({ line }) => line));
    else row.line.before(...others.map(({ line }) => line));
    this.moved = row;
    this.ends();
    this.changed();
    return true;
  }

  ends() {
    for (const row of this.timed) {
      row.earlier.disabled = row === this.rows[0];
      row.later.disabled = row === this.rows.at(-1);
    }
  }

  drag(event, row, grip) {
    if (event.button) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    row.line.classList.add("dragged");
    const move = ({ clientY }) => this.put(row, this.at(clientY, row));
    const end = () => {
      row.line.classList.remove("dragged");
      grip.removeEventListener("pointermove", move);
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("lostpointercapture", end, { once: true });
  }

  // Where a row is to stand when the pointer is at this height: past each row whose middle it has crossed.
  at(height, row) {
    const others = this.rows.filter((one) => one !== row);
    const middle = ({ line }) => (line.getBoundingClientRect().top + line.getBoundingClientRect().bottom) / 2;
    return others.filter((one) => middle(one) < height).length;
  }
}

const clock = ({ clock: cell }, start, late = 0) => {
  const told = late ? [element("span", { className: "late", textContent: ` ${late} min late` })] : [];
  cell.replaceChildren(start, ...told);
};
