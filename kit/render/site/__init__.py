"""The site: Sphinx's HTML pages in the kit's own dress, from the same reading as handouts and decks."""
