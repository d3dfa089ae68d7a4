"""The library of activities: the sessions whose front matter says what they are good for, by purpose. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.model.agenda_schema import Agenda, AgendaEntry
from kit.model.blocks import IN
from kit.model.edition import Edition
from kit.model.formats import Kind, kind_called, kinds_in
from kit.model.page import ACTIVITIES, Page
from kit.model.purposes import PURPOSES
from kit.model.schema import PlanMeta, SessionMeta
from kit.source.settings.agenda import page_name


def purposes(page: Page) -> list[str]:
    """Return what ``page`` is good for, none where it does not say."""
    return page.meta.purpose if isinstance(page.meta, SessionMeta) else []


def to_choose_from(page: Page) -> bool:
    """Whether ``page`` is in the library of every region, also of one that has it on no agenda."""
    return page.name.startswith(f"{ACTIVITIES}/") and bool(purposes(page))


def library(edition: Edition) -> Mapping[str, tuple[Page, ...]]:
    """Return the library of what is built: by purpose, in the order of a meeting, pages in that of their titles.

    Sessions of rounds that the region has on no agenda are not in it, though a link may have them built.
    """
    pages = [page for page in edition.pages.values() if page.name not in edition.off_agenda or to_choose_from(page)]
    pages.sort(key=lambda page: (page.title.casefold(), page.name))
    by_purpose = {one: tuple(page for page in pages if one in purposes(page)) for one in PURPOSES}
    return {one: found for one, found in by_purpose.items() if found}


def is_online(edition: Edition, page: Page) -> bool:
    """Whether ``page`` has words of its own for people at a screen, or any format of a round has it online."""
    own = (kinds_in(one.options[IN][0]) for one in page.fences if IN in one.options)
    return any(Kind.ONLINE in kinds for kinds in own) or page.name in _online(edition)


def _online(edition: Edition) -> Iterator[str]:
    for meeting in edition.rounds:
        meta = edition.pages[meeting.plan].meta if meeting.plan in edition.pages else None
        for name, agenda in _formats(meta) if isinstance(meta, PlanMeta) else ():
            if (agenda.kind or kind_called(name)) is Kind.ONLINE:
                yield from (page_name(one, meeting.name) for entry in agenda.items for one in _sessions(entry))


def _formats(meta: PlanMeta) -> Iterator[tuple[str, Agenda]]:
    yield "agenda", meta.agenda
    yield from meta.agendas.items()


def _sessions(entry: AgendaEntry) -> list[str]:
    return [entry.session] if entry.session is not None else entry.parallel or []
