"""A hub takes what proposals offer, and refuses those that are damaged, unsafe, or for somebody else."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.app.accept import accept
from kit.cli.run import run
from kit.franchise.share.proposal import FIRST
from kit.model.errors import FindingsError, KitError, Refused
from tests.app.groups import ADDRESS, WHY, offer, taken
from tests.helpers import build_file_tree
from tests.stories import contents


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Return the zip with its files changed."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file


def settings(old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        assert old in files[FIRST].decode()
        files[FIRST] = files[FIRST].decode().replace(old, new).encode()

    return change


def file(name: str, data: str | bytes | None) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files.pop(name, None)
        if data is not None:
            files[name] = data if isinstance(data, bytes) else data.encode()

    return change


CHANGE = f'[[change]]\nwhat = "field"\naddress = "{ADDRESS.split("#")[0]}:cut"\ntitle = "x"\ntext = "3"\n\n' * 2
HOSTILE = [
    (settings(f'address = "{ADDRESS}"', 'address = "../region#why"'), FindingsError, 3),
    (settings(f'address = "{ADDRESS}"', 'address = "conf.py"'), FindingsError, 3),
    (settings('id = "midlands"', 'id = "../../x"'), FindingsError, 1),
    (settings('name = "Midlands Group"', 'name = "Midlands <script>"'), FindingsError, 3),
    (settings('name = "Midlands Group"', 'name = "Mid\\u202elands"'), FindingsError, 3),
    (settings('id = "midlands"', 'id = "hub"'), KitError, 1),
    (settings('[for]\nid = "hub"', '[for]\nid = "other"'), KitError, 1),
    (settings("schema = 1", "schema = 99"), FindingsError, 1),
    (settings("schema = 1", "schema = 1\nrun = 'sh'"), FindingsError, 1),
    (file("conf.py", "import os"), FindingsError, 3),
    (file("../outside.md", "# Out\n"), Refused, 3),
    (file("after/01.md", None), FindingsError, 1),
    (file("after/01.md", b"\xff\xfe\x00"), FindingsError, 1),
    (file("after/01.md", "## Why it matters\n\n<script>alert(1)</script>\n"), FindingsError, 3),
    (file("after/01.md", "## Why it matters\n\n```{eval-rst}\n.. raw:: html\n```\n"), FindingsError, 3),
    (file("after/01.md", "## Why it matters\n\n![x](javascript:alert(1))\n"), FindingsError, 3),
    (file("after/01.md", "## Why it matters\n\n" + "x" * 2_000_000), FindingsError, 3),
    (file("after/01.md", "Because, anew.\n"), FindingsError, 1),
    (settings("[[change]]\n", CHANGE + "[[change]]\n"), FindingsError, 3),
    (settings(f'address = "{ADDRESS}"', 'address = "release-notes#x"'), FindingsError, 1),
    (file(FIRST, None), FindingsError, 1),
    (file(FIRST, "not toml ["), FindingsError, 1),
]


@pytest.mark.parametrize(("change", "error", "code"), HOSTILE)
def test_a_hostile_or_damaged_proposal_is_refused_and_changes_nothing(
    place: Path, change: Callable[[dict[str, bytes]], None], error: type[KitError], code: int
) -> None:
    wrong = rewritten(offer(place), change)
    before = contents(place / "hub")

    with pytest.raises(error) as refused:
        accept(place / "hub", wrong, (), False)

    assert refused.value.exit_code == code
    assert contents(place / "hub") == before


def test_a_zip_that_is_none_is_refused(place: Path) -> None:
    (place / "offer.zip").write_bytes(b"PK nothing of the kind")

    with pytest.raises(Refused):
        accept(place / "hub", place / "offer.zip", (), False)


def test_a_proposal_of_another_base_cannot_take_the_hubs_words_away_unasked(place: Path) -> None:
    wrong = rewritten(offer(place), file("before/01.md", "## Why it matters\n\nSomething that was never there.\n"))

    assert taken(place / "hub", wrong) == ["CONFLICT"]
    assert "Because of this." in (place / "hub" / "round-1" / "how-ready.md").read_text(encoding="utf-8")


def test_a_hub_takes_an_acceptance_back_to_the_byte(place: Path) -> None:
    file = offer(place)
    before = contents(place / "hub")
    accept(place / "hub", file, (), False)

    assert run(["-C", "hub", "undo"]) == 0

    assert contents(place / "hub") == before


def test_git_makes_a_commit_of_the_patch_that_says_what_accept_would(place: Path) -> None:
    def git(*words: str) -> str:
        who = ["-c", "user.name=Hub", "-c", "user.email=hub@example.org", "-c", "core.autocrlf=false"]
        done = subprocess.run(["git", *who, *words], cwd=place / "hub", check=True, capture_output=True, text=True)
        return done.stdout

    build_file_tree(place / "midlands", {"pages/round-1/walk.md": "---\nminutes: 15\n---\n\n# A walk\n\nOut."})
    with zipfile.ZipFile(offer(place, by="Sam Okafor")) as archive:
        (place / "changes.patch").write_bytes(archive.read("changes.patch"))
    git("init", "-q")
    git("add", "--all")
    git("commit", "-q", "-m", "The hub")
    git("switch", "-q", "-c", "from-midlands")

    git("am", "-q", str(place / "changes.patch"))

    assert git("log", "-1", "--format=%an|%s") == "Sam Okafor for Midlands Group|Take changes from Midlands Group\n"
    by_git = contents(place / "hub")
    git("switch", "-q", "-")
    accept(place / "hub", place / "offer.zip", (), False)
    ours = {path: data for path, data in contents(place / "hub").items() if path.endswith(".md")}
    assert {path: data for path, data in by_git.items() if path.endswith(".md")} == ours


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("replace", "## What it is for\n\nAn hour.\n", 'to = "round-1/how-ready#what-it-is-for"'),
        ("remove", "No time for it.\n", f'address = "{ADDRESS}"'),
    ],
)
def test_a_heading_that_a_hub_takes_over_is_a_move_so_that_others_follow_and_it_can_be_released(
    place: Path, file: str, text: str, told: str
) -> None:
    (place / "midlands" / WHY).unlink()
    build_file_tree(place / "midlands", {WHY.replace("replace", file): text})
    assert run(["-C", "hub", "release", "2026.1"]) == 0

    assert taken(place / "hub", offer(place)) == ["TAKEN"]

    assert told in (place / "hub" / "moves.toml").read_text(encoding="utf-8")
    assert run(["-C", "hub", "release", "2026.2"]) == 0
    assert run(["-C", "midlands", "update"]) == 0
    assert not list((place / "midlands" / "overrides").rglob("*.md"))


def test_a_heading_that_another_section_has_too_leads_to_the_one_that_was_changed(place: Path) -> None:
    build_file_tree(place / "midlands", {WHY: "## Talk it over\n\nNew.\n"})

    accept(place / "hub", offer(place), (), False)

    assert 'to = "round-1/how-ready#talk-it-over-2"' in (place / "hub" / "moves.toml").read_text(encoding="utf-8")
    assert run(["-C", "midlands", "update"]) == 0
    assert not list((place / "midlands" / "overrides").rglob("*.md"))


def test_a_byte_order_mark_in_a_proposal_is_none_of_its_words(place: Path) -> None:
    text = "\ufeff## Why it matters\r\rBecause it saves an hour.\r"

    accept(place / "hub", rewritten(offer(place), file("after/01.md", text)), (), False)

    page = (place / "hub" / "round-1" / "how-ready.md").read_text(encoding="utf-8")
    assert page.endswith("## Why it matters\n\nBecause it saves an hour.\n")
    assert not (place / "hub" / "moves.toml").exists()
