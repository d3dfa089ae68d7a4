// The form with which a group begins: what the desk asks for, in fields that fit. Answers are judged by the kit; what a
// browser knows by itself is said beside the field at once.

import { button, element, field } from "./live/parts.js";

const INPUTS = {
  name: { autocomplete: "organization", maxLength: 200 },
  id: { maxLength: 64, autocapitalize: "none", spellcheck: false },
  date: { type: "date", min: "2000-01-01", max: "2999-12-31" },
  start: { type: "time" },
  heads: { type: "number", min: 1, max: 10000, step: 1, inputMode: "numeric" },
  primary: { type: "color" },
};
const ID = { name: "id", label: "What is it called in names of files and folders", example: "westshire", more: "It stays for good; left empty, it comes from the name." };
const MEETING = ["date", "start", "heads"];
const WRONG = {
  name: "Every page shows the name, so it cannot wait.",
  id: "Write small letters, digits and hyphens only, such as westshire.",
  date: "This is no date that the calendar has.",
  start: "This is no time of the day, such as 10:30.",
  heads: "Write a whole number from 1 to 10,000, such as 28.",
};

const fits = {
  name: ({ value }) => value.trim() !== "",
  id: ({ value }) => value === "" || /^[a-z0-9][a-z0-9_-]*$/.test(value),
};

export class Form {
  constructor({ fields, hub }, send) {
    const [name, ...rest] = fields;
    this.inputs = new Map();
    this.own = element("input", { type: "checkbox", id: "own" });
    const some = (wanted) => rest.filter((one) => wanted(one.name)).map((one) => this.field(one));
    const colour = this.field({ name: "primary", label: "Which colour is yours", example: "" });
    this.inputs.get("primary").control.value = hub.primary || "#174a6b";
    colour.hidden = true;
    this.own.addEventListener("change", () => (colour.hidden = !this.own.checked));
    const label = element("label", { htmlFor: "own", textContent: "We have a colour of our own" });
    this.element = element(
      "form",
      { noValidate: true },
      this.field(name),
      this.field(ID),
      ...some((one) => one !== "primary" && !MEETING.includes(one)),
      group("Your first meeting", ...some((one) => MEETING.includes(one))),
      group("Your colour", element("p", { className: "choice" }, this.own, label), colour),
      element("div", { className: "row" }, button("Make our pages", () => {}, { type: "submit", className: "first" })),
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.right()) send(this.answers);
    });
  }

  field({ name, label, example, more = "" }) {
    const control = element("input", { type: "text", name, ...INPUTS[name] });
    const hint = [example && !(name in INPUTS && INPUTS[name].type) ? `Such as ${example}.` : "", more].join(" ").trim();
    const made = field(`${label}?`, control, hint);
    const wrong = element("p", { className: "wrong", id: `wrong-${name}`, role: "alert" });
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") || ""} ${wrong.id}`.trim());
    made.append(wrong);
    this.inputs.set(name, { control, wrong });
    return made;
  }

  // Says beside each field what cannot be right, and leads to the first.
  right() {
    const faulty = [...this.inputs].filter(([name, { control, wrong }]) => {
      const good = control.validity.valid && (fits[name]?.(control) ?? true);
      wrong.textContent = good ? "" : WRONG[name] || "Write it in other words.";
      control.setAttribute("aria-invalid", String(!good));
      return !good;
    });
    faulty[0]?.[1].control.focus();
    return !faulty.length;
  }

  get answers() {
    const given = [...this.inputs].map(([name, { control }]) => [name, control.value.trim()]);
    return Object.fromEntries(given.filter(([name, value]) => value && (name !== "primary" || this.own.checked)));
  }
}

const group = (words, ...parts) => element("fieldset", {}, element("legend", { textContent: words }), ...parts);
