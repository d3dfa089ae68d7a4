"""One Sphinx reading of the pages, three writers: site, handouts and decks."""
