"""The table of pages that the kit makes itself: to add one, write what its template shows, and a row here.

All else about such a page follows from its row: its address, its place in menu, foot and sitemap, and the names that no
page of a tree may have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Flag, auto

from kit.facilitate.library import library
from kit.facilitate.sources import cited
from kit.model.edition import Edition, Round
from kit.model.outputs import Audience, Claim, Location, Reserved


class Listed(Flag):
    """Where a page can be found, besides the pages that link to it.

    The search is not among them: Sphinx keeps only pages that it has read in its index.
    """

    NOWHERE = 0
    MENU = auto()
    FOOT = auto()  # of every page
    SITEMAP = auto()  # and so by search engines; all other pages ask them to stay away


@dataclass(frozen=True)
class SitePage:
    """A page that the site has once, or in each round.

    ``name`` is its file without ``.html``, and that of its template in ``templates/pages/``. ``title`` is what it is
    called: in a round, with the round's title behind it. ``make`` names the function that returns what the template
    shows; it takes Sphinx, the site and, for a page of a round, that round. It is imported only when a site is written,
    so that other commands need not wait for Sphinx. ``when`` says whether an edition, or one of its rounds, has the
    page.
    """

    name: str
    title: str
    make: str
    place: Location = Location.TOP
    audience: Audience = Audience.EVERYONE
    listed: Listed = Listed.NOWHERE
    claim: Claim = Claim.ALWAYS
    when: Callable[[Edition, Round | None], bool] = lambda _edition, _round: True


@dataclass(frozen=True)
class Made:
    """A page of the table as one site has it; ``round`` is None for a page that belongs to none."""

    page: SitePage
    round: Round | None

    @property
    def title(self) -> str:
        """What the page is called."""
        return f"{self.page.title}: {self.round.title}" if self.round else self.page.title


def _has_run_sheets(edition: Edition, _: Round | None) -> bool:
    return edition.publish_run_sheet


def _has_start(edition: Edition, _: Round | None) -> bool:
    return bool(edition.source) and edition.publish_run_sheet


def _has_checklist(edition: Edition, one: Round | None) -> bool:
    from kit.facilitate.countdown import steps  # which brings icalendar

    return edition.publish_run_sheet and one is not None and bool(steps(edition, one))


def _has_day(_: Edition, one: Round | None) -> bool:
    return one is not None and bool(one.timetable.items)


def _is_packed(edition: Edition, one: Round | None) -> bool:
    return edition.packed and _has_day(edition, one)


def _has_points(edition: Edition, _: Round | None) -> bool:
    return edition.standard is not None and bool(edition.standard.points)


def _has_activities(edition: Edition, _: Round | None) -> bool:
    return bool(library(edition))


def _has_sources(edition: Edition, _: Round | None) -> bool:
    return bool(cited(edition))


_ROUND, _ABOUT = Location.ROUND, Listed.FOOT | Listed.SITEMAP

# What a region is made from on the page "start", facilitators' notes included: the one file of a site besides run
# sheets that holds them. A site has it only where it has that page.
START = "start"
START_FILES = "_static/start-files.js"
STUDIO = "studio"  # the folder of a studio, whose hub holds those notes too

PAGES: tuple[SitePage, ...] = (
    SitePage(
        "run-sheet",
        "Run sheet",
        "kit.render.site.run_sheet:run_sheet",
        _ROUND,
        Audience.FACILITATORS,
        when=_has_run_sheets,
    ),
    SitePage(
        "checklist",
        "Checklist",
        "kit.render.site.run_sheet:checklist_page",
        _ROUND,
        Audience.ORGANISERS,
        when=_has_checklist,
    ),
    SitePage("day", "On the day", "kit.render.day.page:day", _ROUND, listed=Listed.SITEMAP, when=_has_day),
    SitePage(
        "day-lead",
        "Leading the day",
        "kit.render.day.lead:day_lead",
        _ROUND,
        Audience.FACILITATORS,
        claim=Claim.LATER,
        when=_is_packed,
    ),
    SitePage(
        "activities",
        "Activities",
        "kit.render.site.activities:activities",
        listed=Listed.MENU | Listed.SITEMAP,
        claim=Claim.LATER,
        when=_has_activities,
    ),
    SitePage(
        "standards",
        "The standard, point by point",
        "kit.render.site.coverage:standards",
        listed=Listed.SITEMAP,
        when=_has_points,
    ),
    SitePage(
        "sources",
        "Sources",
        "kit.render.site.sources:sources",
        listed=_ABOUT,
        claim=Claim.LATER,
        when=_has_sources,
    ),
    SitePage(
        "accessibility", "Accessibility statement", "kit.render.site.about:statement", listed=_ABOUT, claim=Claim.NEVER
    ),
    SitePage("privacy", "Privacy", "kit.render.site.about:privacy", listed=_ABOUT, claim=Claim.NEVER),
    SitePage(
        START,
        "Start a group",
        "kit.render.site.start:start",
        audience=Audience.ORGANISERS,
        listed=Listed.MENU | Listed.SITEMAP,
        claim=Claim.LATER,
        when=_has_start,
    ),
    SitePage("credits", "Credits and licences", "kit.render.site.about:credit", listed=_ABOUT),
    SitePage("brand", "Brand", "kit.render.site.brand:brand", audience=Audience.ORGANISERS, claim=Claim.NEVER),
    SitePage("404", "Page not found", "kit.render.site.old_addresses:not_found"),
)

# What else the site needs at its top: folders, Sphinx's own pages, ``group.json``, and the folder of messages.
OTHERS = ("downloads", "guides", "fragments", "search", "genindex", "group", "messages")


def reserved() -> Iterator[Reserved]:
    """Yield every name that the site needs."""
    yield from (Reserved(one.name, one.place, one.claim) for one in PAGES)
    yield from (Reserved(name, Location.TOP) for name in OTHERS)


def pages_of(edition: Edition) -> Mapping[str, Made]:
    """Return the pages that the site of ``edition`` has, by name (``round-1/day``).

    A page of the tree that has such a name, as far as it may, stands in the place of the kit's.
    """
    found: dict[str, Made] = {}
    for page in PAGES:
        for one in edition.rounds if page.place is Location.ROUND else (None,):
            name = f"{one.name}/{page.name}" if one else page.name
            if name not in edition.pages and page.when(edition, one):
                found[name] = Made(page, one)
    return found
