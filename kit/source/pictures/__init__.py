"""Pictures and decks, inspected before they are used."""
