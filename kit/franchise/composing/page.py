"""Composing one page: a region's overrides applied to upstream's text, section by section."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from kit.franchise.composing.fields import Edit, edited, flow
from kit.franchise.composing.order import ordered
from kit.franchise.composing.orphans import END, places, recorded
from kit.franchise.composing.overrides import Op, Overrides, PageOverride, SectionOverride
from kit.franchise.composing.pieces import Piece, join, spaced
from kit.franchise.lock import PageLock
from kit.model.findings import Code, Finding
from kit.model.page import Section
from kit.model.tree import Origin
from kit.source.frontmatter import read_front_matter
from kit.source.sections import section_text, sections
from kit.source.text import split_lines


def compose_page(
    name: str,
    text: str,
    overrides: Overrides,
    edits: Mapping[str, Edit],
    found: list[Finding],
    lock: PageLock | None = None,
) -> tuple[str, tuple[Origin, ...]]:
    """Return the text of the page called ``name`` with its overrides applied, and where its lines come from.

    ``edits`` are changes of front matter fields beyond those of ``page.toml`` (the agenda). An override whose section
    upstream does not have stands where ``lock`` says that it was; one that was never recorded is a finding that names
    the nearest addresses.
    """
    file = f"upstream/{name}.md"
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
    for part in _in_order(name, parts, page, found):
        pieces += _section_pieces(part, section_text(text, part), here, file)
        pieces += [_local(one) for one in orphans.get(part.anchor, ())]
    pieces += [_local(one) for one in orphans.get(END, ())]
    return join([*pieces[: len(head)], *spaced(pieces[len(head) :])])


def _section_pieces(part: Section, text: str, here: Mapping[tuple[str, Op], SectionOverride], file: str) -> list[Piece]:
    before, after = here.get((part.anchor, Op.BEFORE)), here.get((part.anchor, Op.AFTER))
    own = here.get((part.anchor, Op.REPLACE))
    pieces = [_local(before)] if before else []
    if own is not None:
        pieces.append(_local(own))
    elif (part.anchor, Op.REMOVE) not in here:
        pieces.append(Piece(text, file, part.first))
    return [*pieces, _local(after)] if after else pieces


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
    name: str, parts: Sequence[Section], page: PageOverride | None, found: list[Finding]
) -> Sequence[Section]:
    if page is None or page.content.order is None:
        return parts
    known = [part.anchor for part in parts]
    for anchor in page.content.order:
        if anchor not in known:
            found.append(_unknown(name, anchor, known, page.file, page.lines.get(("order",))))
    return ordered(parts, page.content.order)


def _report_unknown(
    name: str, known: Sequence[str], overrides: Iterable[SectionOverride], found: list[Finding]
) -> None:
    for override in overrides:
        if override.anchor not in known:
            found.append(_unknown(name, override.anchor, known, override.file, None))


def _unknown(name: str, anchor: str, known: Sequence[str], file: str, line: int | None) -> Finding:
    near = difflib.get_close_matches(anchor, known, n=3, cutoff=0)
    return Finding(
        Code.UNKNOWN_TARGET,
        file,
        line,
        f"Upstream's page {name} has no section {anchor}, so this has nowhere to go.",
        "The nearest are " + ", ".join(f"{name}#{one}" for one in near) + "." if near else "The page has no sections.",
    )
