for (const fold of document.querySelectorAll(".kit-fold")) fold.open = matchMedia(`(min-width: ${fold.dataset.from})`).matches;
