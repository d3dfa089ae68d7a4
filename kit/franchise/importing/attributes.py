"""Words that a page holds in attributes and a browser shows or says: tooltips, labels, words in empty fields. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kit.source.words import counted

# What anything may have, and what only some elements have.
_SAID = ("alt", "title", "placeholder", "aria-label", "aria-description", "aria-valuetext", "aria-placeholder")
_SAID_BY = {
    **dict.fromkeys(("option", "optgroup", "track"), ("label",)),
    **dict.fromkeys(("table", "math"), ("summary", "alttext")),
    "th": ("abbr",),
}
_TIP = re.compile(r"data-(?:[\w-]+-)?(?:tooltip|tip|title|content|caption|label|text|note|description|hint|alt)")
_SENTENCE = re.compile(r"(?![\[{<#.])(?!.*://)\S*[^\W\d_](?:.*\s\S*[^\W\d_]){2}", re.DOTALL)
_OURS = frozenset(
    {"data-line", "data-after", "data-note", "data-note-text", "data-fence", "data-minutes", "data-moved"}
)


def said_of(element: Any) -> Iterator[str]:
    """Yield what the attributes of ``element`` say and nothing else of it does."""
    known: Counter[str] | None = None
    for value in _values(element):
        known = counted(words_of(element)) if known is None else known
        words = counted(value)
        if not words <= known:
            known = known + words
            yield value


def _values(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.get("data-after") is not None:  # kramdown's, which is no words
        return
    for key in (*_SAID, *_SAID_BY.get(element.tag, ())):
        yield from _worded(element.get(key))
    if element.tag == "input" and element.get("type") not in ("hidden", "checkbox", "radio"):
        yield from _worded(element.get("value"))
    for key, value in element.attrib.items():
        if key.startswith("data-") and key not in _OURS and (_TIP.fullmatch(key) or _SENTENCE.match(value)):
            yield from _worded(value)


def _worded(value: str | None) -> list[str]:
    return [value] if value and re.search(r"[^\W_]", value) else []


def words_of(element: Any) -> str:
    """Return all words within an element, those of its parts apart."""
    return " ".join(text for text in element.itertext() if isinstance(text, str))
