// How the preview's pages ask the editor in a studio: a message to the studio's own page, which asks its worker and
// stores what changed before it answers. It stands in the place of http.js and has the same shape.

const SOON = 10_000; // milliseconds in which a page that is there has heard a request, however long the answer takes
const CLOSED = {
  answer: "trouble",
  message: "The studio does not answer. What you wrote is kept in this tab.",
  hint: "Open the studio again in its own tab, and copy what you wrote from here.",
};

const script = document.getElementById("peerkit--editor");
const studio = new BroadcastChannel(script.dataset.channel);
const me = crypto.randomUUID();
const waiting = new Map();
let count = 0;

studio.addEventListener("message", ({ data }) => {
  const asked = waiting.get(data.heard || data.to);
  if (!asked) return;
  clearTimeout(asked.timer);
  if (data.heard) return;
  waiting.delete(data.to);
  asked.resolve(data.reply);
});

export const ask = (request) =>
  new Promise((resolve) => {
    count += 1;
    const from = `${me}-${count}`;
    waiting.set(from, { resolve, timer: setTimeout(() => resolve(CLOSED), SOON) });
    studio.postMessage({ from, request });
  });
