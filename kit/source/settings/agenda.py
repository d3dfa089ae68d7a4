"""Reading an agenda: what an author wrote in a plan's front matter, as items that times can be computed from. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.model.agenda import Item, ItemKind
from kit.model.agenda_schema import Agenda, AgendaEntry
from kit.model.findings import Code, Finding
from kit.source.markdown.slugs import slug

Path = tuple[str | int, ...]


def read_items(
    agenda: Agenda,
    round_name: str,
    file: str,
    lines: Mapping[Path, int],
    at: Path,
    found: list[Finding],
) -> tuple[Item, ...]:
    """Return the items of one agenda, in order.

    ``at`` is the path of the agenda in the front matter, such as ``("agenda",)`` or ``("agendas", "online")``, and
    ``lines`` the line of each value by its path. Whether the sessions exist is for checks to say.
    Ids that stand twice go to ``found``, and both items are kept so that the rest of the day can still be judged.
    """
    at = (*at, "items") if (*at, "items") in lines else at
    items = tuple(
        _item(entry, round_name, file, lines.get((*at, index), lines.get(at)))
        for index, entry in enumerate(agenda.items)
    )
    found += _duplicates(items)
    return items


def entry_id(given: str | None, session: str | None, text: str | None) -> str:
    """Return the id of an item: the one given, else its session's name without a round, else its text's slug."""
    if given:
        return given
    return session.rpartition("/")[2] if session else slug(text or "")


def page_name(session: str, round_name: str) -> str:
    """Return the name of a session's page from the root of the tree: ``how-ready`` is ``round-1/how-ready``."""
    return session if "/" in session else f"{round_name}/{session}"


def _item(entry: AgendaEntry, round_name: str, file: str, line: int | None) -> Item:
    sessions = [entry.session] if entry.session is not None else entry.parallel or []
    return Item(
        id=entry_id(entry.id, entry.session, entry.break_ or entry.title or entry.sitting),
        kind=_kind(entry),
        title=entry.break_ or entry.title or entry.sitting or "",
        sessions=tuple(page_name(one, round_name) for one in sessions),
        minutes=entry.minutes,
        at=entry.at,
        file=file,
        line=line,
    )


def _kind(entry: AgendaEntry) -> ItemKind:
    if entry.session is not None:
        return ItemKind.SESSION
    if entry.parallel is not None:
        return ItemKind.PARALLEL
    if entry.sitting is not None:
        return ItemKind.SITTING
    return ItemKind.BREAK if entry.break_ is not None else ItemKind.TITLE


def _duplicates(items: Sequence[Item]) -> list[Finding]:
    first: dict[str, Item] = {}
    found = []
    for item in items:
        if item.id not in first:
            first[item.id] = item
            continue
        message = f"Two items of this agenda have the id {item.id}, on lines {first[item.id].line} and {item.line}, "
        message += "so a region could not say which of them it means."
        hint = f"Give one of them an id of its own, such as id: {item.id}-2."
        found.append(Finding(Code.DUPLICATE_ID, item.file, item.line, message, hint))
    return found
