"""Reads files of cases: a title, the input and what is expected, parted by lines with a single dot."""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "source"

_CASE = re.compile(
    r"^(?P<title>[^\n.][^\n]*)\n\.\n(?P<given>.*?)^\.\n(?P<expected>.*?)(?=\n[^\n.][^\n]*\n\.\n|\Z)", re.M | re.S
)


def read_cases(name: str) -> dict[str, tuple[str, list[str]]]:
    """Return the input and the expected lines of each case of ``tests/cases/source/name``, by title."""
    text = (CASES / name).read_bytes().decode("utf-8")
    return {
        case["title"]: (case["given"], [line for line in case["expected"].splitlines() if line])
        for case in _CASE.finditer(text)
    }
