// Keep and share: the region and all that it makes as files, a folder on the disk, and what the hub improved.

import { button, element } from "./live/parts.js";
import { download, only } from "./download.js";
import * as folder from "./folder.js";
import { zipField } from "./welcome.js";

const SAVE = "The region is what you work on: open it here again, in another browser, or with the command line.";
const ALL = "Web pages and papers, ready for a web team or a USB stick. Papers for facilitators are in it.";
const RECEIVE = "What the hub improved since comes into your pages, and what you changed stays.";

const part = (title, words, ...rest) => [
  element("h2", { textContent: title }),
  element("p", { textContent: words }),
  ...rest,
];
const row = (...parts) => element("div", { className: "row" }, ...parts);

export class Keeping {
  constructor(studio) {
    this.studio = studio;
    this.received = element("div", { role: "status" });
    this.folder = element("p", { role: "status" });
    this.element = element(
      "section",
      {},
      element("h1", { textContent: "Keep and share", tabIndex: -1 }),
      ...part("Your region", SAVE, row(
        button("Save my region", () => saveRegion(studio), { className: "first" }),
        ...zipField("Open my region", (files) => this.open(files)),
      )),
      ...part("Everything that it makes", ALL, row(button("Download everything", () => this.everything()))),
      ...part("Improvements", RECEIVE, row(
        button("Receive improvements", () => this.receive({})),
        ...zipField("From a newer zip of the hub", (files) => this.receive(files)),
      ), this.received),
      ...(folder.possible() ? part("A folder on this computer", "A copy of the region that follows each change.", row(button("Choose a folder", () => this.choose())), this.folder) : []),
    );
  }

  open(files) {
    const { name } = this.studio.region;
    if (confirm(`What you open takes the place of ${name} in this browser. Did you save ${name}?`)) return this.studio.open(files);
  }

  async everything() {
    const reply = await this.studio.asked({ ask: "everything" }, "Making everything");
    if (reply) download(only(reply.files), reply.name);
  }

  async receive(files) {
    const reply = await this.studio.asked({ ask: "receive" }, "Receiving improvements", files);
    if (!reply) return;
    this.received.replaceChildren(...report(reply));
    if (reply.changed) await this.studio.edited();
  }

  async choose() {
    const handle = await folder.choose().catch(() => null);
    const lost = (error) => (this.folder.textContent = `${handle.name} could not be written (${error.message}).`);
    if (handle) await this.studio.follow(handle, this.folder).catch(lost);
  }
}

export const saveRegion = async (studio) => {
  const reply = await studio.asked({ ask: "region" }, "Packing your region");
  if (reply) download(only(reply.files), reply.name);
};

const report = ({ changed, version, news, questions }) => {
  const open = questions.length === 1 ? "One question is open" : `${questions.length} questions are open`;
  const told = changed ? `Your pages are at version ${version} now.` : "There is nothing new.";
  return [
    element("p", { textContent: told }),
    ...(news.length ? [element("ul", {}, ...news.map(({ message }) => element("li", { textContent: message })))] : []),
    ...(questions.length ? [element("p", { textContent: `${open}: on your pages, choose “Settle open questions”.` })] : []),
  ];
};
