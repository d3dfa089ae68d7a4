"""The design of our own decks."""
