"""The directives of a page, at any depth, with their options; and what is wrong with how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.model.blocks import BLOCKS, IN, heading_blocks
from kit.model.findings import Code, Finding
from kit.model.page import Fence, Section
from kit.source.markdown.block_parser import ParsedBlock, ParsedPart, names
from kit.source.markdown.broken_fences import mend
from kit.source.markdown.sections import section_at, sections
from kit.source.tree.text import unusual_space

_AS_OPTION = "Write it as :name: value, with a space between; put double quotes round a value with # or quotes in."
_LATE = re.compile(r"\s*:([a-z][a-z-]*):(?:[ \t]|$)")
_CROWDED = re.compile(r":([a-z]+):?[ \t]*(\S.*)")
_FENCE = re.compile(r"\s*(?::{3,}|`{3,}|~{3,})(\s*\S)?")
_BARE = re.compile(r"\s*(minutes|shortest|grouping)[ \t]*:[ \t]*\S")


def fences(text: str, file: str, found: list[Finding]) -> tuple[Fence, ...]:
    """Return the directives of ``text`` in order of lines; mistakes in how they are written go to ``found``.

    A page with such mistakes is read as it was most likely meant (``kit.source.markdown.broken_fences``).
    """
    mended, read = mend(text, file, found)
    return fences_of(read, sections(mended, read[0].tokens), file, found)


def fences_of(read: Sequence[ParsedPart], cut: Sequence[Section], file: str, found: list[Finding]) -> tuple[Fence, ...]:
    """Return the directives of the parts of a page whose fences are in order, for ``fences`` and ``read_page``."""
    for part in read:
        found.extend(_headings(part, file))
        for block in part.blocks:
            found.extend(_options(block, file))
    blocks = sorted((block for part in read for block in part.blocks if block.name), key=lambda block: block.first)
    return tuple(_fence(block, section_at(cut, block.first)) for block in blocks)


def _fence(block: ParsedBlock, section: str) -> Fence:
    return Fence(
        name=block.name,
        argument=block.argument,
        options=block.options,
        body=block.body,
        first=block.first,
        last=block.last,
        body_first=block.body_first,
        parents=block.parents,
        section=section,
    )


def _headings(part: ParsedPart, file: str) -> Iterator[Finding]:
    around = names(part.around)
    if not around or around[-1] in (holders := heading_blocks()):
        return
    for token in part.tokens:
        if token.type == "heading_open":
            line = part.first + (token.map or [0])[0]
            message = f"A heading stands inside the {around[-1]} block, where it would break the page's outline."
            only = " and ".join(sorted(holders, reverse=True))
            hint = f"Make it bold text, or close the block before it; only {only} blocks hold headings."
            yield Finding(Code.HEADING_IN_FENCE, file, line, message, hint)


def _options(block: ParsedBlock, file: str) -> Iterator[Finding]:
    for line, written in block.unclear:
        if written == "---":
            message = f"The {block.name} block begins with ---, a form of options that the kit does not read."
            hint = "Write each option on a line of its own, straight below the opening line, such as :minutes: 20"
        elif space := unusual_space(written):
            message = f'The option "{written}" of the {block.name} block holds {space} where a plain one must be.'
            hint = "Delete what stands behind the second colon, and type a space with the space bar alone."
        else:
            message = f'The option "{written}" of the {block.name} block cannot be read for certain.'
            meant = _CROWDED.fullmatch(written)
            hint = f"Write :{meant[1]}: {meant[2]}" if meant and meant[1] in _own(block) else _AS_OPTION
        yield Finding(Code.PAGE_SYNTAX, file, line, message, hint)
    for line, name in block.twice:
        message = f"The option {name} of the {block.name} block is written twice, and only one of them can count."
        yield Finding(Code.PAGE_SYNTAX, file, line, message, "Keep one of the two and delete the other.")
    if block.name and not block.is_code:
        yield from _misplaced(block, file)


def _own(block: ParsedBlock) -> frozenset[str]:
    """Return the options that one of the kit's own blocks takes; none of another's."""
    return BLOCKS[block.name].options | {IN} if block.name in BLOCKS else frozenset()


def _misplaced(block: ParsedBlock, file: str) -> Iterator[Finding]:
    """Give a finding for lines that were meant as options, and would be shown as text: one for those in a row."""
    lines = block.body.split("\n")
    told = -2
    for at, name in _meant(block, lines):
        if at > told + 1:
            message = f'"{lines[at].strip()}" in the {block.name} block looks like an option, and is shown as text.'
            hint = f"Write :{name}: and the value straight below the opening line, with no empty line between."
            yield Finding(Code.PAGE_SYNTAX, file, block.body_first + at, message, hint)
        told = at


def _meant(block: ParsedBlock, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield where in the body lines stand that were meant as options, and which: at its top any, later its own."""
    own, top, inside = _own(block), True, 0
    for at, line in enumerate(lines):
        late = _LATE.match(line)
        bare = _BARE.match(line) if block.name == "activity" else None
        if fence := _FENCE.match(line):
            inside += 1 if fence[1] else -1
        elif inside <= 0 and (late or bare) and (top or (late and late[1] in own)):
            yield at, (late or bare or [""])[1]
            continue
        top = top and not line.strip()
