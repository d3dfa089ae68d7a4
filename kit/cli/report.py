"""Findings on the screen, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kit.cli.common import say
from kit.model.findings import Finding, Level

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.ADVICE: "cyan"}


def show_findings(findings: Sequence[Finding]) -> None:
    """Show each finding as two lines: where and what, then what to do."""
    for one in findings:
        say(f"{one.place}: {one.level.value}: {one.message} [{one.code.value}]", fg=_COLOURS[one.level])
        if one.hint:
            say(f"    {one.hint}")


def counted(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each level, in words."""
    counts = Counter(one.level for one in findings)
    words = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "piece of advice"}
    parts = [_number(counts[level], word) for level, word in words.items() if counts[level]]
    return ", ".join(parts) or "nothing to mend"


def _number(count: int, word: str) -> str:
    plural = word.replace("piece", "pieces") if "piece" in word else f"{word}s"
    return f"{count} {word if count == 1 else plural}"


def findings_json(findings: Sequence[Finding]) -> dict[str, list[dict[str, Any]]]:
    """Return the findings in the shape that ``check --json`` prints."""
    return {"findings": [_entry(one) for one in findings]}


def _entry(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code.value,
        "level": one.level.value,
        "file": one.file,
        "line": one.line,
        "message": one.message,
        "hint": one.hint,
    }
