"""Words that do the work of structure, or that are hard to read: bold for headings, capitals, signs, empty heads."""

from __future__ import annotations

from collections.abc import Iterator

from kit.check.messages import PLAIN_KINDS
from kit.model.findings import Code, Finding
from kit.model.page import Page

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
        run = [*run, bare] if capital else run
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
