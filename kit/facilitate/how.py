"""How people work together in an item of the day. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from kit.model.agenda import TimedItem
from kit.model.page import Page


def groupings(timed: TimedItem, pages: Mapping[str, Page]) -> tuple[str, ...]:
    """Return who works together in the activities of an item's sessions, such as "pairs", each once, in order."""
    sessions = [pages[name] for name in timed.item.sessions if name in pages]
    return tuple(dict.fromkeys(one.grouping for page in sessions for one in page.activities if one.grouping))
