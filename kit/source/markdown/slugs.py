"""Slugs: how a title becomes an anchor, a file name and an HTML id. Pure; standard library only.

The algorithm, step by step:

1. NFKD, then everything outside ASCII is left out: ``Café`` is ``cafe`` and an ellipsis is three full stops.
2. Lower case.
3. Each run of characters other than a to z and 0 to 9 becomes one hyphen; none stands at an end.
4. At most 60 characters, cut between words; a single word that is longer is cut at 60.
5. Nothing left (a title in Chinese, say, or of punctuation only) gives ``section``.
6. A name that Windows keeps for devices (``con``, ``aux``, ``com1``) gets ``-section`` behind it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

LONGEST = 60
DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{digit}" for port in ("com", "lpt") for digit in range(1, 10)}
)

_OTHERS = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """Return the slug of ``title``, the plain text of a heading; see above for the steps. Never empty."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    whole = _OTHERS.sub("-", ascii_only.lower()).strip("-")
    short = _cut(whole) or "section"
    return f"{short}-section" if short in DEVICES else short


def _cut(whole: str) -> str:
    if len(whole) <= LONGEST:
        return whole
    words = whole[: LONGEST + 1].rpartition("-")[0]
    return words or whole[:LONGEST]


def unique(slugs: Iterable[str]) -> list[str]:
    """Return ``slugs`` in order with the second and later of a kind numbered: ``-2``, ``-3``.

    A number that would make a slug which another title has by itself is passed over, so that in ``a, a, a-2``
    the last keeps its name and the second is ``a-3``.
    """
    wanted = list(slugs)
    own, taken = set(wanted), set[str]()
    numbers: dict[str, int] = {}
    result = []
    for name in wanted:
        given = name
        while given in taken or (given != name and given in own):
            numbers[name] = numbers.get(name, 1) + 1
            given = f"{name}-{numbers[name]}"
        taken.add(given)
        result.append(given)
    return result


def anchors(slugs: Sequence[str], targets: Sequence[str], explicit: Collection[str]) -> list[str]:
    """Return the anchor of each section: its own target, or where that is "" its slug, which yields to explicit ones.

    ``slugs`` are unique already, and ``explicit`` are all targets of the page. Under a title "Pairs", a section
    ``(pairs)=`` keeps its name, so that what points at it finds it, and the title is ``pairs-2``.
    """
    taken = {*slugs, *explicit}
    result = []
    for name, target in zip(slugs, targets, strict=True):
        given, number = target or name, 2
        while not target and (given in explicit or (given != name and given in taken)):
            given, number = f"{name}-{number}", number + 1
        taken.add(given)
        result.append(given)
    return result
