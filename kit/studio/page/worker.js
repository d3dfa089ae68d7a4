// The one place that talks to Python: loads Pyodide and the kit, hands each request to the kit's desk (kit/studio/desk.py)
// one after the other, and puts the preview's files where offline.js finds them. README.md has the messages.

const HERE = new URL("./", self.location.href);
const RUN = self.name; // talk.js names each tab
const PREVIEW = `${HERE.pathname}preview/${RUN}/`;
const LATER = ["handouts"]; // parts of a build whose packages come only when it is asked for

let facts = null;
let python = null;
let desk = null;
const loaded = new Set();
const owed = new Map(); // files of the preview that are not in the browser's cache yet, by path: a reply, or null to drop
const preview = new BroadcastChannel(`studio-${RUN}`);

const address = (file) => new URL(file, HERE).href;
const tell = (said, done = 0, of = 0) => postMessage({ event: "progress", said: String(said), done, of });

// Fetches files one after the other and says how far that is; what this browser has kept comes at once.
const fetched = async (parts, said) => {
  const of = parts.reduce((sum, part) => sum + part.bytes, 0);
  const found = {};
  let done = 0;
  let told = 0;
  for (const part of parts) {
    const reply = await fetch(address(part.file));
    if (!reply.ok) throw new Error(`${part.file} is not there (${reply.status}).`);
    const pieces = [];
    for (const reader = reply.body.getReader(); ;) {
      const { value, done: ended } = await reader.read();
      if (ended) break;
      pieces.push(value);
      done += value.byteLength;
      if (done - told > of / 200) tell(said, (told = Math.min(done, of)), of);
    }
    found[part.file] = await new Blob(pieces).arrayBuffer();
  }
  return found;
};

const unpack = (bytes, folder) => {
  python.FS.mkdirTree(folder);
  python.unpackArchive(bytes, "zip", { extractDir: folder });
};

const start = async () => {
  facts = await (await fetch(address("studio.json"))).json();
  const parts = facts.parts.filter((part) => part.when === "start");
  const files = await fetched(parts, "Loading the studio");
  tell("Starting Python");
  const { loadPyodide } = await import(address("pyodide/pyodide.mjs"));
  python = await loadPyodide({ indexURL: address("pyodide/"), env: { HOME: "/home/studio", NO_COLOR: "1" } });
  for (const [file, bytes] of Object.entries(files)) {
    if (file.startsWith("python/")) unpack(bytes, "/packages");
    if (file === "hub.zip") unpack(bytes, "/home/studio/hub");
  }
  tell("Starting the kit");
  const settings = python.toPy({ base: PREVIEW, run: RUN, cannot: facts.cannot, tell });
  python.globals.set("settings", settings);
  python.runPython(`
import sys
sys.path.insert(0, "/packages")
import os
from pathlib import Path
from kit.studio.desk import Desk
folder = Path("/home/studio")
os.chdir(folder)
desk = Desk(folder, folder / "hub", settings["tell"], settings["base"], settings["run"], frozenset(settings["cannot"]))

def asked(words, files):
    import json
    for answer, made in desk.ask(json.loads(words), {path: bytes(data) for path, data in files.items()}):
        yield json.dumps(answer), made
`);
  desk = python.globals.get("asked");
};

// Packages that only some outputs need.
const load = async (outputs) => {
  const wanted = LATER.filter((part) => !loaded.has(part) && (!outputs || outputs.includes(part)));
  const parts = facts.parts.filter((part) => wanted.includes(part.when));
  if (!parts.length) return;
  const files = await fetched(parts, "Loading what sets the handouts");
  for (const bytes of Object.values(files)) unpack(bytes, "/packages");
  python.runPython("import importlib; importlib.invalidate_caches()");
  wanted.forEach((part) => loaded.add(part));
};

// The preview's files go where offline.js answers from. What finds no room is owed until there is some.
const paid = async () => {
  const shelf = await caches.open("studio-preview");
  for (const [path, made] of owed) {
    const kept = new URL(PREVIEW + path.split("/").map(encodeURIComponent).join("/"), HERE).href;
    if (made) await shelf.put(kept, new Response(made.bytes, { headers: made.headers }));
    else await shelf.delete(kept);
    owed.delete(path);
  }
};

// Pages of the region that was here before are not those of the one that took its place.
const emptied = async () => {
  owed.clear();
  const shelf = await caches.open("studio-preview");
  const own = (await shelf.keys()).filter(({ url }) => url.startsWith(new URL(PREVIEW, HERE).href));
  await Promise.all(own.map((one) => shelf.delete(one)));
};

const show = async ({ headers, ...event }, files) => {
  for (const path of event.gone) owed.set(path, null);
  for (const [path, bytes] of Object.entries(files)) owed.set(path, { bytes, headers: headers[path] });
  await paid();
  preview.postMessage({ news: event });
};

// Hands one request to Python; events go out as they come, and the last reply is the answer.
const ask = async (request, files = {}) => {
  if (["build", "everything"].includes(request.ask)) await load(request.outputs);
  if (request.ask === "preview") await paid();
  const given = python.toPy(files);
  const steps = desk(JSON.stringify(request), given);
  let last = null;
  try {
    for (let step = steps.next(); !step.done; step = steps.next()) {
      const reply = JSON.parse(step.value.get(0));
      const made = step.value.get(1);
      const bytes = made.toJs({ dict_converter: Object.fromEntries });
      made.destroy();
      step.value.destroy();
      if (["forked", "opened"].includes(reply.answer)) await emptied();
      if (reply.event === "changed") await show(reply, bytes);
      if (reply.event) postMessage(reply);
      else last = { ...reply, files: bytes };
    }
  } finally {
    steps.destroy();
    given.destroy();
  }
  return last;
};

// What to say where something went wrong that the kit itself did not put into a sentence.
const inSentences = (error) =>
  error.name === "QuotaExceededError"
    ? ["This browser has no room to show your pages.", "Free some room on this device. Then choose “Show my pages again”, and nothing is lost."]
    : ["The studio itself made a mistake, and it is not yours. Your region is as it was saved last.", "Load this page again."];

const answer = async ({ id, files, ...request }) => {
  let said = null;
  try {
    if (!python) await start();
    said = { ...(await ask(request, files)), memory: python._module.HEAP8.length };
  } catch (error) {
    const [message, hint] = inSentences(error);
    said = { answer: "trouble", message, hint, details: String(error).slice(-3000), files: {} };
  }
  postMessage({ ...said, id }, Object.values(said.files).map((bytes) => bytes.buffer));
};

// One request after the other: the kit does one thing at a time.
let queue = Promise.resolve();
self.onmessage = ({ data }) => {
  queue = queue.then(() => answer(data));
};
