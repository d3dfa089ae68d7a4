"""Keeping a day that was made to fit: region.toml says it, if the day then is what was shown."""

from __future__ import annotations

from pathlib import Path

from kit.app.assemble import assemble
from kit.app.introduced import changed, introduced
from kit.app.region import open_region, write_changes
from kit.facilitate.clock import iso_time
from kit.facilitate.fit import FittedDay
from kit.franchise.capture.agendas import REGION
from kit.franchise.capture.capture import look
from kit.franchise.capture.shorter_day import ShorterDay, lines_for_region, with_day
from kit.franchise.compose.compose import compose
from kit.model.agenda import Timetable
from kit.model.edition import Edition, Round
from kit.model.errors import FindingsError, KitError
from kit.model.tree import Tree
from kit.source.settings.toml_edit import CannotWrite
from kit.system.memo import remembering


def lines_to_keep(edition: Edition, day: FittedDay, start: int | None) -> list[str]:
    """Return what region.toml would say of a day made to fit; nothing in a hub, or where nothing differs."""
    if day.least is None or not (day.fits and edition.is_region):
        return []
    try:
        return lines_for_region(edition.tree, shorter(day, start))
    except CannotWrite:
        return []  # nothing to copy; keep_day says why


def shorter(day: FittedDay, start: int | None) -> ShorterDay:
    """Return what changes of an agenda have to say of ``day``."""
    items = [one.item for one in day.timetable.items]
    return ShorterDay(day.round, items, "" if start in (None, day.round.start) else iso_time(start or 0))


@remembering()
def keep_day(root: Path, day: FittedDay, start: int | None, dry_run: bool) -> str | None:
    """Write the minutes of ``day``, what it leaves out, and ``start`` into region.toml.

    Returns None, or a sentence that people must read. Raises CannotWrite or KitError, with nothing written, where
    region.toml cannot make this day, and FindingsError where it would bring a mistake.
    """
    region = open_region(root)
    changes = {REGION: with_day(look(region.tree, []), shorter(day, start))}
    after = changed(region.tree, changes)
    if wrong := introduced(region.tree, after):
        raise FindingsError(wrong, in_tree=False, message="Nothing was written, because this would bring a mistake.")
    refuse_other(after, day.round, day.timetable)
    return None if dry_run else write_changes(region, changes, "agenda")


def refuse_other(after: Tree, one: Round, day: Timetable) -> None:
    """Raise KitError where ``after`` gives another day: region.toml changes no agenda of a region's own plan."""
    composed = compose(after, [])
    edition = assemble(composed, []) if composed else None
    there = next((other for other in edition.rounds if other.name == one.name), None) if edition else None
    lengths = [(timed.item.id, timed.minutes) for timed in there.timetable.items] if there else []
    if lengths != [(timed.item.id, timed.minutes) for timed in day.items]:
        message = f"Lines in region.toml do not change the agenda of {one.name}, so nothing was written."
        plan = composed.origins.locate(f"{one.plan}.md", 1)[0] if composed else f"{one.plan}.md"
        raise KitError(message, f"Its plan is your own: change the minutes in {plan}.")
