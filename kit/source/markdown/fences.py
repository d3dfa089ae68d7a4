"""The directives of a page, at any depth, with their options; and what is wrong with how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.model.blocks import heading_blocks
from kit.model.findings import Code, Finding
from kit.model.page import Fence, Section
from kit.source.markdown.block_parser import ParsedBlock, ParsedPart, names
from kit.source.markdown.broken_fences import mend
from kit.source.markdown.sections import section_at, sections
from kit.source.tree.text import unusual_space

_LATE = re.compile(r"\s*:([a-z][a-z-]*):(?:[ \t]|$)")
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
            hint = (
                "Write it as :name: value, with a space between; put double quotes round a value with # or quotes in."
            )
        yield Finding(Code.PAGE_SYNTAX, file, line, message, hint)
    if block.name and not block.is_code:
        yield from _misplaced(block, file)


def _misplaced(block: ParsedBlock, file: str) -> Iterator[Finding]:
    """Give a finding where the body begins with what was meant as an option, and would be shown as text."""
    for at, line in enumerate(block.body.split("\n")):
        if meant := _LATE.match(line) or (_BARE.match(line) if block.name == "activity" else None):
            message = f'"{line.strip()}" in the {block.name} block looks like an option, and is shown as text.'
            hint = f"Write :{meant[1]}: and the value straight below the opening line, with no empty line between."
            yield Finding(Code.PAGE_SYNTAX, file, block.body_first + at, message, hint)
        elif line.strip():
            return
