// Lets the studio work without a network once it was opened, and answers for the preview, whose files the worker keeps.

const BUILD = "@build@";
const HERE = new URL("./", self.location.href);
const SHELVES = `studio ${HERE.pathname} `; // other studios at this host have their own
const OWN = `${SHELVES}${BUILD}`;
const PREVIEW = "studio-preview";

const small = async () => {
  const facts = await (await fetch(new URL("studio.json", HERE), { cache: "no-store" })).json();
  return ["./", "studio.json", ...facts.page.filter((file) => file !== "offline.js")].map((file) => new URL(file, HERE).href);
};

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const shelf = await caches.open(OWN);
    await shelf.addAll((await small()).map((file) => new Request(file, { cache: "no-cache" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(SHELVES) && name !== OWN);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

const missing = () => {
  const page = "<!doctype html><html lang=en><title>Nothing here yet</title><p>The preview has no such page.";
  return new Response(page, { status: 404, headers: { "Content-Type": "text/html; charset=utf-8" } });
};

const shown = async (url) => {
  const shelf = await caches.open(PREVIEW);
  const path = url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname;
  return (await shelf.match(new URL(path, url).href)) || missing();
};

const own = async (request, url) => {
  const shelf = await caches.open(OWN);
  const name = new URL(url.pathname, url).href;
  const kept = await shelf.match(name);
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.ok) {
    try {
      await shelf.put(name, reply.clone());
    } catch {
      // No room: the studio works as long as there is a network.
    }
  }
  return reply;
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(HERE.href)) return;
  const preview = url.pathname.startsWith(`${HERE.pathname}preview/`);
  event.respondWith(preview ? shown(url) : own(event.request, url));
});
