"""Questions that somebody answered in the override itself, by writing upstream's words into it too. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from kit.franchise.merge.section import merge
from kit.franchise.update.review import shows


def answered(page: bytes | None, base: str, ours: str, theirs: str) -> str | None:
    """Return the merged text where ``ours`` was edited since ``page`` asked about it and holds both sides' words.

    ``page`` is the review page, None where nobody was asked. Base "score it", ours "score it from 0 to 5", theirs
    "score it alone": once the region says "score it alone, from 0 to 5", nothing is left to ask. What upstream changed
    elsewhere in the section comes in. None where words of theirs are missing still.
    """
    if page is None or shows(page, ours):
        return None
    for was, mine, yours in merge(base, ours, theirs).conflicts:
        if not _holds(mine, was, yours):
            return None
        base = base.replace(was, yours, 1)
    text = merge(base, ours, theirs).text
    return ours if text is None and _holds(ours, base, theirs) else text


def _holds(mine: str, was: str, yours: str) -> bool:
    """Whether ``mine`` has all words that ``yours`` put into ``was``, and none of those that it only took out."""
    own, old, new = (re.findall(r"\w+", text.lower()) for text in (mine, was, yours))
    for kind, i, end, j, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        there = f" {' '.join(new[j:stop] or old[i:end])} " in f" {' '.join(own)} "
        if kind != "equal" and there != (stop > j):
            return False
    return True
