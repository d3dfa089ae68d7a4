"""Rules on the names of pages: every tree has a home page, and an id belongs to one page only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import Page

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


def check_ids(pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield a finding for every page whose id another page has already, in the order of ``pages``."""
    first: dict[str, Page] = {}
    for page in pages:
        given = page.meta.id
        if given and first.setdefault(given, page) is not page:
            message = f"{first[given].path} already has the id {given}, so nobody could say which page it means."
            hint = "Give this page an id of its own, or delete the line."
            yield Finding(Code.DUPLICATE_ID, page.path, page.meta_lines.get(("id",)), message, hint)
