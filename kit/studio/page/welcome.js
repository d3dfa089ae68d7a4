// What somebody sees first: what there is to load, said before anything is loaded, and the ways to begin.

import { button, element } from "./live/parts.js";
import { read } from "./download.js";
import * as folder from "./folder.js";
import { megabytes, partName, seconds, when } from "./words.js";

const paragraph = (...words) => element("p", {}, ...words);
const bytes = (parts, wanted) => parts.filter((part) => wanted(part.when)).reduce((sum, part) => sum + part.bytes, 0);

const toLoad = (facts, before, here) => {
  const took = before ? ` It took ${seconds(before)} here last time until the first pages were shown.` : "";
  if (here) return paragraph(`Everything that the pages take is in this browser already.${took}`);
  const start = bytes(facts.parts, (when) => when === "start");
  const later = bytes(facts.parts, (when) => when !== "start");
  const takes = facts.seconds ? ` Once that is here, the first pages take about ${seconds(facts.seconds)}.` : "";
  const more = later ? ` Papers need ${megabytes(later)} more, when you first make them.` : "";
  return paragraph(`This loads ${megabytes(start)}, once; afterwards it works without a network.${takes}${more}`);
};

const lacking = ({ cannot, pictures }) => [
  ...(cannot.length ? [`Not made here: ${cannot.map(partName).join(", ")}. The command line makes them from the region that you save.`] : []),
  ...(pictures ? [] : ["Pictures cannot be looked into here, so they are left out with a notice, never let through unchecked."]),
];

export const zipField = (words, chosen) => {
  const input = element("input", { type: "file", accept: ".zip,application/zip", hidden: true, tabIndex: -1 });
  input.addEventListener("change", async () => {
    if (input.files.length) await chosen(await read(input.files[0]));
    input.value = "";
  });
  return [button(words, () => input.click()), input];
};

// `studio` has facts, before (seconds, if it was loaded before), here (whether it need not load again), kept, goOn(), start() and open(files).
export const welcome = (studio) => {
  const { facts, kept, before, here } = studio;
  const openFolder = async () => {
    const handle = await folder.choose().catch(() => null);
    if (handle) await studio.open(await folder.read(handle), handle);
  };
  const others = [
    button(kept ? "Start another group" : "Start a group", () => studio.start(), { className: kept ? "" : "first" }),
    ...zipField("Open my region", (files) => studio.open(files)),
    ...(folder.possible() ? [button("Open a folder", openFolder)] : []),
  ];
  const lead = "Make your group's web pages, handouts and agenda in this browser. Nothing is installed, you need no account, and nothing that you write is sent anywhere.";
  const goOn = kept
    ? [
        paragraph(`${kept.region.name} is kept in this browser. It was saved ${when(kept.at)}.`),
        element("div", { className: "row" }, button(`Go on with ${kept.region.name}`, () => studio.goOn(), { className: "first" })),
        element("h2", { textContent: "Or begin anew" }),
      ]
    : [];
  return [
    element("h1", { textContent: "Studio", tabIndex: -1 }),
    paragraph(lead),
    ...goOn,
    element("div", { className: "row" }, ...others),
    element("h2", { textContent: "Before you begin" }),
    toLoad(facts, before, here),
    paragraph("It needs a computer or a tablet with 1 GB of memory to spare; most phones have less."),
    ...lacking(facts).map((words) => paragraph(words)),
  ];
};

export const elsewhere = (kept, takeOver) => [
  element("h1", { textContent: "The studio is open in another tab", tabIndex: -1 }),
  paragraph(kept ? `${kept.region.name} is changed there. It was saved ${when(kept.at)}.` : "One tab at a time can work."),
  paragraph("You can go on here instead. The other tab first stores what it has, and then stops."),
  element("div", { className: "row" }, button("Work here instead", takeOver, { className: "first" })),
];

export const unable = ({ message, hint }, error) => [
  element("h1", { textContent: "The studio can't begin here" }),
  paragraph(`${message} ${hint}`),
  paragraph(`What the browser says: ${error.message || error.name}`),
];
