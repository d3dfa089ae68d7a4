"""The words of a page as runs: words with one look each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Any
from urllib.parse import urljoin, urlsplit

from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.render.content import model as content
from kit.render.deck.slides.model import Run

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets); a lone surrogate is half of a broken character.
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SCHEMES = ("http", "https", "mailto", "tel")
_TAGS = {"en": "en-GB", "cy": "cy-GB", "gd": "gd-GB", "ga": "ga-IE", "kw": "kw-GB"}


@dataclass(frozen=True)
class Source:
    """Where a page came from: its ``name``, the edition, its footnotes by id, and the list that findings go to."""

    edition: Edition
    name: str
    found: list[Finding] = field(default_factory=list)
    footnotes: Mapping[str, content.Footnote] = field(default_factory=dict)

    def unknown(self, part: content.Unknown) -> str:
        """Return the words of what slides do not know, and report it once."""
        finding = part.finding(*self.place(part.line))
        self.found.extend([finding] * (finding not in self.found))
        return clean(part.text)

    def place(self, line: int | None) -> tuple[str, int | None]:
        """Return the file and line where a line of the page was written."""
        return self.edition.origins.locate(f"{self.name}.md", line)

    def address(self, link: content.Link) -> str:
        """Return the absolute address that a link leads to, or "" where a slide cannot know it."""
        scheme, base = urlsplit(link.address).scheme, self.edition.url
        if scheme:
            return link.address if scheme in _SCHEMES else ""
        return urljoin(f"{base.rstrip('/')}/{self.name}.html", link.address) if base and link.address else ""


def clean(text: str) -> str:
    """Return ``text`` on one line, without the characters that no XML file can hold."""
    return _BROKEN.sub("", re.sub(r"[\t\n\r\v\f\u2028\u2029]", " ", text))


def language_tag(tag: str) -> str:
    """Return the tag that PowerPoint has proofing for, such as cy-GB for cy."""
    return _TAGS.get(tag, tag)


def runs(words: Iterable[content.Inline], source: Source, look: Run | None = None) -> tuple[Run, ...]:
    """Return words as runs, neighbours of one look joined, with ``look`` as the look to begin with.

    Pictures are left out: whoever asks takes care of them.
    """
    return _tidy(run for part in words for run in _runs(part, source, look or Run("")))


_look_of = attrgetter(*(one.name for one in fields(Run) if one.name != "text"))


def _tidy(flat: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in flat:
        if joined and _look_of(joined[-1]) == _look_of(run):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" "))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(run for run in joined if run.text)


def _runs(part: content.Inline, source: Source, look: Run) -> Iterator[Run]:
    match part:
        case content.Text(text) | content.Literal(text):
            yield replace(look, text=clean(text), code=look.code or isinstance(part, content.Literal))
        case content.Styled(style, words):
            yield from _inside(words, source, replace(look, **_LOOKS[style]))
        case content.Foreign(tag, words):
            yield from _inside(words, source, replace(look, language=language_tag(tag)))
        case content.Link(_, words, hidden=False):
            yield from _inside(words, source, replace(look, link=source.address(part)))
        case content.Abbreviation(words, meaning):
            yield from _inside(words, source, look)
            yield replace(look, text=f" ({clean(meaning)})" if meaning else "")
        case content.FootnoteMark(note, label):
            yield replace(look, text=clean(label), raised=1, note=note)
        case content.LineBreak():
            yield replace(look, text="\v")
        case content.Unknown():
            yield replace(look, text=source.unknown(part))


def _inside(words: Iterable[content.Inline], source: Source, look: Run) -> Iterator[Run]:
    return (run for part in words for run in _runs(part, source, look))


_LOOKS: dict[content.Style, dict[str, Any]] = {
    content.Style.STRONG: {"bold": True},
    content.Style.GAP: {"bold": True},
    content.Style.EMPHASIS: {"italic": True},
    content.Style.SUPERSCRIPT: {"raised": 1},
    content.Style.SUBSCRIPT: {"raised": -1},
    content.Style.BADGE: {},
}
