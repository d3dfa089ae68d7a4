// What was found is said aloud: the line that Sphinx's script fills becomes a status as soon as it is there. Below each
// result stands the paragraph that holds the words, from excerpts.js.
const AROUND = 200; // characters of a long paragraph that are shown
const FEW = 3; // words: a cell of a table, which says less than a sentence further down

const wordsLookedFor = () => (new URLSearchParams(location.search).get("q") ?? "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

// The place of the first word that stands in the text, at the beginning of a word of it; Infinity without one.
const placeIn = (text, words) => {
  const places = words.map((one) => text.toLowerCase().search(new RegExp(`(?<![\\p{L}\\p{N}])${one}`, "u")));
  return Math.min(...places.filter((one) => one >= 0).concat(Infinity));
};

const paragraphs = (page) => Object.values(EXCERPTS[page] ?? {}).flat();

// A paragraph, or the sentences of a long one around ``place``, cut between words.
const excerpt = (text, place) => {
  if (text.length <= AROUND) return text;
  const before = text.slice(0, place), sentence = Math.max(...[". ", "? ", "! "].map((end) => before.lastIndexOf(end))) + 2;
  const near = sentence > 1 && place - sentence < AROUND / 2 ? sentence : Math.max(0, before.lastIndexOf(" ", place - AROUND / 3) + 1);
  const from = place < AROUND / 2 ? 0 : near, rest = text.slice(from);
  const shown = rest.length <= AROUND ? rest : rest.slice(0, rest.lastIndexOf(" ", AROUND)) + " …";
  return (from && from !== sentence ? "… " : "") + shown;
};

const addExcerpt = (item) => {
  const [, page, anchor] = item.querySelector("a").getAttribute("href").match(/^([^?#]*)\.html[^#]*(#.*)?$/) ?? [];
  const sections = EXCERPTS[page] ?? {}, words = wordsLookedFor();
  const texts = (anchor && sections[anchor]) || paragraphs(page);
  const found = texts.filter((one) => placeIn(one, words) < Infinity);
  const text = found.find((one) => one.split(" ").length > FEW) ?? found[0] ?? texts[0];
  if (!text) return;
  const place = placeIn(text, words), line = document.createElement("p");
  line.className = "context";
  line.textContent = excerpt(text, place === Infinity ? 0 : place);
  item.append(line);
};

new MutationObserver(() => {
  document.querySelector("#search-results .search-summary")?.setAttribute("role", "status");
  for (const item of document.querySelectorAll("#search-results ul.search > li:not([data-read])")) {
    item.dataset.read = "";
    addExcerpt(item);
  }
}).observe(document.getElementById("search-results"), { childList: true, subtree: true });
