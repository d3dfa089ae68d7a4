"""What the room needs: tables and chairs, from who comes. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from kit.facilitate.materials import Need, Total, largest_group, materials_of, round_totals, totals
from kit.model.edition import Round
from kit.model.page import Page
from kit.model.schema import SessionMeta


def room_totals(meeting: Round) -> tuple[Total, ...]:
    """Return the tables, as many as seat everybody, and a chair each; nothing where nobody has said how many come."""
    if meeting.heads is None:
        return ()
    chairs = Total("chairs", meeting.heads)
    if meeting.table_size is None:
        return (chairs,)
    return Total(f"tables of {meeting.table_size}", -(-meeting.heads // meeting.table_size)), chairs


def to_bring(meeting: Round, pages: Mapping[str, Page]) -> tuple[Total, ...]:
    """Return what the room and all sessions of a round need; what sessions say of tables or chairs themselves wins."""
    said = round_totals(meeting, pages)
    names = {one.name.casefold() for one in said}
    return (*(one for one in room_totals(meeting) if one.name.partition(" ")[0] not in names), *said)


def session_totals(page: Page, meeting: Round) -> tuple[Total, ...]:
    """Return what one session needs by itself, rounded up as for the round."""
    group = page.meta.group_size if isinstance(page.meta, SessionMeta) else None
    return totals([Need(materials_of(page), largest_group(group))], meeting.heads, meeting.table_size)
