"""Every rule over a whole edition, in one list."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence

from kit.check.agenda import check_rounds
from kit.check.languages import check_languages
from kit.check.links import check_links
from kit.check.names import check_home, check_ids, check_names
from kit.check.off_agenda import check_off_agenda
from kit.check.office import PLAIN_KINDS, check_calendar, check_countdowns
from kit.check.page import check_page, faults
from kit.check.pictures import check_drawings, check_pictures
from kit.check.plain_words import check_words
from kit.check.reviews import check_reviews
from kit.check.revision import check_statuses
from kit.check.rhythm import check_rhythm
from kit.check.room_words import check_room_words
from kit.check.settings import check_points, check_settings
from kit.check.sources import check_sources
from kit.check.standing import check_standing
from kit.check.statement import check_statement
from kit.facilitate.messages import MESSAGE_VARIABLES
from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.model.outputs import Reserved
from kit.model.page import Page, PageKind
from kit.model.schema import RESERVED_VARIABLES
from kit.source.markdown.page import kind_of

RULES: tuple[Callable[[Edition], Iterable[Finding]], ...] = (
    check_off_agenda,
    check_room_words,
    check_rhythm,
    check_words,
    check_standing,
    check_settings,
    check_pictures,
    check_drawings,
    check_points,
    check_sources,
    check_calendar,
    check_statuses,
    check_countdowns,
    check_ids,
    check_home,
)


def check_edition(
    edition: Edition,
    reserved: Sequence[Reserved],
    today: datetime.date | None = None,
    remarks: bool = True,
    refused: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Return all findings about ``edition``; lines are those of the composed pages.

    ``reserved`` are the names that a build needs, which only the writers know. ``today`` is given by ``check`` only: a
    build must not depend on the date. Without ``remarks``, what is said of pages' words is left out, which is no error.
    ``refused`` are the paths of files that were not read, which has been told.
    """
    declared = frozenset(edition.variables) | RESERVED_VARIABLES
    check = check_page if remarks else faults
    found = [finding for page in edition.pages.values() for finding in check(page, declared | _own(page))]
    unreadable = _unreadable(edition) | refused
    found += check_links(edition.pages, frozenset(edition.tree.files), edition.dropped, edition.moved, unreadable)
    found += check_rounds(
        edition.rounds,
        edition.pages,
        edition.moved,
        edition.dropped,
        edition.is_region,
        edition.off_agenda,
        unreadable,
    )
    found += check_languages(edition.pages.values(), edition.language)
    found += (finding for rule in RULES for finding in rule(edition))
    found += check_names(edition, reserved)
    if today is None:
        return found
    return [*found, *check_reviews(edition.pages.values(), today), *check_statement(edition, today)]


def _own(page: Page) -> frozenset[str]:
    """Return what only pages of its kind may name."""
    return MESSAGE_VARIABLES if page.kind in PLAIN_KINDS else frozenset()


def _unreadable(edition: Edition) -> frozenset[str]:
    """Return the names of the pages that are in the tree and could not be read, which has been told."""
    rounds = frozenset(one.name for one in edition.rounds)
    paths = (path for path in edition.tree.files if path.endswith(".md"))
    names = {path for path in paths if kind_of(path, rounds) is not PageKind.LANGUAGE}
    return frozenset(path.removesuffix(".md") for path in names) - set(edition.pages)
