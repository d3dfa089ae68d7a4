"""The stems of words for the search index, each worked out once: a site says the same words on every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

_MOST = 50_000  # words whose stems are remembered; a site has a few thousand different words
_STEMMERS: dict[type, Callable[[str], str]] = {}


def remember_stems(index: Any) -> None:
    """Let ``index``, a search index of Sphinx's, ask for the stem of a word once and not for each page."""
    language = index.lang
    vars(language)["stem"] = _STEMMERS.setdefault(type(language), lru_cache(_MOST)(language.stem))
