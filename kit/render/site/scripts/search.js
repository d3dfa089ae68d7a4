// A page that was opened from a folder may not read other pages, so results come without their first words.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
// Sphinx's own sentence speaks of categories, which there are none of.
const NOTHING = "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.";
addEventListener("DOMContentLoaded", () => { Documentation.TRANSLATIONS[NOTHING] ??= "No page has all of these words. Check how they are spelled, or try fewer."; });
