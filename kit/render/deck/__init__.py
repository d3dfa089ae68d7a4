"""Slide decks: documents become slides, slides are fitted to the page, python-pptx writes them."""
