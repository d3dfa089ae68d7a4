"""The kinds of format in which a round can meet. Pure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Where the people of a round are: in a room, each at a screen, or both."""

    ROOM = "room"
    ONLINE = "online"
    HYBRID = "hybrid"


def kind_called(name: str) -> Kind:
    """Return the kind of a format that says none: a list called ``online`` or ``hybrid`` has that, any other a room."""
    return Kind(name) if name in (Kind.ONLINE, Kind.HYBRID) else Kind.ROOM
