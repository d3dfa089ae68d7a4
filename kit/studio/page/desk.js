// The only way to Python: messages to the worker, and its answers in the order of their numbers.

const ENDED = {
  answer: "trouble",
  message: "The studio's engine has ended.",
  hint: "What you saved is kept in this browser. Load this page again to go on.",
};

export class Desk {
  constructor(address, heard) {
    this.heard = heard; // is told of each event
    this.waiting = new Map();
    this.number = 0;
    this.worker = new Worker(address, { type: "module" });
    this.worker.addEventListener("message", ({ data }) => this.message(data));
    this.worker.addEventListener("error", (event) => this.fail(event.message));
  }

  ask(ask, more = {}) {
    if (!this.worker) return Promise.resolve(ENDED);
    this.number += 1;
    const id = this.number;
    const bytes = Object.values(more.files || {}).map((data) => data.buffer);
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ id, ask, ...more }, [...new Set(bytes)]);
    });
  }

  message(data) {
    if (data.event) return this.heard(data);
    this.waiting.get(data.id)?.(data);
    this.waiting.delete(data.id);
  }

  fail(message = "") {
    this.end();
    this.heard({ event: "failed", message: ENDED.message, hint: `${ENDED.hint} ${message}`.trim() });
  }

  // Gives back its memory; whoever waits is told.
  end() {
    this.worker?.terminate();
    this.worker = null;
    for (const resolve of this.waiting.values()) resolve(ENDED);
    this.waiting.clear();
  }
}
