"""What a region writes that would not do what it looks like. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from kit.franchise.composing.overrides import Op, Overrides
from kit.model.findings import Code, Finding
from kit.model.schema import RegionFile
from kit.model.tree import Tree
from kit.source.agenda import page_name
from kit.source.sections import sections
from kit.source.toml import line_of

Lines = Mapping[tuple[str | int, ...], int]

SETTINGS = "hub.toml"


def misuses(tree: Tree, overrides: Overrides) -> Iterator[Finding]:
    """Yield what would go wrong in silence."""
    yield from _settings_as_file(tree)
    yield from _plans_left_out(overrides)
    yield from _without_heading(overrides)


def _settings_as_file(tree: Tree) -> Iterator[Finding]:
    for folder in ("files", "pages"):
        if f"{folder}/{SETTINGS}" in tree.files:
            message = f"A region cannot have a {SETTINGS} of its own: it would replace the whole of upstream's."
            hint = "Write your name, variables and brand into region.toml, and delete this file."
            yield Finding(Code.BAD_OVERRIDE, f"{folder}/{SETTINGS}", None, message, hint)


def _plans_left_out(overrides: Overrides) -> Iterator[Finding]:
    """The home page and a round's plan cannot be dropped or renamed by themselves: other things hang on them."""
    for name, page in overrides.pages.items():
        if name != "index" and not (name.endswith("/index") and name.count("/") == 1):
            continue
        keys = [key for key, given in (("drop", page.content.drop), ("rename", page.content.rename)) if given]
        for key in keys:
            what = "The home page" if name == "index" else "A round's plan"
            message = f"{what} cannot be {'dropped' if key == 'drop' else 'renamed'} by itself."
            hint = f"To leave the round out, write drop = true under [round.{name.split('/')[0]}] in region.toml."
            hint = hint if name != "index" else "Replace its sections instead."
            yield Finding(Code.BAD_OVERRIDE, page.file, page.lines.get((key,)), message, hint)


def _without_heading(overrides: Overrides) -> Iterator[Finding]:
    for ones in overrides.sections.values():
        for one in ones:
            if one.op is Op.REPLACE and not sections(one.text):
                message = "The new text of a section has no heading, so it would join the section above."
                hint = "Begin with the heading, such as “## Score yourselves”; for text beside a section use .after.md."
                yield Finding(Code.BAD_OVERRIDE, one.file, one.line, message, hint)


def added_without_page(region: RegionFile, pages: Collection[str], lines: Lines) -> Iterator[Finding]:
    """Yield sessions that agendas add and that are none of ``pages``; ``lines`` are those of region.toml."""
    for folder, settings in region.round.items():
        for place, operation in enumerate(settings.agenda):
            given = (operation.break_, operation.title, operation.parallel)
            name = page_name(operation.add or "", folder)
            if operation.add is None or any(one is not None for one in given) or name in pages:
                continue
            near = difflib.get_close_matches(name, pages, n=1, cutoff=0)
            message = f"The agenda adds {operation.add}, and there is no page {name}."
            nearest = f"; the nearest is {near[0]}" if near else ""
            hint = f"Write pages/{name}.md, or correct the name{nearest}."
            yield Finding(
                Code.UNKNOWN_SESSION, "region.toml", line_of(lines, ("round", folder, "agenda", place)), message, hint
            )
