"""The tutorial about four groups, followed to the letter: no word is lost, and credits are right at each step."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kit.cli.run import run
from kit.franchise.credits import read_credits
from kit.model.tree import Tree

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "tutorial" / "bring-it-home.md").read_text(encoding="utf-8")
ADDRESS = "round-1/how-ready#why-it-matters"
GROUPS = ("midlands", "south", "west-midlands")

pytestmark = pytest.mark.slow

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown(heading: str, language: str) -> list[str]:
    """The fences of one language in one part of the guide."""
    titles = re.compile(r"^## (.*)\n(?=\n(?!Working))", re.MULTILINE)  # the one inside the text to be written is none
    rest = re.split(rf"^## {re.escape(heading)}$", GUIDE, flags=re.MULTILINE)[1]
    part = titles.split(rest)[0]
    return [text for kind, text in _FENCE.findall(part) if kind == language]


def typed(heading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type the commands of a part of the guide; each ends well."""
    for line in "".join(shown(heading, "text")).splitlines():
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)]
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
        else:
            assert words[0] == "peerkit"
            assert run(words[1:]) == 0, line


def overrides(group: str) -> list[str]:
    return sorted(path.name for path in Path(group, "overrides").rglob("*.md"))


def credited(tree: Path) -> list[tuple[str, str]]:
    data = {"credits.toml": (tree / "credits.toml").read_bytes()} if (tree / "credits.toml").exists() else {}
    return [(one.address, one.named) for one in read_credits(Tree(data), [])]


def test_an_improvement_comes_home_to_all_four_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "sessions", tmp_path / "kit" / "sessions")
    monkeypatch.chdir(tmp_path / "kit")
    typed("Make the groups", monkeypatch)

    (text,) = shown("Midlands makes it better", "markdown")
    (name,) = re.findall(r"`(midlands/overrides/[^`]+\.words\.md)`", GUIDE)
    Path(name).parent.mkdir(parents=True)
    Path(name).write_text(text, encoding="utf-8")
    words = text.rstrip().splitlines()[-1]

    typed("West Midlands has it at once", monkeypatch)
    assert words in Path("west-midlands/upstream/round-1/how-ready.md").read_text(encoding="utf-8")

    typed("South takes it over", monkeypatch)
    assert overrides("south") == ["why-it-matters.words.md"]
    assert run(["-C", "south", "compose", "--out", "south-before"]) == 0
    assert credited(Path("south-before")) == [(ADDRESS, "Midlands Peer Group")]

    capsys.readouterr()
    typed("Midlands offers it to the hub", monkeypatch)
    assert shown("Midlands offers it to the hub", "console")[0] in capsys.readouterr().out

    typed("The hub takes it and releases it", monkeypatch)
    assert "“How ready are we?”: " in Path("hub/release-notes.md").read_text(encoding="utf-8")
    assert credited(Path("hub")) == [(ADDRESS, "Sam Okafor, Midlands Peer Group")]

    capsys.readouterr()
    typed("Everyone receives it", monkeypatch)
    printed = "".join(capsys.readouterr())
    version, adopted = shown("Everyone receives it", "console")
    assert (printed.count(version), printed.count(adopted)) == (3, 2)
    for group in GROUPS:
        assert overrides(group) == []
        assert run(["-C", group, "status", "--exit-code"]) == 0
        assert words in Path(group, "upstream/round-1/how-ready.md").read_text(encoding="utf-8")
        assert credited(Path(group, "upstream")) == [(ADDRESS, "Sam Okafor, Midlands Peer Group")]

    capsys.readouterr()
    typed("See that it is so", monkeypatch)
    assert "varied" not in capsys.readouterr().out
    page = Path("south-site/site/round-1/how-ready.html").read_text(encoding="utf-8")
    assert "This page has words from Sam Okafor, Midlands Peer Group" in page
    assert f'href="{ADDRESS.replace("#", ".html#")}"' in Path("south-site/site/credits.html").read_text("utf-8")
