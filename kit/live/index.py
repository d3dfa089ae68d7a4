"""The search index from one writing to the next: what it holds of pages that are not written again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sphinx.search import IndexBuilder

_STEMS = 50_000  # kept; a site has a few thousand different words
_STEMMERS: dict[type, Callable[[str], str]] = {}


def without(index: IndexBuilder, before: IndexBuilder | None, kept: frozenset[str]) -> None:
    """Let ``index``, which is new, know of the pages ``kept`` what the index ``before`` knew, and of no others.

    Words that stood on other pages only are gone, as if those pages had never been read.
    """
    for table in ("_titles", "_filenames", "_all_titles", "_index_entries"):
        known = vars(before)[table] if before else {}
        vars(index)[table] = {name: entry for name, entry in known.items() if name in kept}
    for table in ("_mapping", "_title_mapping"):
        words = vars(before)[table] if before else {}
        vars(index)[table] = {word: left for word, pages in words.items() if (left := pages & kept)}
    for table in ("_objtypes", "_objnames"):
        vars(index)[table] = {}


def remember_stems(index: IndexBuilder) -> None:
    """Let ``index`` remember the stems of words: they hardly change from one change of a site to the next."""
    language = index.lang
    vars(language)["stem"] = _STEMMERS.setdefault(type(language), lru_cache(_STEMS)(language.stem))
