"""The kinds of format in which a round can meet. Pure."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Kind(StrEnum):
    """Where the people of a round are: in a room, each at a screen, or both."""

    ROOM = "room"
    ONLINE = "online"
    HYBRID = "hybrid"


EVERY = frozenset(Kind)
_RUNS = {Kind.ROOM: "in a room", Kind.ONLINE: "online", Kind.HYBRID: "in a room and online at once"}


def kind_called(name: str) -> Kind:
    """Return the kind of a format that says none: a list called ``online`` or ``hybrid`` has that, any other a room."""
    return Kind(name) if name in (Kind.ONLINE, Kind.HYBRID) else Kind.ROOM


def words_of_kinds(option: str) -> list[str]:
    """Return the words of an option such as ``room, hybrid``."""
    return [word for part in option.split(",") if (word := part.strip())]


def kinds_in(option: str) -> frozenset[Kind]:
    """Return the kinds that such an option names, every one where it names none; checks tell of unknown words."""
    return frozenset(Kind(word) for word in words_of_kinds(option) if word in EVERY) or EVERY


def in_words(kinds: Collection[Kind]) -> str:
    """Return how people meet in rounds of ``kinds``, such as "in a room or online"."""
    return " or ".join(words for kind, words in _RUNS.items() if kind in kinds)
