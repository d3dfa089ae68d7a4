// A stand-in for the studio's engine: answers what README.md says, at once, with a region of three files.

const RUN = self.name;
const PREVIEW = new URL(`preview/${RUN}/`, self.location.href).href;
const bytes = (text) => new TextEncoder().encode(text);
const text = (data) => new TextDecoder().decode(data);

let region = null;
let busy = false;
let look = 0;
let seen = {};
let files = {};

const set = (path, words) => {
  files[path] = words;
  seen[path] = look += 1;
};

const page = (words) => `<!doctype html><html lang="en"><title>Ours</title><main><h1>${words}</h1></main>
<script src="${new URL("live/page.js", self.location.href).pathname}"></script>`;

const put = async (path, words, type) => {
  const shelf = await caches.open("studio-preview");
  await shelf.put(PREVIEW + path, new Response(bytes(words), { headers: { "Content-Type": type } }));
};

const made = [
  { path: "handouts/round-1/run-sheet.pdf", bytes: 91_000, kind: "handout", title: "Run sheet", round: "Meet the standard", notes: true },
  { path: "handouts/round-1/attendee.pdf", bytes: 61_000, kind: "handout", title: "Attendee pack", round: "Meet the standard", notes: false },
];

const answers = {
  begin: () => ({
    answer: "begin",
    hub: { name: "Peer groups", version: "2026.1", primary: "#174a6b" },
    fields: [
      { name: "name", label: "What is the group called", example: "Westshire Peer Group" },
      { name: "venue", label: "Where do you meet", example: "Town Hall, Westbury" },
      { name: "date", label: "On which day do you first meet", example: "20 January 2027" },
      { name: "start", label: "At what time do you start", example: "10:30" },
      { name: "heads", label: "How many people do you expect", example: "28" },
      { name: "primary", label: "Which colour is yours", example: "navy" },
    ],
  }),
  fork: ({ answers: given }) => {
    if (given.venue === "nowhere") return { answer: "trouble", message: "Nobody meets nowhere.", hint: "Name a place." };
    region = { id: "westshire", name: given.name };
    files = {};
    seen = {};
    for (const [path, words] of [["region.toml", given.name], ["README.md", "Read me."]]) set(path, words);
    return { answer: "forked", region, gaps: [], without_kit: "" };
  },
  open: (_, given) => {
    const [[first]] = Object.entries(given);
    if (first.endsWith(".zip")) given = { "region.toml": given[first] };
    if (!given["region.toml"]) return { answer: "trouble", message: "There is no region.toml in this.", hint: "Choose another." };
    files = {};
    seen = {};
    for (const [path, data] of Object.entries(given)) set(path, text(data));
    region = { id: "westshire", name: files["region.toml"].split("\n")[0] };
    return { answer: "opened", region };
  },
  state: ({ since }) => {
    const changed = Object.keys(files).filter((path) => seen[path] > since);
    return { answer: "state", look, gone: [], files: Object.fromEntries(changed.map((path) => [path, bytes(files[path])])) };
  },
  preview: async () => {
    const mistakes = [{ place: "pages/ours.md:3", message: "This link runs a script.", hint: "Take it out." }];
    if (files["region.toml"].includes("mistaken")) return { answer: "preview", mistakes, shown: false };
    await put("index.html", page(files["region.toml"].replace("\n", ", ")), "text/html");
    postMessage({ event: "changed", pages: ["index.html"], gone: [], mistakes: [] });
    return { answer: "preview", mistakes: [], shown: true };
  },
  build: () => ({ answer: "built", made, findings: [{ level: "warning", place: "region.toml:3", message: "No venue.", hint: "Say where." }] }),
  file: ({ path }) => ({ answer: "file", path, files: { [path]: bytes("%PDF-") } }),
  everything: () => ({ answer: "everything", name: "westshire-everything.zip", files: { "westshire-everything.zip": bytes("PK all") } }),
  region: () => ({ answer: "region", name: "westshire.zip", files: { "westshire.zip": bytes(files["region.toml"]) } }),
  receive: () => {
    set("upstream.toml", "2026.2");
    return { answer: "received", version: "2026.2", changed: true, questions: ["round-1/score#why"], news: [{ kind: "changed", message: "Round 1 was changed." }] };
  },
  editor: ({ request }) => {
    set("region.toml", `${files["region.toml"]}\n${request.words}`);
    return { answer: "editor", reply: { answer: "saved" }, changed: true };
  },
};

self.onmessage = async ({ data: { id, ask, files: given, ...rest } }) => {
  if (rest.request?.words === "crash") return setTimeout(() => { throw new Error("crashed"); });
  busy ||= ask === "build" && region.name === "Endless";
  if (busy) return; // the engine does one thing after the other
  postMessage({ event: "progress", said: `Doing ${ask}`, done: 1_000_000, of: 2_000_000 });
  postMessage({ id, ...(await answers[ask](rest, given || {})) });
};
