"""What is gathered while one PDF is written: its pictures, the notes it has given, and what went wrong."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.render.content import model as content
from kit.render.handout.fonts import fitted

Block = dict[str, Any]  # {"k": kind, ...}: what the Typst templates draw
Inline = str | dict[str, Any]


GROWN = 1.5  # how many times as large as text of 12 pt that of large print is


# Anything but Latin letters, composed already, and common signs: marks, joiners, emoji and other scripts.
_JOINED = re.compile(r"[^\u0000-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u27bf]")


@dataclass
class Sheet:
    """One PDF in the making. ``notes`` says whether facilitator notes belong in it, ``large`` that it is large print.

    ``composed`` stays true as long as no font has to join several characters to one, as letters with marks.
    """

    edition: Edition
    found: list[Finding]
    notes: bool = False
    large: bool = False
    pictures: dict[str, bytes] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    composed: bool = True

    def first(self, key: str) -> bool:
        """Whether ``key`` is met for the first time in this PDF."""
        new = key not in self.seen
        self.seen.add(key)
        return new

    def report(self, code: Code, page: str, line: int | None, message: str, hint: str) -> None:
        """Add a finding at the place where the line was written, unless another PDF has already told it."""
        self.add(Finding(code, *self.place(page, line), message, hint))

    def place(self, page: str, line: int | None) -> tuple[str, int | None]:
        """Return the file and line where ``line`` of a page was written."""
        known = self.edition.pages.get(page)
        return self.edition.origins.locate(known.path if known else f"{page}.md", line)

    def add(self, finding: Finding) -> None:
        """Add a finding, unless another PDF has already told it."""
        if finding not in self.found:
            self.found.append(finding)

    def text(self, words: str, page: str, line: int | None = None) -> str:
        """Return ``words`` as they can be drawn: very long ones may break, what no font has is left out and told."""
        return breakable(self.said(words, page, line))

    def said(self, words: str, page: str, line: int | None = None) -> str:
        """Return ``words`` as ``text`` does, without places to break: for alt texts and the names of documents."""
        drawn, left_out = fitted(words)
        self.composed = self.composed and not _JOINED.search(drawn)
        for script, characters in _by_script(left_out).items():
            self.report(Code.UNDRAWN_CHARACTER, page, line, *_undrawn(script, characters))
        return drawn

    def picture(self, path: str) -> str | None:
        """Return the name under which the picture at ``path`` of the tree goes to Typst, None if it is not there."""
        data = self.edition.tree.files.get(path)
        if data is None:
            return None
        name = f"pictures/{hashlib.sha256(path.encode()).hexdigest()[:16]}{PurePosixPath(path).suffix.lower()}"
        self.pictures[name] = data
        return name


def _by_script(characters: Iterable[str]) -> Mapping[str, list[str]]:
    """Return letters by the name of their script, such as "Devanagari", and each other character alone."""
    found: dict[str, list[str]] = {}
    for one in sorted(characters):
        script = unicodedata.name(one, one).split()[0]
        letter = unicodedata.category(one)[0] in "LM"
        found.setdefault({"CJK": "Chinese"}.get(script, script.capitalize()) if letter else one, []).append(one)
    return found


def _undrawn(script: str, characters: list[str]) -> tuple[str, str]:
    """Return the message and hint for characters of one script that no font has."""
    first, *others = characters
    if not others:
        message = f"The character {first} (U+{ord(first):04X}) is in none of the fonts of the PDFs, so they leave it "
        return f"{message}out.", "Write it in words, or take another character."
    shown = (
        f"{', '.join(characters[:3])} and {len(characters) - 3} more" if len(characters) > 4 else ", ".join(characters)
    )
    message = f"The letters {shown} ({script}) are in none of the fonts of the PDFs, so they leave them out."
    return message, "Give people these words on a sheet of your own, and say in the PDFs where it is."


@dataclass(frozen=True)
class Context:
    """Where in a page the drawing stands.

    ``draw`` draws the blocks inside another: it is ``blocks.blocks``, handed on so that the parts that draw need not
    know each other. ``level`` is that of the next heading. ``footnotes`` are the page's, by id.
    ``plain`` says that footnotes cannot stand here, as in headings. ``form`` says that the text is part of a handout,
    so that people write on it, ``narrow`` that it stands in a card, of which several share a page.
    """

    sheet: Sheet
    page: str
    draw: Callable[[Iterable[content.Block], Context], list[Block]]
    level: int = 2
    footnotes: Mapping[str, content.Footnote] = field(default_factory=dict)
    plain: bool = False
    form: bool = False
    narrow: bool = False

    @property
    def notes(self) -> bool:
        """Whether facilitator notes belong in this PDF."""
        return self.sheet.notes

    def blocks(self, found: Iterable[content.Block]) -> list[Block]:
        """Return the drawn form of what stands inside a block."""
        return self.draw(found, self)

    def text(self, words: str, line: int | None) -> str:
        """Return words of the page as they can be drawn."""
        return self.sheet.text(words, self.page, line)

    def deeper(self) -> Context:
        """The context inside a section of this one."""
        return replace(self, level=self.level + 1)

    def for_heading(self) -> Context:
        """The context inside a heading."""
        return replace(self, plain=True)

    def for_form(self) -> Context:
        """The context inside a handout."""
        return replace(self, form=True)

    def for_card(self) -> Context:
        """The context inside a card."""
        return replace(self, narrow=True)

    def unknown(self, part: content.Unknown) -> str:
        """Return the words of what nothing here knows how to draw, and report it."""
        self.sheet.add(part.finding(*self.sheet.place(self.page, part.line)))
        return self.text(" ".join(part.text.split()), part.line)


def fresh_sheet(title: str, of: str) -> Block:
    """Return the beginning of another sheet in the same PDF: its ``title``, and what it is ``of``."""
    return {"k": "sheet", "level": 2, "title": title, "of": of, "fresh": True}


# Where lines may break: inside words that are longer than a line, and not within short titles. Pure.

SHORT = 24  # letters of a title that fit a line of a sign
LONGEST = 26  # characters: in the largest heading, 24 pt, about as many letters as a line holds
EVERY = 12  # characters between two places to break
HYPHEN, NOTHING = "\u00ad", "\u200b"  # a soft hyphen, which shows where a word breaks, and a space of no width

_LONG = re.compile(rf"\S{{{LONGEST + 1},}}")
_RUN = re.compile(rf"\w{{{LONGEST + 1},}}")


def breakable(text: str) -> str:
    """Return ``text`` with places to break in words of over LONGEST characters.

    A word of letters breaks with a hyphen. In an address or a piece of code, which a hyphen would change, only its
    longest parts break, and nothing is shown; Typst breaks them at their signs by itself.
    """
    return _LONG.sub(_broken, text)


def _broken(match: re.Match[str]) -> str:
    word = match[0]
    letters = word.strip("()[]{}.,;:!?'\"“”‘’«»").replace("’", "").replace("'", "")
    if letters.isalpha():
        return _parted(word, HYPHEN)
    return _RUN.sub(lambda run: _parted(run[0], NOTHING), word)


def _parted(word: str, sign: str) -> str:
    return sign.join(word[start : start + EVERY] for start in range(0, len(word), EVERY))


def unbroken(title: str) -> str:
    """Return a short title so that a line breaks before it, not within."""
    return title.replace(" ", "\xa0") if len(title) <= SHORT else title
