"""Words that do the work of structure, or that are hard to read: bold for headings, capitals, signs, empty heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kit.check.office import PLAIN_KINDS
from kit.model.characters import UNSEEN
from kit.model.findings import Code, Finding
from kit.model.page import Fence, Page, Words
from kit.source.markdown.slugs import DEVICES, slug
from kit.source.tree.text import split_lines

FEWEST, LEAST = 4, 16  # words in a row, and letters in them: more than a list of short names in capitals has
LABEL = 60  # characters of a bold paragraph that reads as a heading
_LETTERS_END = ",;:.!?)"


def headings(page: Page) -> Iterator[Finding]:
    """Yield advice for each bold paragraph that stands where a heading should, as far as a heading may stand there."""
    for one in () if page.kind in PLAIN_KINDS else page.prose.words:
        outside = not one.parents or one.parents[-1] == "handout"
        if (
            one.kind == "bold"
            and outside
            and len(one.text) <= LABEL
            and not one.text.endswith((".", "!", "?", ":", ","))
        ):
            message = f'"{one.text}" is bold and stands alone, so it looks like a heading and is none.'
            hint = f"Write it as one, so that people can jump to it: ## {one.text}"
            yield Finding(Code.BOLD_HEADING, page.path, one.line, message, hint)


def signs(page: Page) -> Iterator[Finding]:
    """Yield advice for each heading and link that is made of signs alone."""
    hint = "Put words beside the sign, or in its place."
    for one in page.prose.words:
        if one.kind == "heading" and not _has_words(one.text):
            message = f'The heading "{one.text}" has no words, so it says little in a list of headings or aloud.'
            yield Finding(Code.SIGNS_ONLY, page.path, one.line, message, hint)
    for link in page.links:
        if link.text.strip() and not _has_words(link.text):
            message = f'The link "{link.text}" has no words, so it does not say where it leads.'
            yield Finding(Code.SIGNS_ONLY, page.path, link.line, message, hint)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def capitals(page: Page) -> Iterator[Finding]:
    """Yield advice for each run of words in capitals, which is slow to read and which some readers spell out."""
    for one in page.prose.words:
        for at, line in enumerate(one.text.split("\n")):
            if shout := shouted(line):
                shout = shout if len(shout) <= _SHOWN else f"{shout[: _SHOWN - 1]}…"
                message = f'"{shout}" is in capitals, which are slower to read, and which sound like shouting.'
                hint = "Write it as a sentence; make the words **bold** if they matter."
                yield Finding(Code.ALL_CAPITALS, page.path, one.line + at, message, hint)
                break


def shouted(line: str) -> str:
    """Return the first run of words in capitals that is as long as a sentence, or ""."""
    run: list[str] = []
    for word in [*line.split(), ""]:
        bare = word.strip("\"'“”‘’(" + _LETTERS_END)
        capital = bare.isupper() and bare.replace("'", "").replace("’", "").isalpha()
        if capital:
            run.append(bare)
        if not capital or word.endswith(tuple(_LETTERS_END)):
            if len(run) >= FEWEST and sum(map(len, run)) >= LEAST:
                return " ".join(run)
            run = []
    return ""


def tables(page: Page) -> Iterator[Finding]:
    """Yield advice for each table without a head, whose cells mean little to somebody who hears them one by one."""
    hint = "Say in the first row what each column holds."
    for table in page.prose.tables:
        if not any(table.head):
            message = "The first row of the table is empty, so nobody who hears a cell learns what it is about."
            yield Finding(Code.TABLE_WITHOUT_HEAD, page.path, table.line, message, hint)
    for fence in page.fences:
        if fence.name == "list-table" and fence.options.get("header-rows", ("0", 0))[0].strip() == "0":
            message = "The list-table has no head, so nobody who hears a cell learns what it is about."
            more = f"{hint[:-1]}, and write :header-rows: 1 below the opening line."
            yield Finding(Code.TABLE_WITHOUT_HEAD, page.path, fence.first, message, more)


# Meanings that stand under no term, and terms without a meaning: both look right to their author and are shown wrong.
# A list of definitions has ``: meaning`` below its term. In a glossary block, which Sphinx reads (``Glossary`` in
# sphinx.domains.std), a meaning is indented; what Sphinx refuses is told here, because it counts lines within the
# block.

GLOSSARY = "glossary"

_MEANING = re.compile(r":(?:\s|$)")
_TOO_CLOSE = re.compile(r":[A-Za-z](?![\w-]*:)|:$")  # no :name: of an option, no smiley
_BEFORE = re.compile(r"[\s>]*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+)*")
_SHOWN = 60  # characters of a line that a message repeats
_INDENT = "Write the meaning on the line below its term, indented by two spaces and without a colon."
_ALONE = "Write the term on a line of its own, with an empty line above it."
_TERM = "Write the term on the line above it, without spaces in front."

_Fault = tuple[int, str, str]


def strays(page: Page) -> Iterator[Finding]:
    """Yield advice for each line that was meant as the meaning of a term, and is shown as text with a colon."""
    if page.kind in PLAIN_KINDS:
        return
    lines = split_lines(page.text)
    for words in page.prose.words:
        if words.kind == "text" and ":" in words.text and GLOSSARY not in words.parents:
            yield from _strays(page, words, lines)


def _strays(page: Page, words: Words, lines: Sequence[str]) -> Iterator[Finding]:
    for number, said in enumerate(words.text.split("\n"), words.line):
        first = number == words.line
        raw = _BEFORE.sub("", lines[number - 1], count=1).rstrip() if number <= len(lines) else ""
        if not raw.startswith(":") or not said.startswith(":"):
            continue
        if first and _MEANING.match(raw) and len(raw) > 1:
            message = f'No term stands straight above ": {_short(raw[1:])}", so it is shown as text with a colon.'
            hint = "Write the term on the line above it, or take the colon away."
            yield Finding(Code.STRAY_DEFINITION, page.path, number, message, hint)
        elif not first and (_MEANING.match(raw) or _TOO_CLOSE.match(raw)):
            message = f'"{_short(raw)}" is no meaning of the line above it, so both are shown as text.'
            spaced = bool(_MEANING.match(raw)) and len(raw) > 1
            hint = _ALONE if spaced else "Write the meaning behind a colon and a space, such as : The meaning."
            yield Finding(Code.STRAY_DEFINITION, page.path, number, message, hint)


def glossaries(page: Page) -> Iterator[Finding]:
    """Yield what is wrong in glossary blocks: an error where nothing could be built, else advice."""
    for fence in page.fences:
        if fence.name == GLOSSARY:
            yield from _glossary(page, fence)


def _glossary(page: Page, fence: Fence) -> Iterator[Finding]:
    lines = fence.body.split("\n")
    colons = [at for at, line in enumerate(lines) if _MEANING.match(line)]
    meant = [f"  {line[1:]}" if at in colons else line for at, line in enumerate(lines)]
    refused = bool(list(_faults(lines)))
    code = Code.PAGE_SYNTAX if refused else Code.STRAY_DEFINITION
    for at in colons:
        message = (
            f'": {_short(lines[at][1:])}" would be a term of its own, because no meaning has a colon in a glossary.'
        )
        yield Finding(code, page.path, fence.body_first + at, message, _INDENT)
    for at, message, hint in _faults(meant) if refused else _without_meaning(meant):
        yield Finding(code, page.path, fence.body_first + at, message, hint)


def _faults(lines: Sequence[str]) -> Iterator[_Fault]:
    """Give what Sphinx refuses in the body of a glossary, with the place of the line that is to be mended."""
    term, meaning, comment, empty = -1, True, False, True
    for at, line in enumerate(lines):
        if not line:
            empty = True
            continue
        if line.startswith(".. "):
            comment = True
            continue
        if not line[0].isspace():
            if meaning and not empty:
                message = f'The term "{_short(line)}" stands straight below the meaning of another.'
                yield at, message, "Put an empty line above it."
            elif not meaning and empty:
                yield _no_meaning(term, lines[term])
            term, meaning, comment = at, False, False
        elif not comment:
            if term < 0 and meaning:
                yield at, "The glossary begins with an indented line, and no term stands above it.", _TERM
                return
            meaning = True
        empty = False


def _no_meaning(at: int, term: str) -> _Fault:
    hint = f"{_INDENT} Terms that share one stand straight below each other."
    return at, f'The term "{_short(term)}" in the glossary has no meaning.', hint


def _without_meaning(lines: Sequence[str]) -> Iterator[_Fault]:
    """Give the last term if nothing follows it, which Sphinx takes."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), None)
    if last is not None and not lines[last][0].isspace() and not lines[last].startswith(".. "):
        yield _no_meaning(last, lines[last])


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


# Characters that nobody sees. They come with words from Word, PDFs and web pages.

_UNSEEN = re.compile(f"[{UNSEEN}]")
_NAMES = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a space without width",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
}


def unseen(page: Page) -> Iterator[Finding]:
    """Yield advice on each kind of character that nobody sees, where it first stands."""
    first: dict[str, int] = {}
    for number, line in enumerate(split_lines(page.text.removeprefix("\ufeff")), 1):
        for char in _UNSEEN.findall(line):
            first.setdefault(char, number)
    for char, number in first.items():
        message = f"The text holds {_NAMES[char]} (U+{ord(char):04X}), which nobody sees and which is left out."
        yield Finding(Code.UNSEEN_CHARACTER, page.path, number, message, "Delete it where it stands inside a word.")


# The outline of a page: levels of headings, and targets that would be taken for others.

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def levels(page: Page) -> Iterator[Finding]:
    """Yield a warning for each heading that is more than one level below the one before it."""
    for before, section in pairwise(page.sections):
        if section.level > before.level + 1:
            message = f'"{section.title}" goes from level {before.level} to {section.level} and skips one.'
            hint = f"Write it with {before.level + 1} #: {'#' * (before.level + 1)} {section.title}"
            yield Finding(Code.SKIPPED_HEADING, page.path, section.heading_line, message, hint)


def targets(page: Page) -> Iterator[Finding]:
    """Yield a finding for each explicit target that is not a good name, is used twice, or is another's slug."""
    slugs = {section.slug: section for section in page.sections}
    first: dict[str, int] = {}
    for target in page.targets:
        name, line = target.target, target.line
        other = slugs.get(name)
        if not _NAME.fullmatch(name) or name in DEVICES:
            message = f"The target {name} cannot be part of an address or a file name on every computer."
            hint = f"Use small letters, digits and hyphens, such as ({slug(name)})="
            yield Finding(Code.BAD_VALUE, page.path, line, message, hint)
        elif name in first:
            message = f"The target {name} is already on line {first[name]}, so links could lead to either."
            yield Finding(Code.DUPLICATE_ID, page.path, line, message, "Give one of them another name.")
        elif other and other.anchor != name:
            message = (
                f'The target {name} is also the address of the section "{other.title}" on line {other.heading_line}, '
                f"which gives way and is {other.anchor} now."
            )
            hint = "Give the target another name, so that it is plain which of the two a link means."
            yield Finding(Code.SUSPECT_ANCHOR, page.path, line, message, hint)
        first.setdefault(name, line)
