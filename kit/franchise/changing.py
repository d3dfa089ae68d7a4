"""What somebody would save to change a section of a built page: an override, or the file in which it stands. Pure.

A section of upstream's gets a new override with its present words in it. Only what everybody may read is put in: where
blocks of ours stand in the section, its heading and prose (``SECTION.words.md``), else all of it
(``SECTION.replace.md``), without comments. Where that cannot be told apart, the file begins empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kit.franchise.compose.compose import Composed
from kit.franchise.compose.overrides import Op
from kit.franchise.compose.words import SectionWords, take_apart, uses
from kit.franchise.home import HOME, source_file
from kit.franchise.variations import without_notes
from kit.model.page import Page, Section
from kit.model.repository import Change
from kit.model.schema import RegionFile
from kit.model.tree import Tree
from kit.source.markdown.parser import tokens
from kit.source.markdown.sections import section_text, sections
from kit.source.tree.text import decode, split_lines

_UPSTREAM = "upstream/"
_COMMENTS = frozenset({"html_block", "myst_line_comment"})  # of raw HTML, comments alone are let through
_COMMENT = re.compile(r"<!--|^[\s>]*%", re.MULTILINE)


def changes(composed: Composed, pages: Mapping[str, Page]) -> dict[str, tuple[Change, ...]]:
    """Return what can be changed on each of ``pages`` that the site has, in the order of its sections."""
    return {
        name: tuple(found for section in page.sections if (found := _change(composed, page, section)))
        for name, page in pages.items()
        if page.kind.published
    }


def _change(composed: Composed, page: Page, section: Section) -> Change | None:
    """Return what to edit for ``section``; None where its heading is the kit's own."""
    file, line = composed.origins.locate(page.path, section.heading_line)
    address = f"{page.name}#{section.anchor}"
    if composed.region is None or composed.given is None:
        return Change(section.anchor, section.title, address, file)
    if file.startswith(_UPSTREAM):
        return _override(composed.given, composed.region, file, line, section)
    if file not in composed.given.files:
        return None
    folder, _, name = file.partition("/")[2].rpartition("/")
    address = f"{folder}#{name.partition('.')[0]}" if file.startswith("overrides/") else address
    return Change(section.anchor, section.title, address, file)


def _override(tree: Tree, region: RegionFile, file: str, line: int | None, shown: Section) -> Change | None:
    """Return the new override of the section whose heading stands on ``line`` of upstream's ``file``."""
    text = decode(file, tree.files.get(file, b""), []) or ""
    section = next((one for one in sections(text) if one.heading_line == line), None)
    if section is None:
        return None
    home = source_file(f"{HOME}.md", region, tree.under("upstream"))
    page = HOME if file == home else file.removeprefix(_UPSTREAM).removesuffix(".md")
    op, words = _for_everybody(text, section)
    return Change(
        shown.anchor,
        shown.title,
        f"{page}#{section.anchor}",
        f"overrides/{page}/{section.anchor}.{op.value}.md",
        new=True,
        text=words,
        source=(file, section.first, section.last),
    )


def _for_everybody(page: str, section: Section) -> tuple[Op, str]:
    """Return how to override ``section`` of ``page``, and the words to begin with, "" where none can be handed on."""
    apart = take_apart(section_text(page, section))
    if apart.inside is not None:
        return Op.REPLACE, ""
    op = Op.WORDS if apart.blocks else Op.REPLACE
    words = _without_comments(apart.words if apart.blocks else apart.text)
    return op, "" if _COMMENT.search(words) or _only_for_notes(page, apart) else words


def _without_comments(text: str) -> str:
    hidden = {at for one in tokens(text, body=True) if one.type in _COMMENTS for at in range(*(one.map or (0, 0)))}
    kept = "".join(line for at, line in enumerate(split_lines(text)) if at not in hidden)
    return kept.replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"


def _only_for_notes(page: str, apart: SectionWords) -> bool:
    """Whether a link or footnote that the section defines is used in facilitators' notes alone, or nowhere."""
    shown = without_notes(page)
    for label, span in apart.definitions:
        shown_else = shown.replace(apart.lines(span), "")
        if not uses(shown_else, label):
            return True
    return False
