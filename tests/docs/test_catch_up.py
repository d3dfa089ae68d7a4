"""The tutorial about a year's improvements, followed to the letter in the example that it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.cli.run import run
from tests.example_regions import ROOT, with_hub

GUIDE = (ROOT / "docs" / "tutorial" / "catch-up.md").read_text(encoding="utf-8")
QUESTION = "review/round-1--map-of-expertise.meet-your-match.md"

pytestmark = pytest.mark.slow

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown(heading: str, language: str) -> list[str]:
    """The lines that the guide shows in one of its parts, in fences of one language."""
    part = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [line for kind, text in _FENCE.findall(part) if kind == language for line in text.splitlines()]


def files(region: Path, folder: str) -> set[str]:
    return {path.relative_to(region).as_posix() for path in (region / folder).rglob("*") if path.is_file()}


def test_the_group_catches_up_as_the_guide_says_and_keeps_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    region = with_hub(tmp_path, "south-west")
    monkeypatch.chdir(region)

    def typed(heading: str) -> list[str]:
        """Type the commands of a part; return those of its lines that were not printed."""
        verbs = [line.removeprefix("peerkit ") for line in shown(heading, "text")]
        assert {run([verb]) for verb in verbs if verb != "build"} <= {0, 1}  # 1: a question waits
        printed = "".join(capsys.readouterr()).splitlines()
        return [line for line in shown(heading, "console") if line not in printed]

    assert typed("Ask what is waiting") == []
    ours = files(region, "overrides")
    assert typed("Take it in") == []
    assert files(region, "overrides") == ours
    assert {"review/whats-new.md", QUESTION} <= files(region, "review")

    (tick,) = shown("Answer the question", "markdown")
    page = Path(QUESTION).read_text(encoding="utf-8")
    Path(QUESTION).write_text(page.replace(tick.replace("x", " ", 1), tick), encoding="utf-8")
    assert typed("Answer the question") == []
    assert ours - files(region, "overrides") == {"overrides/round-1/map-of-expertise/meet-your-match.replace.md"}
    assert typed("Look at the result") == []
    assert run(["check", "--strict"]) == 0

    assert typed("Change your mind") == []
    assert files(region, "overrides") == ours
