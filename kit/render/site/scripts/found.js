// What was found is said aloud: the line that Sphinx's script fills becomes a status as soon as it is there.
new MutationObserver(() => document.querySelector("#search-results .search-summary")?.setAttribute("role", "status"))
  .observe(document.getElementById("search-results"), { childList: true });
