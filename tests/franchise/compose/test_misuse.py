"""What a region writes that cannot be applied: it is told at its file and line, with a way out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kit.franchise.compose.compose import compose
from kit.model.findings import Code, Finding
from tests.regions import region_files, tree

READY = "overrides/round-1/how-ready"


def findings(local: Mapping[str, str], more_toml: str = "") -> list[Finding]:
    found: list[Finding] = []
    compose(tree(region_files(local, more_toml)), found)
    return found


@pytest.mark.parametrize(
    ("file", "text", "code", "words"),
    [
        (f"{READY}/score-yourself.replace.md", "## x\n", Code.UNKNOWN_TARGET, "round-1/how-ready#score-yourselves"),
        ("overrides/round-1/how-red/page.toml", "drop = true\n", Code.UNKNOWN_TARGET, "round-1/how-ready"),
        (f"{READY}/why-it-matters.md", "text\n", Code.BAD_OVERRIDE, ".replace.md"),
        (f"{READY}/why-it-matters.after.md", "\n", Code.BAD_OVERRIDE, ".remove.md"),
        (f"{READY}/why-it-matters.after.md", "---\nminutes: 5\n---\n\ntext\n", Code.UNKNOWN_KEY, "page.toml"),
        (f"{READY}/page.toml", 'rename = "next-steps"\n', Code.BAD_OVERRIDE, "another name"),
        (f"{READY}/why-it-matters.replace.md", "No heading.\n", Code.BAD_OVERRIDE, ".after.md"),
        ("files/hub.toml", "schema = 1\n", Code.BAD_OVERRIDE, "region.toml"),
        ("overrides/round-1/index/page.toml", "drop = true\n", Code.BAD_OVERRIDE, "[round.round-1]"),
        ("overrides/index/page.toml", 'rename = "home"\n', Code.BAD_OVERRIDE, "Replace its sections"),
        (f"{READY}/page.toml", 'order = ["scores"]\n', Code.UNKNOWN_TARGET, "score-yourselves"),
        (f"{READY}/page.toml", "[set]\nagenda = []\n", Code.BAD_OVERRIDE, "[[round.NAME.agenda]]"),
    ],
)
def test_an_override_that_cannot_be_applied_is_one_finding_with_a_way_out(
    file: str, text: str, code: Code, words: str
) -> None:
    found = findings({file: text})

    assert [(one.code, one.file) for one in found] == [(code, file)]
    assert words in found[0].hint


@pytest.mark.parametrize(
    ("toml", "code", "line", "words"),
    [
        ('\n[round.round-9]\nstart = "10:00"\n', Code.UNKNOWN_ROUND, 11, "round-1"),
        ('\n[[round.round-1.agenda]]\nadd = "how-redy"\n', Code.UNKNOWN_SESSION, 11, "how-ready"),
        ('\n[[round.round-1.agenda]]\nmove = "arrive"\nafter = "arrive"\n', Code.BAD_AGENDA, 11, "another item"),
        ('\n[round.round-1]\nformat = "onlin"\n', Code.UNKNOWN_FORMAT, 12, "online"),
    ],
)
def test_a_round_or_format_that_is_not_there_is_found_at_its_line(toml: str, code: Code, line: int, words: str) -> None:
    (found,) = findings({}, toml)

    assert (found.code, found.file, found.line) == (code, "region.toml", line)
    assert words in found.hint
