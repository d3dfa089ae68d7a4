// What is known of one section while it is edited, and how that changes. Pure: no page, no network.
//
// `mark` says on which words somebody builds. Whoever saves upon words that changed since is shown both and writes over
// nothing.

export const opened = (now, draft = null) => ({
  now,
  text: draft ? draft.text : now.text,
  why: draft ? draft.why : now.why,
  mark: draft ? draft.mark : now.mark,
  agreed: "",
  busy: false,
  findings: [],
  message: "",
  hint: "",
  other: null,
  done: null,
});

export const dirty = (state) => state.text !== state.now.text || state.why !== state.now.why;

export const typed = (state, field, value) => ({ ...state, [field]: value, agreed: "" });

export const asking = (state) => ({ ...state, busy: true, message: "", hint: "" });

export const saveRequest = (page, { now, text, why, mark, agreed }) => ({
  ask: "save",
  page,
  anchor: now.anchor,
  text,
  why,
  mark,
  agreed,
});

export const backRequest = (page, { now, mark, agreed }) => ({ ask: "back", page, anchor: now.anchor, mark, agreed });

const CHANGED = "This section was changed since you opened it, in another tab or in its file. Nothing was written over.";
const GONE = "The preview does not answer. What you wrote is kept in this tab.";
const START = "Start peerkit serve again in its folder, then save once more.";

export const gone = { answer: "trouble", message: GONE, hint: START };

export const answered = (state, reply) => {
  const idle = { ...state, busy: false, findings: reply.findings || [], agreed: "" };
  switch (reply.answer) {
    case "saved":
      return { ...idle, done: { message: reply.told || "Saved.", undo: reply.undo } };
    case "same":
      return { ...idle, done: { message: "Nothing was changed.", undo: null } };
    case "look":
      return { ...idle, agreed: reply.agreed, message: "It can be saved. First read what check says about it." };
    case "refused":
      return { ...idle, message: "Nothing was saved, because this would bring a mistake. Mend it first." };
    case "changed":
      return changed(idle, reply.now);
    default:
      return { ...idle, message: reply.message || GONE, hint: reply.hint || START };
  }
};

const changed = (state, now) => {
  const other = { title: "What it says now", text: now.text };
  return { ...state, now, mark: now.mark, message: CHANGED, hint: "Save yours, or use the other words.", other };
};

// Puts the words that are there now in place of mine, and mine beside them.
export const swapped = (state) => ({
  ...state,
  text: state.other.text,
  other: { title: state.other.title === MINE ? "What it says now" : MINE, text: state.text },
});

const MINE = "What you wrote";

// The name of a page by its address in the site, which lies at `base`.
export const pageName = (path, base = "/") => {
  const name = decodeURIComponent(path.slice(base.length));
  return (name === "" || name.endsWith("/") ? `${name}index` : name).replace(/\.html$/, "");
};
