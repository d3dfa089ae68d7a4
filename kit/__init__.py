"""The Peer Group Kit: rounds of meetings written once, adapted by regions, built into sites, handouts and decks."""

# A literal, because importlib.metadata costs more start-up time than click itself.
__version__ = "0.1.0"
