"""What upstream splits off from a section that the region left out: it stays out as well. Pure.

A region left "Why" (one, two) out. Upstream puts a heading "How" above two: "Why" says one now, and "How" two. The
region is not given two back as if it were new. A new section that says a single thing more is new, and is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from kit.franchise.record import PageLock
from kit.franchise.update.follow import Followed, Follower
from kit.franchise.update.spans import sayings
from kit.source.markdown.sections import sections
from kit.source.tree.text import split_lines


def split_off(follower: Follower, page: str, lock: PageLock, place: Followed, base: str) -> Iterator[str]:
    """Yield the anchors of new sections that say only what the section now at ``place`` said before, and says no more.

    ``page`` is the name that its page had, and ``base`` what it said when the region left it out.
    """
    new = follower.new
    said = set(sayings(base)) - set(sayings(new.section(place.page, place.anchor) or ""))
    for anchor in _set_apart(follower, page, lock, place.page) if said else ():
        if (own := sayings(_below_heading(new.section(place.page, anchor) or ""))) and said.issuperset(own):
            yield anchor


def _set_apart(follower: Follower, page: str, lock: PageLock, now: str) -> list[str]:
    """Return the sections of ``now``, which was ``page``, that no section of the old page became."""
    old = follower.old
    places = [follower.section(page, one, old.section(page, one) or "", lock) for one in old.anchors(page)]
    known = {place.anchor for place in places if place is not None and place.page == now}
    return [one for one in follower.new.anchors(now) if one not in known]


def _below_heading(text: str) -> str:
    cut = sections(text)
    return "".join(split_lines(text)[cut[0].heading_line :]) if cut else text
