"""One page: bytes in, everything the kit needs to know of it out, with every mistake as a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kit.memory import remembered
from kit.model.findings import Code, Finding
from kit.model.page import Page, PageKind
from kit.model.schema import PageMeta, PlanMeta, SessionMeta
from kit.source.activities import activity
from kit.source.fences import fences_of
from kit.source.frontmatter import read_front_matter
from kit.source.inline import references
from kit.source.mend import mend
from kit.source.prose import prose
from kit.source.sections import sections
from kit.source.text import decode, split_lines
from kit.source.titles import titles
from kit.source.validate import validate

MODELS: Mapping[PageKind, type[PageMeta]] = {
    PageKind.HOME: PageMeta,
    PageKind.PLAN: PlanMeta,
    PageKind.SESSION: SessionMeta,
    PageKind.PAGE: PageMeta,
    PageKind.MESSAGE: PageMeta,
    PageKind.COUNTDOWN: PageMeta,
}
MESSAGES = "messages"
COUNTDOWN = "countdown.md"

_LANGUAGE = re.compile(r"\.[a-z]{2,3}(?:-[a-z]{2,4})?\.md$")

_Meta = tuple[PageMeta, int, Mapping[tuple[str | int, ...], int]]


def kind_of(path: str, round_folders: frozenset[str]) -> PageKind:
    """Return what the page at ``path`` (relative to the tree, with ``/``) is; a round is a folder in the tree's top."""
    folder, _, name = path.rpartition("/")
    if _LANGUAGE.search(name):
        return PageKind.LANGUAGE
    if path == "index.md":
        return PageKind.HOME
    if name == COUNTDOWN and folder in {"", *round_folders}:
        return PageKind.COUNTDOWN
    if folder == MESSAGES and name != "index.md":
        return PageKind.MESSAGE
    if folder in round_folders:
        return PageKind.PLAN if name == "index.md" else PageKind.SESSION
    return PageKind.PAGE


@remembered
def read_page(path: str, data: bytes, kind: PageKind, found: list[Finding]) -> Page | None:
    """Return the page that ``data`` holds, or None where it cannot be read as text at all.

    Mistakes go to ``found``; a page that has some is read as it was most likely meant, so that all are told at once.
    """
    text = decode(path, data, found)
    if text is None:
        return None
    before = len(found)
    meta, meta_last, meta_lines = _meta(path, text, kind, found)
    meta_read = len(found) == before
    mended, read = mend(_blanked(text, meta_last), path, found)
    cut = sections(mended, read[0].tokens)
    blocks = fences_of(read, cut, path, found)
    if kind is not PageKind.LANGUAGE:
        found.extend(titles(path, cut, read[0], meta_last))
    seen = references(read, path, found)
    return Page(
        path=path,
        kind=kind,
        text=text,
        meta=meta,
        meta_last=meta_last,
        meta_lines=meta_lines,
        sections=cut,
        fences=blocks,
        activities=tuple(activity(fence, path, found) for fence in blocks if fence.name == "activity"),
        links=tuple(seen.links),
        pictures=tuple(seen.pictures),
        roles=tuple(seen.roles),
        variables=tuple(seen.variables),
        targets=tuple(seen.targets),
        footnotes=tuple(seen.footnotes),
        prose=prose(read),
        meta_read=meta_read,
    )


def _meta(path: str, text: str, kind: PageKind, found: list[Finding]) -> _Meta:
    """Return the front matter, its last line and its lines; where there is none or it is wrong, the defaults."""
    before = len(found)
    front = read_front_matter(path, text, found)
    model = MODELS.get(kind)
    if front is None:
        if kind is PageKind.SESSION and len(found) == before:
            found.append(_no_front_matter(path))
        return (model or PageMeta)(), 0, {}
    if model is None:
        return PageMeta(), front.last, front.lines
    meta = validate(model, front.data, front.lines, path, found, "The front matter")
    return meta or model(), front.last, front.lines


def _blanked(text: str, meta_last: int) -> str:
    """Return ``text`` with its front matter as empty lines, so that a broken one is not read as Markdown."""
    lines = split_lines(text)
    return "".join(["\n"] * meta_last + lines[meta_last:])


def _no_front_matter(path: str) -> Finding:
    message = "This session has no front matter, so nobody knows how many minutes it takes."
    hint = "Put three lines at the very top, with your own number, and an empty line below: ---, minutes: 20, ---"
    return Finding(Code.NO_FRONT_MATTER, path, 1, message, hint)
