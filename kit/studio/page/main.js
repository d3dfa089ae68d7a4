// The studio: loads what it needs when somebody begins, keeps each change in this browser, and shows what is made.

import { button, element, told } from "./live/parts.js";
import { Form } from "./form.js";
import * as folder from "./folder.js";
import { saveRegion } from "./keeping.js";
import { Full, lasting, Store } from "./storage.js";
import { Turn } from "./tabs.js";
import { ask, CHANNEL, end, onEvent, PREVIEW, stored, UNABLE } from "./talk.js";
import { elsewhere, unable, welcome } from "./welcome.js";
import { megabytes, when } from "./words.js";
import { Work } from "./work.js";

const HERE = new URL("./", document.baseURI).pathname;
const TOOK = `peerkit-studio-took ${HERE}`;
const at = (id) => document.getElementById(id);
const ROOM = "This browser has no room for your last change. Everything before it is kept, and the change is lost when you close this tab.";
const UNKEPT = "Changed, but not stored: the top of the studio says why. It is lost if you close the studio now.";
const MISTAKEN = "Your pages cannot be shown as they are now. Mend these mistakes in the region's files, then open it again:";
const WAITS = "What you do on your pages waits until this is done.";

class Studio {
  constructor(facts, store) {
    this.facts = facts;
    this.store = store;
    this.kept = null; // what the browser has kept of a region, before one is open
    this.region = null;
    this.look = 0;
    this.work = null;
    this.keeping = Promise.resolve();
    this.unkept = []; // what is said for as long as a change is not stored
    this.turn = new Turn(HERE, { leaving: () => this.leave() });
    this.before = Number(localStorage.getItem(TOOK)) || 0;
    onEvent((event) => this.hear(event));
    this.listen();
  }

  async begin() {
    this.kept = await this.store.glance();
    this.here = await stored(this.facts);
    if (!this.turn.mine && !(await this.turn.take())) return this.show(elsewhere(this.kept, () => this.takeOver()));
    this.show(welcome(this));
    if (this.kept && this.here) this.warm();
  }

  // Whoever comes back most likely goes on: starting Python while they read takes no data, and a third off the wait.
  async warm() {
    await ask({ ask: "begin" });
    if (!this.busy) this.doing("");
  }

  async takeOver() {
    await this.turn.takeOver();
    await this.begin();
  }

  show(parts) {
    at("view").replaceChildren(...parts);
    this.notice({});
    const heading = at("view").querySelector("h1");
    document.title = `${heading.textContent} · ${this.facts.hub.name}`;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  notice(answer, ...more) {
    at("notice").replaceChildren(...this.unkept, ...told(answer), ...more);
    if (at("notice").hasChildNodes()) at("notice").scrollIntoView({ block: "nearest" });
  }

  doing(said, done = 0, of = 0) {
    this.said = [said, done, of];
    at("doing").hidden = !said;
    const bar = document.querySelector("#doing progress");
    if (of) Object.assign(bar, { max: of, value: done });
    else bar.removeAttribute("value");
    const what = of ? `${said}: ${megabytes(of)}` : said; // how far it is would be read out again and again
    const words = this.waits ? `${what}. ${WAITS}` : what;
    if (at("said").textContent !== words) at("said").textContent = words;
  }

  // The answer; null where there is none but a reason, which is then on the page.
  async asked(request, said, files = {}) {
    if (this.busy === request.ask) return null; // a second click on a button is no second wish
    if (this.busy) return this.refused();
    this.busy = request.ask;
    this.notice({});
    this.doing(said);
    const reply = await ask(request, files);
    this.busy = "";
    this.doing("");
    if (!["trouble", "refused"].includes(reply.answer)) return reply;
    this.notice(reply);
    return null;
  }

  // One thing at a time: what is under way stands at the foot of the page.
  refused() {
    this.notice({ message: "The studio does something else at this moment.", hint: "Choose this again when that is done." });
    return null;
  }

  hear(event) {
    if (event.event === "progress") this.doing(event.said, event.done, event.of);
    if (event.event === "failed") this.notice(event);
    if (event.event === "region") this.keep();
    if (event.event === "changed") this.work?.outputs.changed();
  }

  // Pages of the preview ask the editor by way of this page, so that what they call saved is stored by then.
  listen() {
    const pages = new BroadcastChannel(CHANNEL);
    pages.addEventListener("message", async ({ data }) => {
      if (!data.request) return;
      pages.postMessage({ heard: data.from });
      this.waits = Boolean(this.busy);
      if (this.waits) this.doing(...this.said);
      const { reply, changed, ...trouble } = await ask({ ask: "editor", request: data.request });
      this.waits = false;
      const lost = changed && !(await this.keep());
      pages.postMessage({ to: data.from, reply: { ...(reply || trouble), ...(lost && { told: UNKEPT, message: UNKEPT }) } });
      if (changed) await this.preview();
    });
  }

  async start() {
    this.began = performance.now();
    const begun = await this.asked({ ask: "begin" }, "Loading the studio");
    if (!begun) return;
    this.loading = performance.now() - this.began; // what somebody then thinks and types is no loading
    const form = new Form(begun, (answers) => this.fork(answers));
    const title = element("h1", { textContent: "Start a group", tabIndex: -1 });
    const words = element("p", { textContent: "You can leave everything but the name for later." });
    this.show([title, words, form.element]);
  }

  async fork(answers) {
    if (!this.replaces()) return;
    this.began = performance.now() - this.loading;
    const made = await this.asked({ ask: "fork", answers, instead: true }, "Making your region");
    if (made) await this.opened(made);
  }

  async open(files, handle = null) {
    if (!this.work && !this.replaces()) return;
    const made = await this.asked({ ask: "open", instead: true }, "Opening your region", files);
    if (!made) return;
    await this.store.keepFolder(handle).catch(() => {}); // no room: what is kept says so
    await this.opened(made);
  }

  // Whether the region that is kept may be given up for another one.
  replaces() {
    const name = this.kept?.region.name;
    return !name || confirm(`${name} is kept in this browser, and another region takes its place. Did you save ${name}?`);
  }

  async goOn() {
    this.began = performance.now();
    const { files } = await this.store.load();
    const made = await this.asked({ ask: "open", instead: true }, "Loading the studio", files);
    if (made) await this.opened(made);
  }

  async opened({ region }) {
    this.region = region;
    this.look = 0;
    await this.keep();
    lasting();
    cleared();
    this.work = new Work(this);
    this.show(this.work.elements);
    await this.followAgain();
    await this.preview();
    if (this.began) localStorage.setItem(TOOK, String((performance.now() - this.began) / 1000));
    this.began = 0;
  }

  // The region changed by what this page asked for itself.
  async edited() {
    await this.keep();
    await this.preview();
  }

  again() {
    this.notice({});
    return this.edited();
  }

  async preview() {
    this.doing("Making your pages");
    const reply = await ask({ ask: "preview" });
    this.doing("");
    if (reply.answer !== "preview") return this.notice(reply, element("div", { className: "row" }, button("Show my pages again", () => this.again())));
    const findings = reply.mistakes.map((one) => ({ ...one, level: "error" }));
    if (findings.length) this.notice({ message: MISTAKEN, findings });
    if (reply.shown) this.work?.ready();
  }

  // Stores what changed; one after the other, so that none overtakes an older one. Tells whether all is stored now.
  keep() {
    this.keeping = this.keeping.then(() => this.stored()).then(() => this.keptAll(), (error) => this.notKept(error));
    return this.keeping;
  }

  keptAll() {
    if (!this.unkept.length) return true;
    this.unkept = [];
    this.notice({});
    return true;
  }

  async stored() {
    if (!this.region) return;
    const { answer, look, files, gone, message } = await ask({ ask: "state", since: this.look });
    if (answer !== "state" || !this.turn.mine) throw new Error(message);
    if (look === this.look) return;
    const changes = { ...files, ...Object.fromEntries(gone.map((path) => [path, null])) };
    const now = Date.now();
    await this.store.save(this.region, changes, this.look === 0, now);
    this.look = look;
    this.kept = { region: this.region, at: now };
    at("kept").textContent = `${this.region.name}: saved in this browser ${when(now)}`;
    if (this.handle) await folder.write(this.handle, changes);
  }

  notKept(error) {
    if (!this.turn.mine) return false; // another tab goes on, which the page says
    const save = element("div", { className: "row" }, button("Save my region now", () => saveRegion(this)));
    const words = error instanceof Full ? ROOM : `Your last change could not be stored (${error.message}). Save your region as a file.`;
    this.unkept = [element("p", { textContent: words }), save];
    this.notice({});
    return false;
  }

  // From now on the folder holds what this browser keeps.
  async follow(handle, place) {
    const there = await folder.read(handle);
    const strange = Object.keys(there).length && !("region.toml" in there);
    if (strange) return (place.textContent = `${handle.name} holds other files. Choose an empty folder, or that of this region.`);
    if ("region.toml" in there && !confirm(`The files of the region in ${handle.name} are written over.`)) return;
    const { files } = await ask({ ask: "state", since: 0 });
    await folder.write(handle, files);
    this.handle = handle;
    await this.store.keepFolder(handle).catch((error) => this.notKept(error));
    place.textContent = `${handle.name} follows each change.`;
  }

  async followAgain() {
    const handle = await this.store.folder();
    this.handle = null;
    if (!handle) return;
    const { folder: place } = this.work.keeping;
    if (await folder.allowed(handle)) {
      this.handle = handle;
      place.textContent = `${handle.name} follows each change.`;
    } else {
      place.textContent = `${handle.name} held a copy before. Choose it again to go on.`;
    }
  }

  // Another tab goes on: what there is is stored first, and what is on the page stays to be read.
  async leave() {
    if (this.turn.mine) await this.keep();
    end();
    const again = button("Work here again", () => location.reload());
    this.notice({ message: "You work in another tab now, so this one has stopped." }, element("div", { className: "row" }, again));
  }
}

// The previews of tabs that are gone need no room any more.
const cleared = async () => {
  const shelf = await caches.open("studio-preview");
  const own = new URL("preview/", document.baseURI).href;
  const others = (await shelf.keys()).filter(({ url }) => url.startsWith(own) && !url.startsWith(PREVIEW));
  await Promise.all(others.map((one) => shelf.delete(one)));
};

const begun = async () => {
  const facts = await (await fetch("studio.json")).json();
  document.querySelector(".hub").textContent = `${facts.hub.name}: studio`;
  await new Studio(facts, await Store.open(HERE)).begin();
};

// Without storage, locks or a safe address nothing that somebody writes could be kept.
begun().catch((error) => at("view").replaceChildren(...unable(UNABLE, error)));
