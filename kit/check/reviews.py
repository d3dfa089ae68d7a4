"""Advice on days on which somebody last read or tested something: long ago, or not come yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from kit.model.findings import Code, Finding
from kit.model.page import Page

REVIEW_MONTHS = 24


def check_reviews(pages: Iterable[Page], today: datetime.date) -> Iterator[Finding]:
    """Yield advice for every page last reviewed over 24 months before ``today``, or after it."""
    for page in pages:
        reviewed, line = page.meta.reviewed, page.meta_lines.get(("reviewed",))
        if reviewed is None:
            continue
        if months_between(reviewed, today) >= REVIEW_MONTHS:
            message = f"The page was last reviewed on {reviewed.isoformat()}, over {REVIEW_MONTHS} months ago."
            yield Finding(Code.REVIEW_DUE, page.path, line, message, "Read it through, then set reviewed to today.")
        yield from not_come_yet("reviewed", reviewed, today, page.path, line)


def not_come_yet(key: str, day: datetime.date, today: datetime.date, path: str, line: int | None) -> Iterator[Finding]:
    """Yield advice where ``day``, on which something was done, is after ``today``: it would never be due again."""
    if day > today:
        message = f"{key} is {day.isoformat()}, and that day has not come yet."
        yield Finding(Code.DAY_AHEAD, path, line, message, "Write the day on which it was done, such as 2026-06-01.")


def months_between(then: datetime.date, today: datetime.date) -> int:
    """Return the whole months from ``then`` to ``today``."""
    return (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
