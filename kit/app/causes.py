"""Findings at lines of upstream's that a region's own change caused, told at that change, where it can be mended.

A region never edits ``upstream/``. What upstream has by itself is told there, and with how to mend it in a change of
the region's own. What it has not, a change of the region's caused: the one without which it is not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kit.franchise.compose.compose import Composed
from kit.franchise.compose.overrides import Op, read_overrides
from kit.model.findings import Code, Finding, Level
from kit.model.tree import Tree
from kit.source.settings.agenda import page_name
from kit.source.tree.paths import DECK_SUFFIXES, PICTURE_SUFFIXES
from kit.system.memo import remembering

UPSTREAM = "upstream/"
_AS_THEY_ARE = frozenset({Code.UPSTREAM_EDITED, Code.UPSTREAM_MISSING, Code.UPSTREAM_CYCLE})  # of the folder itself
_ON_NAMES = frozenset({Code.UNSAFE_PATH, Code.NAME_CLASH, Code.MAYBE_COPY, Code.UNKNOWN_FILE})
_ON_MINUTES = frozenset({Code.MINUTES_MISMATCH, Code.NO_MINUTES})
_Rules = Callable[[Tree], Sequence[Finding]]
_Place = tuple[str, int | None]


def at_their_cause(found: Sequence[Finding], composed: Composed, rules: _Rules) -> list[Finding]:
    """Return ``found``, each at a line of upstream's led to what caused it, or with what a region can do.

    Advice has no cause looked for: it is about style, and much of it is upstream's.
    ``rules`` returns all findings on the files of a tree. It is asked again for upstream alone, and for the region
    without each of its overrides, where there is something to look for. What it does not find in the region, such as
    a file that was not even read, has its cause in no override.
    """
    given = composed.given
    if given is None or not any(_has_cause(one) for one in found):
        return [not_theirs_to_change(one) for one in found]
    with remembering():
        again, alone = rules(given), _below(rules(given.under("upstream")))
        return [
            _led(one, *place)
            if _has_cause(one) and _same(one, again) and not _same(one, alone) and (place := _cause(one, given, rules))
            else not_theirs_to_change(one)
            for one in found
        ]


def without_echoes(found: Sequence[Finding], composed: Composed) -> list[Finding]:
    """Return ``found`` without sessions on no agenda that the region adds to one, where it was told why it cannot."""
    if composed.region is None or not any(one.code is Code.BAD_AGENDA for one in found):
        return list(found)
    rounds = composed.region.round.items()
    added = {f"pages/{page_name(one.add or '', name)}.md" for name, said in rounds for one in said.agenda}
    return [one for one in found if one.code is not Code.ON_NO_AGENDA or one.file not in added]


def _is_theirs(one: Finding) -> bool:
    of_names = one.code in _ON_NAMES and not one.file.endswith((*DECK_SUFFIXES,))  # in which names are those of parts
    return one.file.startswith(UPSTREAM) and one.code not in _AS_THEY_ARE and not of_names


def _has_cause(one: Finding) -> bool:
    return _is_theirs(one) and one.level is not Level.ADVICE


def _below(found: Sequence[Finding]) -> list[Finding]:
    return [replace(one, file=f"{UPSTREAM}{one.file}") for one in found]


def _same(one: Finding, others: Sequence[Finding]) -> bool:
    return any((one.code, one.file, one.message) == (other.code, other.file, other.message) for other in others)


def _alike(one: Finding, others: Sequence[Finding]) -> bool:
    return any((one.code, one.file) == (other.code, other.file) for other in others)


def _cause(one: Finding, given: Tree, rules: _Rules) -> _Place | None:
    """Return the override without which there is nothing like ``one``, else the first without which it reads otherwise.

    Those of the page itself are tried first, because most findings have their cause there.
    """
    page = one.file.removeprefix(UPSTREAM).removesuffix(".md")
    places = sorted(_overrides(given), key=lambda place: (not place[0].startswith(f"overrides/{page}/"), place[0]))
    otherwise = None
    for place in places:
        without = rules(Tree({path: data for path, data in given.files.items() if path != place[0]}))
        if not _alike(one, without):
            return place
        otherwise = otherwise or (None if _same(one, without) else place)
    return otherwise


def _overrides(given: Tree) -> Iterator[_Place]:
    """Yield file and line of each of the region's overrides, and of pages that take the place of upstream's."""
    overrides = read_overrides(given, [])
    for section in (one for ones in overrides.sections.values() for one in ones):
        yield section.file, 1 if section.op is Op.REMOVE else section.line
    for page in overrides.pages.values():
        keys = sorted(page.lines.items(), key=lambda item: (item[0][:1] not in (("set",), ("drop",)), item[1]))
        yield page.file, next((line for key, line in keys if len(key) == 1 + (key[:1] == ("set",))), 1)
    for path in given.files:
        if path.startswith("pages/") and f"{UPSTREAM}{path.removeprefix('pages/')}" in given.files:
            yield path, 1  # a page of the region's own in the place of one of upstream's


def _led(one: Finding, file: str, line: int | None) -> Finding:
    message = f"{one.message} This change of yours causes it; it shows in {one.place}."
    return Finding(one.code, file, line, message, f"{one.hint} {_where_minutes_go(one)}".strip())


def _where_minutes_go(one: Finding) -> str:
    page = one.file.removeprefix(UPSTREAM).removesuffix(".md")
    where = f"The session's own go under [set] in overrides/{page}/page.toml, such as minutes = 30."
    return where if one.code in _ON_MINUTES else ""


def not_theirs_to_change(one: Finding) -> Finding:
    """Return ``one`` with what a region can do about it, where it is in a file of upstream's."""
    if not _is_theirs(one):
        return one
    path = one.file.removeprefix(UPSTREAM)
    do = "Tell those who keep it, since it came from upstream."
    if where := _where_minutes_go(one):
        do = where
    elif path.endswith(".md"):
        do = f"It came from upstream, so do it in a change of your own: peerkit edit {path.removesuffix('.md')}"
    elif path.endswith((*PICTURE_SUFFIXES, *DECK_SUFFIXES)):
        do = f"It came from upstream; to have another, put your own at files/{path}."
    return replace(one, hint=f"{one.hint} {do}".strip())
