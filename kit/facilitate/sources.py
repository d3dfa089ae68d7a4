"""Which sources the pages of an edition use: a page cites one by an ordinary link to its address. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kit.facilitate.off_agenda import is_public
from kit.model.edition import Edition, Round
from kit.model.page import Page
from kit.model.sources import Source, Subject
from kit.source.markdown.addresses import same_place


@dataclass(frozen=True)
class Cited:
    """A source with all facts that any file has of it. ``pages`` are names of those whose public text links to it."""

    anchor: str
    source: Source
    pages: tuple[str, ...]


def cited(edition: Edition) -> dict[str, tuple[Cited, ...]]:
    """Return the sources of the edition by the title of their subject, each once, where it stands first.

    A region has those that its pages use: of the hub's, others belong to rounds and guides that it does not show.
    """
    joined = _joined(edition.facts)
    users = {name: places(page) for name, page in edition.pages.items() if _shown(page, edition)}
    found: dict[str, tuple[Cited, ...]] = {}
    for subject in edition.facts:
        own = [one for one in subject.sources if (place := same_place(one.address)) in joined]
        listed = tuple(
            Cited(
                f"{subject.name}-{number}",
                joined.pop(place := same_place(one.address)),
                tuple(name for name, there in users.items() if place in there),
            )
            for number, one in enumerate(own, 1)
        )
        shown = tuple(one for one in listed if one.pages or not edition.is_region)
        found[subject.title] = (*found.get(subject.title, ()), *shown)
    return {title: listed for title, listed in found.items() if listed}


def of_round(edition: Edition, meeting: Round) -> tuple[Cited, ...]:
    """Return the sources that the plan or a session of a round uses."""
    pages = {meeting.plan, *meeting.sessions}
    return tuple(one for listed in cited(edition).values() for one in listed if pages.intersection(one.pages))


def places(page: Page) -> frozenset[str]:
    """Return where the public links of ``page`` lead."""
    return frozenset(same_place(link.target) for link in page.links if is_public(link))


def _shown(page: Page, edition: Edition) -> bool:
    return page.kind.published and page.name not in edition.off_agenda


def _joined(subjects: Iterable[Subject]) -> dict[str, Source]:
    """Return the sources by place; what further files say of one is added to the facts of the first."""
    found: dict[str, Source] = {}
    for one in (source for subject in subjects for source in subject.sources):
        first = found.setdefault(same_place(one.address), one)
        if first is not one:
            new = tuple(fact for fact in one.facts if fact not in first.facts)
            found[same_place(one.address)] = replace(first, facts=(*first.facts, *new))
    return found
