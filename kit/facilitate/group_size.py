"""The size of groups, for people. Pure."""

from __future__ import annotations

import re

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SIZE = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")


def people_group(size: str | None) -> str:
    """Return a session's ``group_size`` as its text says it, such as "three to six" for "3-6"; "" without one.

    Above ten both are digits, and what is more than a number or a range stays as it was written.
    """
    match = _SIZE.fullmatch((size or "").strip())
    if not match:
        return size or ""
    numbers = [int(one) for one in match.groups() if one]
    return " to ".join(_WORDS[one] if max(numbers) < len(_WORDS) else str(one) for one in numbers)
