// Starts the worker of this tab and asks it: `ask(request, files)` returns a promise of the answer. README.md has the
// messages. The service worker comes first, so that the worker's own loading goes through it and is kept.

export const RUN = crypto.randomUUID();
export const PREVIEW = new URL(`preview/${RUN}/`, document.baseURI).href;
export const CHANNEL = `studio-${RUN}`;

const ENDED = {
  answer: "trouble",
  message: "The studio has stopped in this tab.",
  hint: "Your region is kept in this browser. Load this page again to go on.",
};

const waiting = new Map();
const heard = new Set();
let count = 0;
let worker = null;
let ended = false;

export const UNABLE = {
  answer: "trouble",
  message: "This browser does not let the studio keep or show pages of its own.",
  hint: "Use a current browser, in a window that is not private, at an address that begins with https, on a device that is not full.",
};

const installed = (worker) =>
  new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => worker.state === "redundant" && reject(new Error("redundant")));
    navigator.serviceWorker.ready.then(resolve);
  });

const keeping = async () => {
  const registered = await navigator.serviceWorker.register("offline.js");
  if (registered.installing) await installed(registered.installing);
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
};

const hear = (data) => {
  if (data.event) return heard.forEach((tell) => tell(data));
  waiting.get(data.id)?.(data);
  waiting.delete(data.id);
};

const started = async () => {
  await keeping();
  worker = new Worker("worker.js", { type: "module", name: RUN });
  worker.addEventListener("message", ({ data }) => hear(data));
  worker.addEventListener("error", ({ message }) => {
    end();
    hear({ event: "failed", ...ENDED, hint: `${ENDED.hint} ${message || ""}`.trim() });
  });
};

// Calls `tell` with each event of the worker.
export const onEvent = (tell) => heard.add(tell);

let starting = null;

export const ask = async (request, files = {}) => {
  try {
    if (!ended) await (starting ||= started());
  } catch {
    starting = null;
    return UNABLE;
  }
  if (ended) return ENDED;
  count += 1;
  const id = count;
  const answer = new Promise((resolve) => waiting.set(id, resolve));
  worker.postMessage({ ...request, id, files }, [...new Set(Object.values(files).map((bytes) => bytes.buffer))]);
  return answer;
};

// Whether this browser holds all that a start takes: it may have thrown it away, or the studio may be a newer one.
export const stored = async ({ parts }) => {
  const wanted = parts.filter(({ when }) => when === "start").map(({ file }) => new URL(file, document.baseURI).href);
  const found = await Promise.all(wanted.map((file) => caches.match(file)));
  return found.every(Boolean);
};

// Gives back the worker's memory; whoever waits is told.
export const end = () => {
  ended = true;
  worker?.terminate();
  for (const resolve of waiting.values()) resolve(ENDED);
  waiting.clear();
};
