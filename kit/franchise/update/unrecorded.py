"""Changes of which no base is recorded, since upstream had no such section when the region wrote them. Pure.

Upstream gave up ``round-1/talk``, and with the region's words for it the page goes on as the region's own. Later the
region writes ``overrides/round-1/talk/why.replace.md`` about that. There is nothing to compare it with, but it belongs
to the page: where upstream calls the round ``users`` now, it is ``overrides/users/talk/why.replace.md``.
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.franchise.compose.overrides import Overrides, SectionOverride
from kit.franchise.record import PageLock
from kit.franchise.update.draft import Draft


def lift(draft: Draft, overrides: Overrides, recorded: Mapping[str, bytes]) -> dict[SectionOverride, bytes]:
    """Take the overrides of sections that are not ``recorded`` (by file) out of the draft, and return them."""
    left = [one for ones in overrides.sections.values() for one in ones if one.file not in recorded]
    return {one: draft.files.pop(one.file) for one in left}


def place(draft: Draft, lifted: Mapping[SectionOverride, bytes]) -> None:
    """Put them where their pages are now; below another text for the same section, so that both stay."""
    for one, data in lifted.items():
        path = f"overrides/{_home(draft, one.page)}/{one.anchor}.{one.op.value}.md"
        there = draft.files.get(path)
        draft.files[path] = data if there is None else there.rstrip(b"\r\n") + b"\n\n" + one.text.encode()


def _home(draft: Draft, page: str) -> str:
    found = draft.follower.page(page, draft.before.pages.get(page, PageLock()))
    return found.page if found else draft.follower.home(page)
