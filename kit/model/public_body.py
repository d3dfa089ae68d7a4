"""What a public body says of its own site: the accessibility statement and the privacy note, as its settings have them.

Nothing here is ever inherited: a group answers only for its own site. "" and None mean that nobody has said, and
pages then show a gap.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """``[accessibility]``: what fills the accessibility statement.

    ``status`` is full, partial or none: how far the site meets WCAG 2.2 AA. ``problems`` are sentences on what is not
    accessible and why. ``reply_days`` are days until people get an answer. ``nation`` is england, wales, scotland or
    northern-ireland, where another body enforces the law.
    """

    organisation: str = ""
    contact: str = ""
    phone: str = ""
    reply_days: int | None = None
    status: str = ""
    problems: tuple[str, ...] = ()
    tested: datetime.date | None = None
    tested_by: str = ""
    how: str = ""
    prepared: datetime.date | None = None
    reviewed: datetime.date | None = None
    nation: str = ""


@dataclass(frozen=True)
class Privacy:
    """``[privacy]``: what fills the privacy note.

    ``controller`` answers for what is collected on paper, ``retention`` says how long that is kept, ``policy`` is the
    address of its full privacy notice, and ``host`` is the service that publishes the site.
    """

    controller: str = ""
    contact: str = ""
    retention: str = ""
    policy: str = ""
    host: str = ""


@dataclass(frozen=True)
class Ancestor:
    """A group whose material this edition was adapted from. ``url`` is its site's address, or ""."""

    name: str
    version: str
    url: str = ""
