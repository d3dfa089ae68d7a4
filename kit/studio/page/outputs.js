// Papers and slides: made when somebody asks, listed by their rounds, to be opened and downloaded.

import { button, element, told } from "./live/parts.js";
import { address, download, only } from "./download.js";
import { fileName, partName, size } from "./words.js";

const PARTS = ["handouts", "decks"];

export class Outputs {
  constructor(studio) {
    this.studio = studio;
    this.list = element("div");
    this.maker = button("Make them", () => this.make(), { className: "first" });
    this.stale = element("p", { role: "status" });
    const cannot = PARTS.filter((part) => studio.facts.cannot.includes(part));
    const lacking = cannot.length ? `Not made in this studio: ${cannot.map(partName).join(", ")}. The command line makes them from the region that you save.` : "";
    this.element = element(
      "section",
      {},
      element("h1", { textContent: "Papers and slides", tabIndex: -1 }),
      element("p", { textContent: "Handouts, run sheets, room kit and the other papers, as PDFs to print." }),
      ...(lacking ? [element("p", { textContent: lacking })] : []),
      element("div", { className: "row" }, this.maker),
      this.stale,
      this.list,
    );
  }

  changed() {
    if (this.list.children.length) this.stale.textContent = "Your pages changed since these were made. Make them again.";
  }

  async make() {
    const outputs = PARTS.filter((part) => !this.studio.facts.cannot.includes(part));
    const reply = await this.studio.asked({ ask: "build", outputs }, "Making papers");
    if (!reply) return;
    this.stale.textContent = "";
    this.maker.textContent = "Make them again";
    this.show(reply);
  }

  show({ made, findings }) {
    const shown = made.filter(({ kind }) => kind !== "manifest" && kind !== "site");
    const rounds = [...new Set(shown.map(({ round }) => round))];
    this.list.replaceChildren(
      ...rounds.flatMap((one) => this.round(one, shown.filter(({ round }) => round === one))),
      ...(findings.length ? [element("h2", { textContent: "What check says" }), ...told({ findings })] : []),
    );
  }

  round(name, files) {
    const head = ["What", "Size", "Get it"].map((words) => element("th", { scope: "col", textContent: words }));
    const rows = element("tbody", {}, ...files.map((one) => this.row(one)));
    const table = element("table", { className: "files" }, element("thead", {}, element("tr", {}, ...head)), rows);
    const title = element("h2", { textContent: name || "For every round" });
    return [title, table];
  }

  row({ path, bytes, notes, round, title }) {
    const name = fileName(path);
    const forWhom = notes ? " (for facilitators)" : "";
    const get = button("Download", async () => this.fetch(path, (data) => download(data, name)));
    const called = round ? `${title}, ${round}` : title; // each round has its own badges
    get.setAttribute("aria-label", `Download ${called}`);
    const both = [get];
    if (name.endsWith(".pdf")) {
      const open = button("Open", async () => this.open(path, name));
      open.setAttribute("aria-label", `Open ${called} in a new tab`);
      both.unshift(open);
    }
    return element(
      "tr",
      {},
      element("th", { scope: "row", textContent: title + forWhom }),
      element("td", { textContent: size(bytes) }),
      element("td", {}, element("div", { className: "row" }, ...both)),
    );
  }

  // The tab is opened with the click, because browsers let none open later.
  async open(path, name) {
    const tab = window.open("", "_blank");
    await this.fetch(path, (data) => {
      if (tab) tab.location = address(data, name);
      else download(data, name);
    });
  }

  async fetch(path, use) {
    const reply = await this.studio.asked({ ask: "file", path }, "Fetching the file");
    if (reply) use(only(reply.files));
  }
}
