"""Composing one page: a region's overrides applied to upstream's text, section by section."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.franchise.compose.front_matter import Edit, edited, flow
from kit.franchise.compose.left_out import left_out
from kit.franchise.compose.notes import with_their_notes
from kit.franchise.compose.overrides import Op, Overrides, PageOverride, SectionOverride
from kit.franchise.compose.pieces import Piece, join, spaced
from kit.franchise.compose.words import SectionWords, take_apart
from kit.franchise.record import PageLock
from kit.model.findings import Code, Finding
from kit.model.page import Section
from kit.model.tree import Origin
from kit.source.markdown.sections import section_text, sections
from kit.source.settings.front_matter import read_front_matter
from kit.source.tree.names import copied_from, copy_of
from kit.source.tree.text import split_lines


def compose_page(
    name: str,
    text: str,
    overrides: Overrides,
    edits: Mapping[str, Edit],
    found: list[Finding],
    lock: PageLock | None = None,
    file: str = "",
) -> tuple[str, tuple[Origin, ...]]:
    """Return the text of the page called ``name`` with its overrides applied, and where its lines come from.

    ``edits`` are changes of front matter fields beyond those of ``page.toml`` (the agenda). An override whose section
    upstream does not have stands where ``lock`` says that it was; one that was never recorded is a finding that names
    the nearest addresses. ``file`` is where upstream's text was written, the page of that name unless it is given.
    """
    file = file or f"upstream/{name}.md"
    parts = sections(text)
    page = overrides.pages.get(name)
    here = overrides.of(name)
    anchors = [part.anchor for part in parts]
    _report_unknown(name, anchors, [one for one in here.values() if not recorded(one, lock)], found)
    orphans = places(here.values(), anchors, lock)
    lines = split_lines(text)
    front = read_front_matter(file, text, [])
    head_last = front.last if front else 0
    first = parts[0].first if parts else len(lines) + 1
    head = edited("".join(lines[:head_last]), front, {**_field_edits(page, found), **edits}, file)
    pieces = [*head, Piece("".join(lines[head_last : first - 1]), file, head_last + 1)]
    for part in _in_order(name, parts, page, lock, found):
        pieces += _section_pieces(part, section_text(text, part), here, file, found)
        pieces += [_local(one) for one in orphans.get(part.anchor, ())]
    pieces += [_local(one) for one in orphans.get(END, ())]
    body = with_their_notes(pieces[len(head) :], Piece("".join(lines[head_last:]), file, head_last + 1))
    composed = join([*head, *spaced(body)])
    replaced = [(part, own) for part in parts if (own := here.get((part.anchor, Op.REPLACE)))]
    if replaced:
        found += left_out(text, [piece.text for piece in body], replaced)
    return composed


def _section_pieces(
    part: Section, text: str, here: Mapping[tuple[str, Op], SectionOverride], file: str, found: list[Finding]
) -> list[Piece]:
    before, after = here.get((part.anchor, Op.BEFORE)), here.get((part.anchor, Op.AFTER))
    own, words = here.get((part.anchor, Op.REPLACE)), here.get((part.anchor, Op.WORDS))
    pieces = [_local(before)] if before else []
    if own is not None:
        pieces.append(_local(own))
    elif words is not None:
        pieces += _with_blocks(words, part, take_apart(text), file, found)
    elif (part.anchor, Op.REMOVE) not in here:
        pieces.append(Piece(text, file, part.first))
    return [*pieces, _local(after)] if after else pieces


def _with_blocks(
    own: SectionOverride, part: Section, theirs: SectionWords, file: str, found: list[Finding]
) -> list[Piece]:
    """Return the region's words with upstream's target above them and upstream's blocks below."""
    if theirs.inside is not None:
        message = (
            f"Upstream's section “{part.title}” has a block inside something else, on line "
            f"{part.first + theirs.inside - 1} of {file}, so its words cannot be changed apart from it."
        )
        hint = f"End this file's name in .{Op.REPLACE.value}.md, and copy upstream's blocks into it."
        found.append(Finding(Code.BAD_OVERRIDE, own.file, own.line, message, hint))
    spans = theirs.kept(own.text)
    below = [Piece(theirs.lines(span), file, part.first + span[0] - 1) for span in spans]
    heading = sections(own.text)
    if theirs.target is None or not heading or heading[0].heading_line > heading[0].first:
        return [_local(own), *below]
    return [Piece(theirs.lines(theirs.target), file, part.first, tight=True), _local(own), *below]


def _local(override: SectionOverride) -> Piece:
    return Piece(override.text, override.file, override.line)


def _field_edits(page: PageOverride | None, found: list[Finding]) -> dict[str, Edit]:
    if page is None:
        return {}
    edits = {}
    for key, value in page.content.set.items():
        line = page.lines.get(("set", key))
        if key in ("agenda", "agendas"):
            message = f"The front matter field {key} cannot be set here, because a region changes agendas item by item."
            hint = "Write [[round.NAME.agenda]] in region.toml instead."
            found.append(Finding(Code.BAD_OVERRIDE, page.file, line, message, hint))
            continue
        edits[key] = Edit([] if value == "" else [f"{key}: {flow(value)}"], page.file, line)
    return edits


def _in_order(
    name: str, parts: Sequence[Section], page: PageOverride | None, lock: PageLock | None, found: list[Finding]
) -> Sequence[Section]:
    """Return the sections in the order of ``page.toml``; what was recorded for it may be gone with the whole page."""
    if page is None or page.content.order is None:
        return parts
    known = [part.anchor for part in parts]
    before = lock.bases.get("order", ()) if lock else ()
    for anchor in page.content.order:
        if anchor not in (*known, *before):
            found.append(_unknown(name, anchor, known, page.file, page.lines.get(("order",))))
    return ordered(parts, page.content.order)


def _report_unknown(
    name: str, known: Sequence[str], overrides: Iterable[SectionOverride], found: list[Finding]
) -> None:
    for override in overrides:
        if override.anchor not in known:
            unknown = _unknown(name, override.anchor, known, override.file, None)
            original = copied_from(override.file.rpartition("/")[2])
            if original.partition(".")[0] in known:
                unknown = replace(unknown, hint=copy_of(original))
            found.append(unknown)


def _unknown(name: str, anchor: str, known: Sequence[str], file: str, line: int | None) -> Finding:
    near = difflib.get_close_matches(anchor, known, n=3, cutoff=0)
    return Finding(
        Code.UNKNOWN_TARGET,
        file,
        line,
        f"Upstream's page {name} has no section {anchor}, so this has nowhere to go.",
        "The nearest are " + ", ".join(f"{name}#{one}" for one in near) + "." if near else "The page has no sections.",
    )


# The order of sections on a page, as ``order`` in ``page.toml`` asks for it.


@dataclass
class _Branch:
    section: Section
    below: list[_Branch] = field(default_factory=list)


def ordered(sections: Sequence[Section], order: Sequence[str]) -> list[Section]:
    """Return ``sections`` with those whose anchors stand in ``order`` in that order, each with its sub-sections.

    Sections change places only with others of the same parent: the listed ones share out the places that they held
    among themselves, so sections that are not listed stay where they are: one two three four with ``order = [four,
    two]`` is one four three two. So a section that upstream adds later has a place without anybody listing it. Unknown
    anchors change nothing.
    """
    rank = {anchor: place for place, anchor in enumerate(order)}
    return _flat(_sorted(_branches(sections), rank))


def _branches(sections: Sequence[Section]) -> list[_Branch]:
    top: list[_Branch] = []
    path: list[_Branch] = []
    for section in sections:
        while path and path[-1].section.level >= section.level:
            path.pop()
        branch = _Branch(section)
        (path[-1].below if path else top).append(branch)
        path.append(branch)
    return top


def _sorted(branches: list[_Branch], rank: dict[str, int]) -> list[_Branch]:
    listed = sorted((one for one in branches if one.section.anchor in rank), key=lambda one: rank[one.section.anchor])
    turn = iter(listed)
    placed = [next(turn) if one.section.anchor in rank else one for one in branches]
    for branch in placed:
        branch.below = _sorted(branch.below, rank)
    return placed


def _flat(branches: list[_Branch]) -> list[Section]:
    return [section for branch in branches for section in (branch.section, *_flat(branch.below))]


# Where text stands whose section upstream gave up: after the nearest earlier section that is still there. Pure.

END = ""  # the place at the end of a page, where no earlier section is left

_TURN = {Op.BEFORE: 0, Op.REPLACE: 1, Op.WORDS: 1, Op.AFTER: 2}


def recorded(override: SectionOverride, lock: PageLock | None) -> bool:
    """Whether the lock knows where the override's section was."""
    return lock is not None and f"{override.anchor}.{override.op.value}" in lock.bases


def places(
    overrides: Iterable[SectionOverride], anchors: Collection[str], lock: PageLock | None
) -> dict[str, list[SectionOverride]]:
    """Return orphaned overrides with text, by the anchor of ``anchors`` after whose section they stand, in order.

    Overrides whose section is there, that only removed one, or that nobody recorded, are not among them. Upstream had
    one, two, three and gave two up: the region's words for two stand after one. They are grouped by the section that
    they follow, because several may follow the same; the recorded order decides between those.
    """
    found: dict[str, list[SectionOverride]] = {}
    if lock is None:
        return found
    rank = {heading.anchor: place for place, heading in enumerate(lock.outline)}
    orphans = [
        one for one in overrides if one.anchor not in anchors and one.op is not Op.REMOVE and recorded(one, lock)
    ]
    for one in sorted(orphans, key=lambda one: (rank.get(one.anchor, len(rank)), one.anchor, _TURN[one.op])):
        found.setdefault(place_of(one.anchor, anchors, lock), []).append(one)
    return found


def place_of(anchor: str, anchors: Collection[str], lock: PageLock) -> str:
    """Return the nearest section before ``anchor`` in the recorded order that is among ``anchors``, or END."""
    return next((earlier for earlier in lock.earlier(anchor) if earlier in anchors), END)


def lost_page(name: str, lock: PageLock, overrides: Sequence[SectionOverride]) -> str | None:
    """Return the text on which orphaned overrides of a page stand that upstream gave up; None if they have no text.

    It is the page's front matter and title as they were recorded, so that the region's text stays a page of its own.
    """
    texts = [one for one in overrides if one.op is not Op.REMOVE and recorded(one, lock)]
    if not texts:
        return None
    titles = {heading.anchor for heading in lock.outline if heading.level == 1}
    if any(one.anchor in titles and one.op in (Op.REPLACE, Op.WORDS) for one in texts):
        return f"{lock.head}\n" if lock.head else ""
    title = next((heading.title for heading in lock.outline if heading.level == 1), name.rpartition("/")[2])
    return f"{lock.head}\n# {title}\n" if lock.head else f"# {title}\n"
