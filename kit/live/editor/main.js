// The editor of a page of the preview: a button at each section that can be changed. Drafts live in this tab, so that
// neither a page that loads again nor a preview that was ended takes what somebody wrote.

import { Bar } from "./bar.js";
import { ask } from "./http.js";
import { SectionEditor } from "./section.js";
import { gone, pageName } from "./state.js";

const SOON = 60_000; // milliseconds in which a page that loads again, perhaps twice, still tells what was saved
const page = pageName(location.pathname, document.getElementById("peerkit--editor").dataset.base);
const editors = [];
let bar = null;
let stale = false;
let undoing = 0;

const stored = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(`peerkit-${key}`));
  } catch {
    return null;
  }
};

const store = (key, value) => {
  try {
    if (value === null) sessionStorage.removeItem(`peerkit-${key}`);
    else sessionStorage.setItem(`peerkit-${key}`, JSON.stringify(value));
  } catch {
    // Without storage a draft lives as long as its page.
  }
};

const desk = {
  ask,
  page,
  keep: (anchor, draft) => store(`draft-${page}#${anchor}`, draft),
  kept: (anchor) => stored(`draft-${page}#${anchor}`),
  done: (anchor, done) => store("done", { page, anchor, done, at: Date.now() }),
  told: (done) => {
    desk.done("", done);
    bar.tell(done);
    bar.refresh();
  },
  // An answer that is on its way comes before the page loads again: it would be lost.
  undo: async (mark) => {
    undoing += 1;
    const reply = await ask({ ask: "undo", mark }).catch(() => gone);
    undoing -= 1;
    setTimeout(desk.closed); // when it is told
    return reply;
  },
  closed: () => stale && !busy() && dispatchEvent(new Event("peerkit:free")),
};

const parts = () => (bar ? [bar, ...editors] : editors);
const busy = () => undoing > 0 || parts().some((one) => one.busy);

// The page has changed on the disk: while somebody writes, it waits.
addEventListener("peerkit:reload", (event) => {
  if (!busy()) return;
  stale = true;
  event.preventDefault();
});

addEventListener("beforeunload", (event) => {
  if (parts().some((one) => one.unsaved)) event.preventDefault();
});

const place = (section) => {
  const target = document.getElementById(section.anchor);
  const heading = target?.closest("section")?.querySelector(":scope > :is(h1, h2, h3, h4, h5, h6)");
  if (!heading) return;
  const host = document.createElement("div");
  heading.after(host);
  const editor = new SectionEditor(host, section, desk);
  editors.push(editor);
  if (desk.kept(section.anchor)) editor.open();
};

const tellDone = () => {
  const told = stored("done");
  if (!told || told.page !== page || Date.now() - told.at > SOON) return;
  if (told.anchor === "") return bar.tell(told.done);
  const editor = editors.find((one) => one.section.anchor === told.anchor);
  if (!editor) return;
  editor.tell(told.done);
  editor.opener.focus({ preventScroll: true });
};

// Pages that the kit makes by itself have no sections, and no bar.
const known = ({ sections }) => sections.length > 0;

const begin = async () => {
  const reply = await ask({ ask: "page", page });
  if (reply.answer !== "page" || !document.querySelector("main") || !known(reply)) return;
  const pencils = new CSSStyleSheet();
  pencils.replaceSync(".kit-pencil { display: none !important; }");
  document.adoptedStyleSheets.push(pencils);
  const host = document.createElement("div");
  document.querySelector("main").prepend(host);
  bar = new Bar(host, desk, reply);
  reply.sections.forEach(place);
  tellDone();
  bar.count();
};

begin().catch(() => {}); // a preview that has just ended: the page is there, and loads again when that is back
