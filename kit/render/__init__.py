"""From an edition to files: one Sphinx reading of its pages, and the site, papers, decks and messages made from it."""
