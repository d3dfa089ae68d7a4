"""The words of one piece of Markdown, each with how it is written and what marks stand around it. Pure.

``Pick **three** points`` is the tokens Pick, three (in bold) and points, with the spaces between. What is written back
from the same tokens is the same text, byte for byte; where that is not so, the text is shown to people as Markdown.
"""

from __future__ import annotations

import html
import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.source.markdown.parser import inline_tokens
from kit.system.memo import lasting

if TYPE_CHECKING:
    from markdown_it.token import Token as Parsed

BOLD, ITALIC, CODE, LINK = "bold", "italic", "code", "link"
BREAK = "\n"  # a line break that people see

_WORD = re.compile(r"\n|[^\S\n]+|\.\.\.|…|--+|\w+|[^\w\s]")
_STRAIGHT = str.maketrans(dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″", '"') | {"–": "-", "—": "-", "…": "..."})
_HOST = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff\u2060"))


@dataclass(frozen=True)
class Mark:
    """What stands around words: its kind, and how it opens and closes. ``target`` is where a link leads."""

    kind: str
    opens: str
    closes: str
    target: str = ""


@dataclass(frozen=True)
class Token:
    """A word, a sign or a space: what people see, how it is written, and the marks around it, outermost first.

    Tokens of the same ``solid`` above 0 are written as one thing, such as a role or a picture: the first holds it all.
    """

    shown: str
    written: str
    marks: tuple[Mark, ...] = ()
    solid: int = 0

    @property
    def key(self) -> str:
        """The form in which two tokens are the same: quotes, dashes and spaces are as people or programs type them."""
        return plain(self.shown)

    @property
    def look(self) -> frozenset[tuple[str, str]]:
        """The kinds of marks around it, and where a link leads."""
        return frozenset((one.kind, one.target) for one in self.marks)


def plain(text: str) -> str:
    """Return ``text`` as it is compared: NFC, straight quotes, plain spaces and dashes, no marks that nobody sees."""
    text = unicodedata.normalize("NFC", text).translate(_HIDDEN).translate(_STRAIGHT)
    return re.sub(r"--+", "-", re.sub(r"[^\S\n]+", " ", text))


def address(target: str) -> str:
    """Return where a link leads in the form in which it is compared: programs put a slash behind a bare host."""
    return f"{target}/" if _HOST.fullmatch(target) else target


def words(text: str) -> list[str]:
    """Return ``text`` cut into words, signs and runs of spaces; together they are ``text``."""
    return _WORD.findall(text)


@dataclass(frozen=True)
class Spans:
    """A piece of Markdown as tokens; ``literal`` where they are the Markdown itself, because it is too intricate."""

    tokens: tuple[Token, ...]
    literal: bool = False

    @property
    def shown(self) -> str:
        """What people see."""
        return "".join(one.shown for one in self.tokens)


@lasting(8192)
def spans(text: str) -> Spans:
    """Return the tokens of ``text``, the words of a paragraph, item, cell or heading without what is around them."""
    try:
        found = tuple(_Scan(text).tokens())
    except _IntricateError:
        found = None
    if found is None or written(found) != text or any(one.shown.count(BREAK) and one.solid for one in found):
        return Spans(tuple(Token(one, one) for one in words(text)), literal=True)
    return Spans(found)


def written(tokens: Sequence[Token]) -> str:
    """Return the Markdown of ``tokens``."""
    text = ""
    around: tuple[Mark, ...] = ()
    for one in tokens:
        same = _common(around, one.marks)
        text += "".join(mark.closes for mark in reversed(around[same:]))
        text += "".join(mark.opens for mark in one.marks[same:]) + one.written
        around = one.marks
    return text + "".join(mark.closes for mark in reversed(around))


def _common(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


class _IntricateError(Exception):
    """The text is written in a way that this reading does not follow."""


_ADDRESS = r"<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*"
_TITLE = r"""(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?"""
_LINK_END = re.compile(rf"\]\(\s*(?:{_ADDRESS}){_TITLE}\s*\)|\]\[[^\[\]]*\]|\]")
_PICTURE = re.compile(rf"!\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*(?:\]\(\s*(?:{_ADDRESS}){_TITLE}\s*\)|\]\[[^\[\]]*\]|\])")
_ROLE = re.compile(r"\{[a-zA-Z][\w:+-]*\}(`+)(?:(?!\1).|\n)*?\1(?!`)", re.DOTALL)
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]*);")
_ESCAPES = frozenset(f"\\{sign}" for sign in string.punctuation)
_BREAKS = re.compile(r"[ ]*\n[ ]*")
_HARD = re.compile(r"(?:\\|[ ]{2,})\n[ ]*")


class _Scan:
    """One pass over markdown-it's tokens, with the place in the source that each was written at."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.solids = text, 0, 0
        self.auto = ""  # where the address leads that is being read
        self.marks: list[Mark] = []
        self.ends: list[re.Match[str]] = []

    def tokens(self) -> Iterator[Token]:
        parsed = inline_tokens(self.text)
        children = list(parsed[0].children or ()) if parsed else []
        for place, child in enumerate(children):
            yield from self.child(child, children[place + 1 :])
        if self.at != len(self.text):
            raise _IntricateError

    def child(self, child: Parsed, rest: Sequence[Parsed]) -> Iterator[Token]:
        kind = child.type
        if self.auto:
            self.take(f"<{child.content}>")
            around = (*self.marks, Mark(LINK, "", "", self.auto))
            yield from self.solid(child.content, f"<{child.content}>", around)
            self.auto = ""
        elif kind in ("text", "text_special"):
            yield from self.plain(child.content)
        elif kind == "softbreak":
            yield self.solid_free(" ", _BREAKS)
        elif kind == "hardbreak":
            yield self.solid_free(BREAK, _HARD)
        elif kind in ("strong_open", "em_open"):
            self.take(child.markup)
            self.marks.append(Mark(BOLD if kind == "strong_open" else ITALIC, child.markup, child.markup))
        elif kind in ("strong_close", "em_close"):
            self.take(child.markup)
            self.marks.pop()
        elif kind == "link_open" and child.markup == "autolink":
            self.auto = address(str(child.attrGet("href") or ""))
        elif kind == "link_open":
            self.open_link(child, rest)
        elif kind == "link_close" and child.markup == "autolink":
            self.auto = ""
        elif kind == "link_close":
            self.take(self.ends.pop()[0])
            self.marks.pop()
        elif kind == "code_inline":
            yield from self.code(child)
        else:
            yield from self.other(child)

    def take(self, written: str) -> None:
        if not self.text.startswith(written, self.at):
            raise _IntricateError
        self.at += len(written)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise _IntricateError
        self.at = found.end()
        return found

    def solid_free(self, shown: str, pattern: re.Pattern[str]) -> Token:
        return Token(shown, self.match(pattern)[0], tuple(self.marks))

    def plain(self, content: str) -> Iterator[Token]:
        """Yield the words of ``content``, which may be written with backslashes and entities."""
        pieces: list[str] = []
        at = 0
        while at < len(content):
            here = self.at
            step = self.character(content, at)
            pieces += [self.text[here : self.at], *[""] * (step - 1)]
            at += step
        at = 0
        for word in words(content):
            yield Token(word, "".join(pieces[at : at + len(word)]), tuple(self.marks))
            at += len(word)

    def character(self, content: str, at: int) -> int:
        """Take what writes ``content`` from ``at`` on; return how many characters that is."""
        if (entity := _ENTITY.match(self.text, self.at)) and (meant := html.unescape(entity[0])) != entity[0]:
            if not content.startswith(meant, at):
                raise _IntricateError
            self.at = entity.end()
            return len(meant)
        escaped = self.text[self.at : self.at + 2] in _ESCAPES and content[at] == self.text[self.at + 1]
        self.take(f"\\{content[at]}" if escaped else content[at])
        return 1

    def open_link(self, child: Parsed, rest: Sequence[Parsed]) -> None:
        """Take the bracket, and look for the end by trying each that could be it."""
        self.take("[")
        end = self.end_of_link(rest)
        self.ends.append(end)
        self.marks.append(Mark(LINK, "[", end[0], address(str(child.attrGet("href") or ""))))

    def end_of_link(self, rest: Sequence[Parsed]) -> re.Match[str]:
        inside = _Scan(self.text)
        inside.at = self.at
        for place, child in enumerate(rest):
            if child.type == "link_close":
                return inside.match(_LINK_END)
            list(inside.child(child, rest[place + 1 :]))
        raise _IntricateError

    def code(self, child: Parsed) -> Iterator[Token]:
        start = self.at
        self.take(child.markup)
        end = re.compile(rf"(?<!`){re.escape(child.markup)}(?!`)").search(self.text, self.at)
        if end is None:
            raise _IntricateError
        raw, self.at = self.text[self.at : end.start()], end.end()
        if raw == child.content and not raw.startswith(" ") and not raw.endswith(" "):
            marks = (*self.marks, Mark(CODE, child.markup, child.markup))
            yield from (Token(word, word, marks) for word in words(raw))
        else:
            around = (*self.marks, Mark(CODE, "", ""))
            yield from self.solid(child.content, self.text[start : self.at], around)

    def other(self, child: Parsed) -> Iterator[Token]:
        """Yield what people cannot take apart: pictures, roles, footnotes, HTML."""
        start = self.at
        if child.type == "image":
            shown = f"[Picture: {child.content}]"
            self.match(_PICTURE)
        elif child.type == "myst_role":
            self.match(_ROLE)
            shown = child.content.rpartition("<")[0].strip() if child.content.endswith(">") else child.content
        elif child.type == "footnote_ref":
            shown = f"[^{child.meta['label']}]"
            self.take(shown)
        elif child.type == "html_inline":
            shown = child.content
            self.take(shown)
        else:
            raise _IntricateError
        yield from self.solid(shown or self.text[start : self.at], self.text[start : self.at], tuple(self.marks))

    def solid(self, shown: str, source: str, marks: tuple[Mark, ...]) -> Iterator[Token]:
        self.solids += 1
        pieces = words(" ".join(shown.split())) or [source]
        for place, word in enumerate(pieces):
            yield Token(word, "" if place else source, marks, self.solids)
