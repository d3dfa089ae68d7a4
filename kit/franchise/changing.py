"""What somebody would save to change a section of a built page: an override, or the file in which it stands. Pure.

A section of upstream's gets a new override with its present words in it. Only what everybody may read is put in: where
blocks of ours stand in the section, its heading and prose (``SECTION.words.md``), else all of it
(``SECTION.replace.md``), without comments. Where that cannot be told apart, the file begins empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

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

_UPSTREAM, _OVERRIDES = "upstream/", "overrides/"
_COMMENTS = frozenset({"html_block", "myst_line_comment"})  # of raw HTML, comments alone are let through
_COMMENT = re.compile(r"<!--|^[\s>]*%", re.MULTILINE)


def changes(composed: Composed, pages: Mapping[str, Page]) -> dict[str, tuple[Change, ...]]:
    """Return what can be changed on each of ``pages`` that the site has, in the order of its sections."""
    return {
        name: tuple(found for section in page.sections if (found := change_of(composed, page, section)))
        for name, page in pages.items()
        if page.kind.published
    }


def change_of(composed: Composed, page: Page, section: Section) -> Change | None:
    """Return what to edit for ``section``; None where its heading is the kit's own."""
    file, line = composed.origins.locate(page.path, section.heading_line)
    here = Change(section.anchor, section.title, f"{page.name}#{section.anchor}", file)
    if composed.region is None or composed.given is None:
        return here
    if file.startswith(_UPSTREAM):
        found = _upstreams(composed.given, composed.region, line, here)
    else:
        found = _own(here) if file in composed.given.files else None
    return replace(found, beside=_beside(composed, page, section, file)) if found else None


def _own(here: Change) -> Change:
    """Return the change of a section whose heading the region wrote: of an override's, by the address of its name."""
    folder, _, name = here.file.removeprefix(_OVERRIDES).rpartition("/")
    address = f"{folder}#{name.partition('.')[0]}" if here.file.startswith(_OVERRIDES) else here.address
    return replace(here, address=address)


def _beside(composed: Composed, page: Page, section: Section, file: str) -> tuple[str, ...]:
    """Return the overrides whose text begins inside ``section``, but for the ``file`` of its heading."""
    spans = composed.origins.by_file.get(page.path, ())
    inside = (one.file for one in spans if section.first <= one.first <= section.last and one.file != file)
    return tuple(dict.fromkeys(one for one in inside if one.startswith(_OVERRIDES) and one.endswith(".md")))


def _upstreams(tree: Tree, region: RegionFile, line: int | None, here: Change) -> Change | None:
    """Return the new override of the section whose heading stands on ``line`` of upstream's file."""
    text = decode(here.file, tree.files.get(here.file, b""), []) or ""
    section = next((one for one in sections(text) if one.heading_line == line), None)
    if section is None:
        return None
    home = source_file(f"{HOME}.md", region, tree.under("upstream"))
    page = HOME if here.file == home else here.file.removeprefix(_UPSTREAM).removesuffix(".md")
    op, words = _for_everybody(text, section)
    return replace(
        here,
        address=f"{page}#{section.anchor}",
        file=f"{_OVERRIDES}{page}/{section.anchor}.{op.value}.md",
        new=True,
        text=words,
        source=(here.file, section.first, section.last),
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
