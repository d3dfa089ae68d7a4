"""How many copies of each paper a round needs: one for each person, table, group, host or speaker. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kit.facilitate.materials import Material, Per, session_need, totals
from kit.model.blocks import PERSON
from kit.model.edition import Round
from kit.model.page import Page

LEADER = "leader"  # whoever leads the day, or a session of it
ROOM = ""  # one copy does for everybody

_EACH = {LEADER: "person who leads"}
_IN_PACK = " (they are in the attendee pack too)"
_COUNTED = [per.value for per in Per if per is not Per.ROUND]


@dataclass(frozen=True)
class Copies:
    """``count`` copies of a paper, one for each of ``whom``; None where nobody knows how many of those there are."""

    whom: str
    count: int | None

    @property
    def text(self) -> str:
        """What to print, such as "28 copies, one for each person"."""
        return ", ".join(filter(None, (self.many, self.whom and f"one for each {self.each}")))

    @property
    def many(self) -> str:
        """The count in words, such as "1 copy", or ""."""
        return "" if self.count is None else "1 copy" if self.count == 1 else f"{self.count} copies"

    @property
    def each(self) -> str:
        """Who gets one, in words."""
        return _EACH.get(self.whom, self.whom)


def copies(whom: str, meeting: Round, page: Page | None = None) -> Copies:
    """Return the copies of a paper for ``whom``, of the session ``page`` where it is one's, else of the round."""
    if whom == LEADER:
        return Copies(whom, len(set(meeting.leads.values())) or None)
    if whom not in _COUNTED:
        return Copies(whom, 1 if whom == ROOM else None)
    total = totals([session_need(page, meeting, (Material(whom, 1, Per(whom)),))], meeting.heads, meeting.table_size)[0]
    return Copies(whom, total.count if total.per is Per.ROUND else None)


def session_copies(whose: Collection[str], meeting: Round, page: Page) -> str:
    """Return what to print of the handouts of a session, which are for ``whose``, all of them in one file.

    What each person needs of a session on the agenda is in the attendee pack too.
    """
    needed = [copies(one, meeting, page) for one in whose]
    packed = any(page.name in one.item.sessions for one in meeting.timetable.items)
    if len(needed) == 1:
        return needed[0].text + "; it is in the attendee pack too" * (packed and PERSON in whose)
    parts = [
        f"of the sheets for each {one.each} {one.many or 'one each'}{_IN_PACK * packed * (one.whom == PERSON)}"
        for one in needed
    ]
    return "; ".join(parts).capitalize()
