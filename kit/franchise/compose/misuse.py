"""What a region writes that would not do what it looks like, or has nowhere to go. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from kit.franchise.compose.overrides import Op, Overrides, SectionOverride
from kit.franchise.home import HOME
from kit.model.blocks import session_parts
from kit.model.findings import Code, Finding
from kit.model.schema import RegionFile
from kit.model.tree import Tree
from kit.source.markdown.fences import fences
from kit.source.markdown.sections import sections
from kit.source.settings.agenda import page_name
from kit.source.settings.files import HUB
from kit.source.settings.toml import line_of
from kit.source.tree.paths import path_problem, suggestion

Lines = Mapping[tuple[str | int, ...], int]

# A heading but for the space that must follow its signs: none, a hard one, or another that is no space to Markdown.
_ALMOST_HEADING = re.compile(r"^[ ]{0,3}(#{1,4})[\u00a0\u2000-\u200b\u202f\u3000]*([^\s#][^\n]*)$", re.MULTILINE)


def misuses(tree: Tree, overrides: Overrides) -> Iterator[Finding]:
    """Yield what would go wrong in silence."""
    yield from _settings_as_file(tree)
    yield from _plans_left_out(overrides)
    yield from _without_heading(overrides)
    yield from _more_than_words(overrides)


def _settings_as_file(tree: Tree) -> Iterator[Finding]:
    for folder in ("files", "pages"):
        if f"{folder}/{HUB}" in tree.files:
            message = f"A region cannot have a {HUB} of its own: it would replace the whole of upstream's."
            hint = "Write your name, variables and brand into region.toml, and delete this file."
            yield Finding(Code.BAD_OVERRIDE, f"{folder}/{HUB}", None, message, hint)


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
            if _lacks_heading(one):
                message = "The new text of a section has no heading, so it would join the section above."
                hint = "Begin with the heading, such as “## Score yourselves”; for text beside a section use .after.md."
                if (almost := _ALMOST_HEADING.search(one.text)) is not None:
                    line = one.line + one.text.count("\n", 0, almost.start())
                    message = f"“{almost[0].strip()}” is no heading yet, so the new text has none."
                    hint = f"Put a space after {almost[1]}: “{almost[1]} {almost[2].strip()}”"
                    yield Finding(Code.BAD_OVERRIDE, one.file, line, message, hint)
                    continue
                yield Finding(Code.BAD_OVERRIDE, one.file, one.line, message, hint)


def _more_than_words(overrides: Overrides) -> Iterator[Finding]:
    for ones in overrides.sections.values():
        for one in ones:
            if beyond := _beyond_words(one):
                line, message, hint = beyond
                yield Finding(Code.BAD_OVERRIDE, one.file, one.line + line - 1, message, hint)


def without_misused(overrides: Overrides) -> Overrides:
    """Return the overrides without those whose text is refused, so that each is told once, not in a page too."""
    kept = {
        page: tuple(one for one in ones if not _lacks_heading(one) and not _beyond_words(one))
        for page, ones in overrides.sections.items()
    }
    return Overrides(kept, overrides.pages)


def _lacks_heading(one: SectionOverride) -> bool:
    return one.op in (Op.REPLACE, Op.WORDS) and not sections(one.text)


def _beyond_words(one: SectionOverride) -> tuple[int, str, str] | None:
    """Return what a file that changes only words holds beside: the line in its text, what is wrong, what to do."""
    if one.op is not Op.WORDS:
        return None
    for fence in fences(one.text, "", []):
        if fence.name in session_parts():
            message = f"This file changes only words, and a block of the kind {fence.name} stands in it."
            hint = "Leave the block out: it stays upstream's. To change it too, end the name in .replace.md."
            return fence.first, message, hint
    for other in sections(one.text)[1:]:
        message = (
            f"This file changes the words of one section, and “{other.title}” begins another in it, under which "
            "upstream's blocks would come to stand."
        )
        hint = f"Put all from {'#' * other.level} {other.title} on into {one.anchor}.after.md, beside this file."
        return other.heading_line, message, hint
    return None


def added_without_page(region: RegionFile, pages: Collection[str], lines: Lines) -> Iterator[Finding]:
    """Yield sessions that agendas add and that are none of ``pages``; ``lines`` are those of region.toml."""
    for folder, settings in region.round.items():
        for place, operation in enumerate(settings.agenda):
            name = page_name(operation.add or "", folder)
            if not operation.adds_page or name in pages:
                continue
            near = difflib.get_close_matches(name, pages, n=1, cutoff=0)
            message = f"The agenda adds {operation.add}, and there is no page {name}."
            nearest = f"; the nearest is {near[0]}" if near else ""
            hint = f"Write pages/{name}.md, or correct the name{nearest}."
            if path_problem(f"{name}.md"):
                plain = suggestion(name.removeprefix(f"{folder}/"))
                hint = f'Write add = "{plain}", for a page at pages/{folder}/{plain}.md{nearest}.'
            if (short := _without_path(operation.add or "", folder)) and page_name(short, folder) in pages:
                hint = f'Write add = "{short}"'
            elif operation.add in pages:
                hint = f"Move pages/{operation.add}.md to pages/{name}.md."
            yield Finding(
                Code.UNKNOWN_SESSION, "region.toml", line_of(lines, ("round", folder, "agenda", place)), message, hint
            )


def _without_path(added: str, folder: str) -> str:
    """Return what an agenda adds where the path of its page was written in place of its name; else ""."""
    short = added.replace("\\", "/").removesuffix(".md").removeprefix("pages/").removeprefix(f"{folder}/")
    return short if short != added else ""


def unknown_page(name: str, overrides: Overrides, home: str | None, names: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each override of the page ``name``, which is none of ``names``.

    ``home`` is the page from which the region's home page is made.
    """
    near = ", ".join(difflib.get_close_matches(name, names, n=3, cutoff=0))
    hint = f"The nearest pages are {near}."
    if name == home:
        hint = f"Your home page is called {HOME}, wherever it comes from: move this to overrides/{HOME}/."
    files = [one.file for one in overrides.sections.get(name, ())]
    files += [overrides.pages[name].file] if name in overrides.pages else []
    for file in files:
        message = f"Upstream has no page {name}, so this has nowhere to go."
        hint = _folder_too_few(file, name, names) or hint
        yield Finding(Code.UNKNOWN_TARGET, file, None, message, hint)


def _folder_too_few(file: str, name: str, names: Sequence[str]) -> str:
    """Return where a file belongs that lies as if its page's or its round's folder were not needed, or ""."""
    last = file.rpartition("/")[2]
    anchor = last.partition(".")[0]
    if f"{name}/{anchor}" in names:
        section = f"SECTION.{last.partition('.')[2]}"
        return f"Make a folder of its name, and put into it a file called after the section: {name}/{anchor}/{section}"
    pages = [one for one in names if one.endswith(f"/{name}")]
    return f"Move it to overrides/{pages[0]}/{last}" if len(pages) == 1 else ""
