// Keeps a page of the preview up to date: loads it again when it has changed, and shows mistakes above it.
(() => {
  "use strict";
  const { shown, channel, base } = document.currentScript.dataset;
  const PLACE = "peerkit-preview";
  const AGAIN = 1000; // milliseconds until the next try, when the preview has ended

  const style = `
    :host { all: initial; }
    section { box-sizing: border-box; position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh;
      overflow: auto; padding: 1rem 1.25rem 1.25rem; border-top: 6px solid #c8102e; background: #fff; color: #1a1a1a;
      font: 1rem/1.5 system-ui, sans-serif; box-shadow: 0 -4px 24px rgb(0 0 0 / 0.35); }
    div { max-width: 60rem; margin: 0 auto; }
    h2 { margin: 0 4rem 0.25rem 0; font-size: 1.2rem; line-height: 1.3; }
    p { margin: 0 0 0.5rem; }
    ul { margin: 0.75rem 0 0; padding: 0; list-style: none; }
    li { margin: 0 0 0.75rem; padding-left: 0.75rem; border-left: 3px solid #c8102e; overflow-wrap: anywhere; }
    code { font: 0.9rem/1.4 ui-monospace, monospace; color: #7a0a1c; }
    button { float: right; min-width: 2.75rem; min-height: 2.75rem; padding: 0.25rem 0.75rem; font: inherit;
      border: 1px solid currentcolor; border-radius: 4px; background: #fff; color: inherit; cursor: pointer; }
    button:focus-visible, section:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
    @media print { section { display: none; } }`;

  const host = document.createElement("div");
  host.lang = "en";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const alert = document.createElement("div");
  alert.setAttribute("role", "alert"); // there before its words, so that they are read out
  root.append(alert);
  document.body.append(host);

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  const entry = (one) => {
    const item = document.createElement("li");
    if (one.place) item.append(element("code", one.place));
    item.append(element("p", one.message));
    if (one.hint) item.append(element("p", one.hint));
    return item;
  };

  let told = "";
  const tell = (mistakes) => {
    const now = JSON.stringify(mistakes);
    if (now === told) return;
    told = now;
    alert.replaceChildren();
    if (!mistakes.length) return;
    const panel = document.createElement("section");
    panel.tabIndex = 0; // it scrolls, so keys must reach it
    panel.setAttribute("aria-label", "Mistakes");
    const inner = document.createElement("div");
    const close = element("button", "Hide");
    close.type = "button";
    close.addEventListener("click", () => alert.replaceChildren());
    const list = document.createElement("ul");
    list.append(...mistakes.map(entry));
    const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
    inner.append(
      close,
      element("h2", `The preview waits: ${count} to mend`),
      element("p", "You see the last good version. When the pages are mended and saved, this goes away by itself."),
      list,
    );
    panel.append(inner);
    alert.append(panel);
  };

  const keep = () => {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    } catch {
      // Without storage the page begins at its top.
    }
  };

  const restore = () => {
    try {
      const [path, x, y] = JSON.parse(sessionStorage.getItem(PLACE) || "[]");
      sessionStorage.removeItem(PLACE);
      if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
    } catch {
      // As above.
    }
  };

  const again = () => {
    keep();
    location.reload();
  };

  const hear = (news) => {
    if (!news.reload) return tell(news.mistakes);
    // What somebody writes in the editor of this page goes first.
    if (dispatchEvent(new Event("peerkit:reload", { cancelable: true }))) again();
  };

  // In a studio news come by a channel within the browser: which pages changed, or everything that a page may use.
  const listenHere = () => {
    const path = decodeURIComponent(location.pathname).slice(base.length);
    const own = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    new BroadcastChannel(channel).addEventListener("message", ({ data }) => {
      if (!data.news) return;
      const { pages, mistakes, assets } = data.news;
      hear({ reload: pages.includes(own) || assets, mistakes });
      tell(mistakes);
    });
  };

  const listen = () => {
    const here = new URLSearchParams({ path: location.pathname, shown });
    const socket = new WebSocket(`ws://${location.host}/.live/socket?${here}`);
    socket.addEventListener("message", (message) => {
      hear(JSON.parse(message.data));
    });
    socket.addEventListener("close", () => setTimeout(listen, AGAIN));
  };

  restore();
  addEventListener("load", restore);
  addEventListener("peerkit:free", again);
  if (channel) listenHere();
  else listen();
})();
