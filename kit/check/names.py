"""Rules on names of pages: every tree has a home page, an id belongs to one page, and some names to the build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.outputs import Claim, Location, Reserved
from kit.model.page import Page, PageKind

HOME = "index"


def check_home(edition: Edition) -> Iterator[Finding]:
    """Yield a finding where the tree has no home page at all; one that cannot be read has been told."""
    if f"{HOME}.md" in edition.tree.files:
        return
    message = "The home page index.md is missing, so the site would have no first page."
    hint = "Write one at the top of the tree: a # title and a few sentences of welcome."
    if HOME in edition.dropped:
        message = "The home page index.md was dropped, so the site would have no first page."
        hint = "Keep it, and replace the sections that you do not want."
    elif HOME in edition.moved:
        message = f"The home page index.md was renamed to {edition.moved[HOME]}, so the site would have no first page."
        hint = "Leave its name as it is; its title can be replaced."
    yield Finding(Code.MISSING_FILE, f"{HOME}.md", None, message, hint)


def check_ids(edition: Edition) -> Iterator[Finding]:
    """Yield a finding for every page whose id another page has already, in the order of the pages."""
    first: dict[str, Page] = {}
    for page in edition.pages.values():
        given = page.meta.id
        if given and first.setdefault(given, page) is not page:
            message = f"{first[given].path} already has the id {given}, so nobody could say which page it means."
            hint = "Give this page an id of its own, or delete the line."
            yield Finding(Code.DUPLICATE_ID, page.path, page.meta_lines.get(("id",)), message, hint)


_PLACES = {
    PageKind.SESSION: Location.ROUND,
    PageKind.SHARED: Location.ROUND,
    PageKind.PLAN: Location.TOP,
    PageKind.PAGE: Location.TOP,
}


def check_names(edition: Edition, reserved: Iterable[Reserved]) -> Iterator[Finding]:
    """Yield a finding for every page or round that has one of the names ``reserved`` for what a build writes.

    A region was perhaps forked before a name was reserved, so it keeps such a page and is told what it goes without.
    """
    wanted = [one for one in reserved if one.claim is not Claim.NEVER]
    for page in edition.pages.values():
        place = _PLACES.get(page.kind)
        claim = next((one.claim for one in wanted if one.place is place and one.holds(page.name)), None)
        top, _, last = page.name.partition("/")
        name = last if place is Location.ROUND else top
        if claim is Claim.LATER and edition.is_region:
            message = f"The kit now needs the name {name} for a file of its own, and leaves that file out here."
            hint = "Give the page another name when it suits you; until then it stays as it is."
            yield Finding(Code.NEWLY_RESERVED, page.path, None, message, hint)
        elif claim is not None:
            message = f"The name {name} is one that the build needs for a page of its own."
            yield Finding(Code.RESERVED_NAME, page.path, None, message, "Give the page or folder another name.")
