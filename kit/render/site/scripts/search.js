// Sphinx would fetch each page that was found for its first words, menus and all; found.js knows better ones.
DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
// Sphinx's own sentences speak of documents, queries and categories.
const NOTHING = "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.";
const OURS = {
  [NOTHING]: "No page has all of these words. Check how they are spelled, or try fewer.",
  "Search finished, found one page matching the search query.": ["One page has these words.", "${resultCount} pages have these words."],
  "Search Results": "Results",
  "Preparing search...": "One moment ...",
  Searching: "Looking",
};
for (const [theirs, ours] of Object.entries(OURS)) Documentation.TRANSLATIONS[theirs] ??= ours;

// Of pages that Sphinx ranks alike, those come first that have the words in most paragraphs; titles stay before texts.
const MOST = 9; // less than lies between Sphinx's scores of a text and of a title
Scorer.score = ([page, , , , score]) => {
  const words = wordsLookedFor(), found = paragraphs(page).filter((one) => placeIn(one, words) < Infinity);
  return score + Math.min(found.length, MOST);
};
