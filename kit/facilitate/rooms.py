"""Where each session is, as everything says it that names a session with its time. Pure."""

from __future__ import annotations

from kit.model.agenda import TimedItem
from kit.model.edition import Round


def in_room(meeting: Round, name: str, title: str) -> str:
    """Return ``title`` with the room of the session called ``name``, such as "Clinic: research (Room 2)"."""
    room = meeting.rooms.get(name, "")
    return f"{title} ({room})" if room else title


def titles(meeting: Round, timed: TimedItem) -> list[str]:
    """Return the titles of an item: of each of its sessions with its room, or its own."""
    return [in_room(meeting, name, _title(meeting, name)) for name in timed.item.sessions] or [timed.title]


def _title(meeting: Round, name: str) -> str:
    return meeting.times[name].title if name in meeting.times else name
