"""Small pages at old addresses, so that links and printed QR codes outlive new names of pages. Pure.

Moves are those that upstream wrote down (``moves.toml``) and what the region itself renamed. sphinx-reredirects knows
neither sections nor languages nor pages that were given up, and would need every target beforehand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kit.model.edition import Edition
from kit.model.outputs import Claim
from kit.render.site.pages import reserved
from kit.source.markdown.page import kind_of

HOME = "index"
_MOST_MOVES = 100  # that are followed from one address: more than any page has names, and a list can hold thousands


@dataclass(frozen=True)
class Lead:
    """What stands at the old address ``page``: a page that leads on to ``to`` (``page`` or ``page#anchor``).

    ``sections`` are the addresses of sections that went elsewhere, by their old anchors. ``retired`` says that nothing
    came in the page's place, and ``off_agenda`` that it is not part of the region's meeting: ``to`` is then only what
    is nearest.
    """

    page: str
    to: str
    sections: Mapping[str, str] = field(default_factory=dict)
    retired: bool = False
    off_agenda: bool = False


def leads(edition: Edition, taken: Collection[str]) -> list[Lead]:
    """Return what stands at each old address, in order of their names; never at one of ``taken``, which are pages."""
    ids = {page.meta.id for page in edition.pages.values()}
    before = {address.partition("#")[0] for address in edition.moved} | {
        one for one in edition.retired if "#" not in one
    }
    before |= edition.off_agenda.keys()
    free = sorted(name for name in before if name not in ids and name not in taken and _can_stand(edition, name))
    return [lead for name in free if (lead := _lead(edition, name)) is not None]


def sections_moved(edition: Edition, page: str) -> dict[str, str]:
    """Return the new addresses of sections that stood on ``page`` once, by their old anchors."""
    there = _anchors(edition, page)
    old = sorted(one for one in edition.moved if "#" in one and _named(edition, one.partition("#")[0]) == page)
    ends = {address.partition("#")[2]: followed(edition, address) for address in old}
    return {anchor: end for anchor, end in ends.items() if end and anchor not in there}


def followed(edition: Edition, address: str) -> str:
    """Return where ``address`` is now, through any number of moves; "" where the edition has no such page.

    A section that cannot be found leads to its page.
    """
    page, _, anchor = _last(edition, address).partition("#")
    name = _named(edition, page)
    if name not in edition.pages or not edition.pages[name].kind.published:
        return ""
    return f"{name}#{anchor}" if anchor in _anchors(edition, name) else name


def _last(edition: Edition, address: str) -> str:
    """Return the last of the addresses that ``address`` had; moves in a circle end where they began to repeat."""
    seen: set[str] = set()
    while address not in seen and len(seen) < _MOST_MOVES and not _is_there(edition, address):
        seen.add(address)
        page, mark, anchor = address.partition("#")
        new = edition.moved.get(address) or edition.moved.get(page, page)
        address = new if "#" in new or address in edition.moved else new + mark + anchor
    return address


def _is_there(edition: Edition, address: str) -> bool:
    page, _, anchor = address.partition("#")
    name = _named(edition, page)
    return name in edition.pages and (not anchor or anchor in _anchors(edition, name))


def _named(edition: Edition, page: str) -> str:
    """Return the name of the page that ``page`` names by its name or its id."""
    if page in edition.pages:
        return page
    return next((name for name, one in edition.pages.items() if one.meta.id == page), page)


def _anchors(edition: Edition, page: str) -> frozenset[str]:
    there = edition.pages.get(_named(edition, page))
    return frozenset(one.anchor for one in there.sections) if there else frozenset()


def _lead(edition: Edition, name: str) -> Lead | None:
    if end := followed(edition, name):
        return Lead(name, end, sections_moved(edition, name))
    last = _last(edition, name)
    if last in edition.retired:
        return Lead(name, _nearest(edition, name), sections_moved(edition, name), retired=True)
    if last in edition.off_agenda:
        return Lead(name, _nearest(edition, last), sections_moved(edition, name), off_agenda=True)
    return None  # the region leaves out what came in its place


def _nearest(edition: Edition, name: str) -> str:
    """Return the plan of the round in which ``name`` was, or the home page where that is gone too."""
    folder = name.rpartition("/")[0]
    return (folder and followed(edition, f"{folder}/index")) or HOME


def _can_stand(edition: Edition, name: str) -> bool:
    """Whether visitors could have read a page of that name, and the kit has none of its own there."""
    rounds = frozenset({one.name for one in edition.rounds} | {name.rpartition("/")[0]} - {""})
    plain = not set(name) & set(":@.")
    needed = any(one.claim is Claim.ALWAYS and one.holds(name) for one in reserved())
    return plain and not needed and kind_of(f"{name}.md", rounds).published
