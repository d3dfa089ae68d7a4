"""``peerkit check`` and ``build`` on pages with mistakes: every one told at once, and nothing touched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Peerkit
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files

FRONT = "---\nminutes: 10\n---\n\n"

# What people get wrong most, in one tree: the page, and where and how each mistake is told.
MISTAKES: dict[str, str | bytes] = {
    "round-1/index.md": HUB["round-1/index.md"].replace("session: next-steps", "session: next-step"),
    "round-1/no-front-matter.md": "# No front matter\n",
    "round-1/misspelt.md": FRONT + "# Misspelt\n\n:::{actvity} Score\n:minutes: 10\n:::\n",
    "round-1/no-number.md": "---\nminutes: soon\n---\n\n# No number\n",
    "round-1/unclosed.md": FRONT + "# Unclosed\n\n:::{activity} Score\n:minutes: 10\n",
    "round-1/nested.md": FRONT + "# Nested\n\n:::{activity} Score\n:minutes: 10\n\n:::{tip}\nHm.\n:::\n\n:::\n",
    "round-1/two-titles.md": FRONT + "# One\n\n# Two\n",
    "round-1/no-alt.md": FRONT + "# No alt\n\n![](map.png)\n",
    "round-1/latin.md": FRONT.encode() + "# Café\n".encode("latin-1"),
    "round-1/unknown-key.md": "---\nminuts: 10\n---\n\n# Unknown key\n",
}
PLACES = {
    "unknown-session": "round-1/index.md:6",
    "no-front-matter": "round-1/no-front-matter.md:1",
    "unknown-directive": "round-1/misspelt.md:7",
    "bad-value": "round-1/no-number.md:2",
    "unclosed-fence": "round-1/unclosed.md:7",
    "nested-fence": "round-1/nested.md:10",
    "no-title": "round-1/two-titles.md:7",
    "no-alt-text": "round-1/no-alt.md:7",
    "unreadable": "round-1/latin.md:5",
    "unknown-key": "round-1/unknown-key.md:2",
}


def places_by_code(ended: Ended) -> dict[str, str]:
    """Return the place of each error by its code; its hint must follow it, and both be sentences."""
    pairs = re.findall(r"^(\S+): error: (.*) \[([a-z-]+)\]\n    (.*)$", ended.err, re.MULTILINE)
    assert [(message, hint) for _, message, _, hint in pairs if not (message[-1] in ".?" and hint)] == []
    return {code: place for place, _, code, _ in pairs if code in PLACES}


def test_typical_mistakes_are_all_told_in_one_run(peerkit: Peerkit, hub: Path) -> None:
    build_file_tree(hub, MISTAKES)
    ended = peerkit("-C", hub, "check")

    assert (ended.code, ended.out) == (1, "")
    assert places_by_code(ended) == PLACES
    assert ended.following == f"peerkit -C {hub} check"


def test_a_build_tells_them_too_and_leaves_the_last_one_as_it_was(peerkit: Peerkit, hub: Path) -> None:
    build_file_tree(hub, MISTAKES)
    before = {"site/index.html": "old", "manifest.json": '{"files": [{"path": "site/index.html"}]}'}
    out = build_file_tree(Path("out"), before)
    ended = peerkit("-C", hub, "build", "--out", out)

    assert ended.code == 1
    assert places_by_code(ended) == PLACES
    assert "Nothing was changed" in ended.err
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["out"]
    assert {path: (out / path).read_text(encoding="utf-8") for path in before} == before


def test_a_sound_tree_ends_with_0_and_leads_on_to_build(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", "../hub", "check", "--strict")

    assert (ended.code, ended.out) == (0, "")
    assert "hub: nothing to mend." in ended.err
    assert ended.following == "peerkit -C ../hub build"


def test_json_has_the_shape_of_the_contract(peerkit: Peerkit, hub: Path) -> None:
    plan = HUB["round-1/index.md"].replace("session: next-steps", "session: next-step")
    build_file_tree(hub, {"round-1/index.md": plan})
    ended = peerkit("-C", hub, "check", "--json")
    (finding,) = [one for one in json.loads(ended.out)["findings"] if one["code"] == "unknown-session"]

    assert ended.code == 1
    assert finding.keys() == {"code", "level", "file", "line", "message", "hint"}
    assert (finding["level"], finding["file"], finding["line"]) == ("error", "round-1/index.md", 6)


def test_anything_unsafe_ends_with_3(peerkit: Peerkit, hub: Path) -> None:
    build_file_tree(hub, {"round-1/next-steps.md": FRONT + "# Next\n\n<script>x</script>\n"})

    assert peerkit("-C", hub, "check").code == 3
    assert peerkit("-C", hub, "build", "--out", "out").code == 3
    assert not Path("out").exists()


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_advice_is_shown_and_counts_only_when_strict(peerkit: Peerkit, hub: Path, strict: list[str], code: int) -> None:
    build_file_tree(hub, {"round-1/next-steps.md": "---\nminutes: 15\nreviewed: 2001-01-01\n---\n\n# Next steps\n"})

    ended = peerkit("-C", hub, "check", *strict)

    assert (ended.code, "[review-due]" in ended.err) == (code, bool(strict))
    assert ended.err.count("check --strict") == 1


DROPPED = '\n[[round.round-1.agenda]]\ndrop = "next-steps"\n'  # check has advice about a session that is on no agenda


@pytest.mark.parametrize("command", [["-C", "midlands", "build"], ["network", "build", "midlands"]])
def test_what_stops_a_command_is_told_without_advice(
    peerkit: Peerkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    build_file_tree(tmp_path / "midlands", {**region_files({}, DROPPED), "plan.txt": "Mine"})

    ended = peerkit(*command, "--out", "out")

    assert ended.code == 1
    assert "plan.txt: error: " in ended.err
    assert "advice" not in ended.err


def test_a_region_says_which_blanks_are_left_and_where(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    build_file_tree(tmp_path / "midlands", region_files({}, '\n[variables]\nvenue = ""\ncontact = "a@example.org"\n'))
    ended = peerkit("-C", tmp_path / "midlands", "check")
    line = (tmp_path / "midlands/region.toml").read_text(encoding="utf-8").splitlines().index('venue = ""') + 1

    assert ended.code == 1
    assert f"region.toml:{line}: warning:" in ended.err
    assert "[gap]" in ended.err
