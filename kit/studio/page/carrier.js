// How the preview's pages ask the editor in a studio: a message to the worker of their tab, which answers by the same
// function as `peerkit serve`. It stands in the place of http.js and has the same shape.

const script = document.getElementById("peerkit--editor");
const worker = new BroadcastChannel(script.dataset.channel);
const me = crypto.randomUUID();
const waiting = new Map();
let count = 0;

worker.addEventListener("message", ({ data }) => {
  const done = data.to && waiting.get(data.to);
  if (!done) return;
  waiting.delete(data.to);
  done(data.reply);
});

export const ask = (request) =>
  new Promise((resolve) => {
    count += 1;
    const from = `${me}-${count}`;
    waiting.set(from, resolve);
    worker.postMessage({ from, request });
  });
