// Small pieces of a page, and the look that all parts of the editor share.

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};

export const button = (words, act, attributes = {}) => {
  const made = element("button", { type: "button", textContent: words, ...attributes });
  made.addEventListener("click", act);
  return made;
};

let number = 0;

// A label and its field, with a hint that is read out with it.
export const field = (words, control, hint = "") => {
  number += 1;
  control.id = `field-${number}`;
  const label = element("label", { htmlFor: control.id, textContent: words });
  if (!hint) return element("div", { className: "field" }, label, control);
  control.setAttribute("aria-describedby", `hint-${number}`);
  const told = element("p", { className: "hint", id: `hint-${number}`, textContent: hint });
  return element("div", { className: "field" }, label, told, control);
};

const finding = (one) => {
  const item = element("li", { className: one.level });
  item.append(element("strong", { textContent: one.level === "error" ? "Mistake: " : "To look at: " }), one.message);
  if (one.hint) item.append(" ", one.hint);
  item.append(" ", element("code", { textContent: one.place }));
  return item;
};

const findingList = (found) => element("ul", { className: "findings" }, ...found.map(finding));

// What an answer says, and what check found.
export const told = ({ message = "", hint = "", findings = [] }) => [
  ...(message ? [element("p", { textContent: `${message} ${hint}`.trim() })] : []),
  ...(findings.length ? [findingList(findings)] : []),
];

export const shadow = (host) => {
  host.lang = "en";
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [look];
  return root;
};

export const look = new CSSStyleSheet();
look.replaceSync(`
  :host { all: initial; display: block; margin: 0.25rem 0 0.75rem; font: 1rem/1.5 system-ui, sans-serif;
    color: var(--color-foreground-primary, CanvasText); }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  form, .panel, dialog { padding: 1rem; border: 2px solid var(--color-foreground-border, currentcolor);
    border-radius: 0.6rem; background: var(--color-background-primary, Canvas);
    color: var(--color-foreground-primary, CanvasText); }
  dialog { width: min(46rem, calc(100vw - 1rem)); max-width: none; max-height: calc(100vh - 2rem); overflow: auto; }
  dialog::backdrop { background: rgb(0 0 0 / 0.5); }
  h2, h3, .head { margin: 0 0 0.5rem; font-size: 1.15rem; font-weight: 700; line-height: 1.3; }
  h3 { font-size: 1rem; }
  p { margin: 0 0 0.75rem; }
  p.label { margin: 0 0 0.25rem; }
  .field { margin: 0 0 0.75rem; }
  .pair { display: grid; gap: 0 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
  .hub { display: flex; flex-direction: column; min-width: 0; }
  .hub pre { flex: 1; max-height: 24rem; }
  label, .label { display: block; font-weight: 600; }
  .hint, .where { margin: 0 0 0.25rem; color: var(--color-foreground-secondary, CanvasText); font-size: 0.95rem;
    overflow-wrap: anywhere; }
  input, textarea, select { display: block; width: 100%; min-height: 2.75rem; padding: 0.5rem; font: inherit;
    color: inherit; background: var(--color-background-primary, Field);
    border: 1px solid var(--color-foreground-border, currentcolor); border-radius: 4px; }
  textarea { min-height: 14rem; resize: vertical; font: 1rem/1.5 ui-monospace, monospace; }
  textarea.short { min-height: 7rem; }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0.5rem 0 0; }
  button { min-height: 2.75rem; padding: 0.4rem 0.9rem; font: inherit; cursor: pointer; color: inherit;
    background: var(--color-background-primary, ButtonFace);
    border: 1px solid var(--color-foreground-border, currentcolor); border-radius: 4px; }
  button.first { font-weight: 600; border-width: 2px; border-color: var(--color-brand-primary, currentcolor);
    color: var(--color-background-primary, ButtonText); background: var(--color-brand-primary, ButtonFace); }
  button[aria-disabled="true"] { opacity: 0.7; cursor: progress; }
  button.change { min-height: 1.75rem; padding: 0; border: 0; background: none; font-size: 0.95rem;
    color: var(--color-link, currentcolor); text-decoration: underline; text-underline-offset: 0.2em; }
  :focus-visible { outline: 3px solid var(--color-brand-content, Highlight); outline-offset: 2px; }
  .message:not(:empty) { padding: 0.5rem 0.75rem; margin: 0.75rem 0;
    border-left: 4px solid var(--kit-care, currentcolor); }
  .message > :last-child { margin-bottom: 0; }
  ul { margin: 0.5rem 0; padding: 0; list-style: none; }
  .findings li { margin: 0 0 0.5rem; padding-left: 0.75rem; border-left: 4px solid var(--kit-care, currentcolor);
    overflow-wrap: anywhere; }
  .findings .error { border-color: var(--kit-bad, currentcolor); }
  code, pre { font: 0.95rem/1.5 ui-monospace, monospace; }
  pre { max-height: 20rem; overflow: auto; margin: 0 0 0.75rem; padding: 0.5rem; white-space: pre-wrap;
    overflow-wrap: anywhere; border: 1px solid var(--color-foreground-border, currentcolor); border-radius: 4px; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: 0.3rem 0.4rem 0.3rem 0; text-align: left; vertical-align: middle; }
  td input { width: 5.5rem; }
  .day td:first-child { min-width: 4.5rem; }
  .day .late { display: block; font-weight: 700; font-size: 0.9rem; }
  .day .dragged { outline: 2px solid var(--color-brand-content, Highlight); outline-offset: -2px; }
  .day .sitting th { padding-top: 0.9rem; border-bottom: 1px solid var(--color-foreground-border, currentcolor); }
  .moves { display: flex; gap: 0.25rem; align-items: center; }
  button.move { min-width: 2.25rem; min-height: 2.25rem; padding: 0; }
  button:disabled { opacity: 0.4; cursor: default; }
  .grip { padding: 0.5rem; font-size: 1.25rem; line-height: 1; cursor: grab; touch-action: none; user-select: none; }
  .dragged .grip { cursor: grabbing; }
  @media (max-width: 30rem) {
    .day thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
    .day tbody { display: block; }
    .day tr { display: flex; flex-wrap: wrap; align-items: center; padding: 0.25rem 0;
      border-top: 1px solid var(--color-foreground-border, currentcolor); }
    .day td:nth-child(3) { order: -1; flex: 1 0 100%; padding-bottom: 0; }
    .day td:last-child { padding-right: 0; }
    .day td input { width: 4rem; }
    .day .sitting th { flex: 1; border: 0; }
  }
  .bar { margin: 0; }
  .bar button { min-height: 2.25rem; padding: 0.2rem 0.75rem; font-size: 0.95rem; }
  details { margin: 0 0 0.75rem; }
  summary { padding: 0.4rem 0; cursor: pointer; font-weight: 600; }
  dialog article { padding: 0.75rem 0; border-top: 1px solid var(--color-foreground-border, currentcolor); }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (forced-colors: active) {
    button, button.first { color: ButtonText; background: ButtonFace; border-color: ButtonText; }
    button.change { border: 0; color: LinkText; }
    form, .panel, dialog { border-color: CanvasText; }
  }
  @media print { :host { display: none; } }
`);
