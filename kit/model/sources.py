"""Where what the pages say comes from: facts in our own words, below the page or report that says so."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """What a source says, in one sentence of ours.

    ``checked`` is the day on which somebody held it against the source, None where nobody has, and ``how`` what they
    had before them, such as a stored copy, or "".
    """

    claim: str
    checked: datetime.date | None = None
    how: str = ""


@dataclass(frozen=True)
class Source:
    """A page on the web. ``published`` is its date in words, and ``archive`` the address of a stored copy, or ""."""

    address: str
    title: str
    publisher: str
    facts: tuple[Fact, ...]
    published: str = ""
    archive: str = ""


@dataclass(frozen=True)
class Subject:
    """Sources that belong together: one file of ``facts/``, by its name without ``.toml``."""

    name: str
    title: str
    sources: tuple[Source, ...]
