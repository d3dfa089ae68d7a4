"""Reading a tree from the disk: what is taken, what is left alone, and what is refused and why."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble, WrongUsage
from kit.model.findings import Code, Finding
from kit.source.tree.read import find_tree, read_plain, read_tree
from kit.source.tree.rules import MAX_TEXT
from tests.helpers import build_file_tree

HUB: dict[str, str | bytes] = {"hub.toml": "schema = 1\n", "index.md": "# Home\n", "round-1/index.md": "# Round 1\n"}
REGION: dict[str, str | bytes] = {
    "region.toml": "schema = 1\n",
    "upstream/hub.toml": "schema = 1\n",
    "upstream/round-1/how-ready.md": "# How ready\n",
    "pages/round-1/own-session.md": "# Own\n",
    "pages/round-1/map.png": b"\x89PNG",
    "files/brand/logo.svg": "<svg/>",
    "overrides/round-1/how-ready/score.replace.md": "## Score\n",
    "overrides/round-1/how-ready/page.toml": 'why = ""\n',
}


def read(root: Path) -> tuple[set[str], list[tuple[Code, str]]]:
    found: list[Finding] = []
    tree = read_tree(root, found)
    assert all(finding.message.endswith(".") and finding.hint for finding in found)
    return set(tree.files), [(finding.code, finding.file) for finding in found]


def test_a_hub_is_read_as_bytes(tmp_path: Path) -> None:
    found: list[Finding] = []
    build_file_tree(tmp_path, {**HUB, "round-1/bom.md": b"\xef\xbb\xbf# Hi\r\n"})

    tree = read_tree(tmp_path, found)

    assert found == []
    assert tree.files["round-1/bom.md"] == b"\xef\xbb\xbf# Hi\r\n"
    assert set(tree.files) == {*HUB, "round-1/bom.md"}


def test_a_region_is_read_with_all_its_areas(tmp_path: Path) -> None:
    assert read(build_file_tree(tmp_path, REGION)) == (set(REGION), [])


def test_what_is_for_people_and_machines_stays_out(tmp_path: Path) -> None:
    beside = (
        *(".kit/lock.toml", ".git/HEAD", ".github/workflows/check.yml", "review/Question 1.md", "editing/page.md"),
        *("log/round-1-2027-01-20.toml", "README.md", "lineage.toml", "_build/midlands/index.html", "Thumbs.db"),
        *("pages/round-1/~$own-session.docx", "upstream/README.md", "upstream/.gitattributes"),
    )
    build_file_tree(tmp_path, {**REGION, **dict.fromkeys(beside, "x")})

    assert read(tmp_path) == (set(REGION), [])


def test_unknown_things_at_the_top_of_a_region_are_named(tmp_path: Path) -> None:
    extra = ("conf.py", "docutils.conf", "index.md", "hub.toml", "round-1/own.md", "_static/site.js")
    build_file_tree(tmp_path, {**REGION, **dict.fromkeys(extra, "x")})
    files, found = read(tmp_path)

    assert files == set(REGION)
    assert {file for _, file in found} == {"conf.py", "docutils.conf", "index.md", "hub.toml", "round-1", "_static"}
    assert {code for code, _ in found} == {Code.UNKNOWN_FILE}


def test_names_that_break_the_rule_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    extra = ("round-1/My Notes.md", "Round 2/index.md", "round-1/notes.docx", "a/b/c/d/e.md", "round-1/con.md")
    build_file_tree(tmp_path, {**HUB, **dict.fromkeys(extra, "x")})
    files, found = read(tmp_path)

    assert files == set(HUB)
    assert sorted(file for _, file in found) == [
        *("Round 2", "a/b/c/d", "round-1/My Notes.md", "round-1/con.md", "round-1/notes.docx"),
    ]
    assert {code for code, _ in found} == {Code.UNSAFE_PATH}


def test_a_better_name_is_offered(tmp_path: Path) -> None:
    found: list[Finding] = []
    read_tree(build_file_tree(tmp_path, {**HUB, "round-1/My Notes.MD": "x"}), found)

    assert found[0].hint == "Rename it, for example to round-1/my-notes.md"


def test_overrides_may_lie_one_part_deeper_than_pages(tmp_path: Path) -> None:
    deep = {"overrides/a/b/c/d/x.after.md": "## X\n", "pages/a/b/c/d.md": "# D\n"}
    assert read(build_file_tree(tmp_path, {**REGION, **deep})) == ({*REGION, *deep}, [])


def test_overrides_hold_overrides_only_and_nothing_else_does(tmp_path: Path) -> None:
    extra = ("overrides/round-1/how-ready/pic.png", "overrides/page.toml", "pages/round-1/own.after.md")
    files, found = read(build_file_tree(tmp_path, {**REGION, **dict.fromkeys(extra, "x")}))

    assert files == set(REGION)
    assert set(found) == {(Code.UNKNOWN_FILE, path) for path in extra}


def link(place: Path, target: Path) -> None:
    try:
        place.symlink_to(target)
    except OSError:
        pytest.skip("This account may not make symbolic links")


def test_links_to_files_and_folders_are_refused_and_not_followed(tmp_path: Path) -> None:
    secret = build_file_tree(tmp_path / "outside", {"index.md": "secret"})
    root = build_file_tree(tmp_path / "hub", HUB)
    link(root / "round-1" / "page.md", secret / "index.md")
    link(root / "round-2", secret)
    link(root / "round-3", root)
    link(root / "broken.md", root / "nowhere.md")
    files, found = read(root)

    assert files == set(HUB)
    assert {file for _, file in found} == {"round-1/page.md", "round-2", "round-3", "broken.md"}
    assert {code for code, _ in found} == {Code.UNSAFE_SYMLINK}


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="This system cannot open a file without following links")
def test_a_file_that_becomes_a_link_after_it_was_looked_at_is_not_followed(tmp_path: Path) -> None:
    build_file_tree(tmp_path, {"secret.md": "secret"})
    link(tmp_path / "page.md", tmp_path / "secret.md")

    with pytest.raises(OSError, match=r"page\.md"):
        read_plain(tmp_path / "page.md")


def test_a_settings_file_that_is_a_link_is_refused_too(tmp_path: Path) -> None:
    outside = build_file_tree(tmp_path / "outside", {"region.toml": "schema = 1\n"})
    root = build_file_tree(tmp_path / "region", {"pages/a.md": "# A\n"})
    link(root / "region.toml", outside / "region.toml")

    assert read(root)[1] == [(Code.UNSAFE_SYMLINK, "region.toml")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among files")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(build_file_tree(tmp_path, HUB) / "round-1" / "pipe.md")

    assert read(tmp_path) == (set(HUB), [(Code.UNSAFE_PATH, "round-1/pipe.md")])


def test_a_page_over_a_megabyte_is_not_read(tmp_path: Path) -> None:
    build_file_tree(
        tmp_path, {**HUB, "a.md": b"x" * MAX_TEXT, "b.md": b"x" * (MAX_TEXT + 1), "c.png": b"x" * 2 * MAX_TEXT}
    )

    assert read(tmp_path) == ({*HUB, "a.md", "c.png"}, [(Code.UNSAFE_SIZE, "b.md")])


def test_names_that_some_systems_cannot_tell_apart_are_told(tmp_path: Path) -> None:
    build_file_tree(tmp_path, {**HUB, "round-1/PAGE.md": "x", "round-1/page.md": "x"})
    if len(list((tmp_path / "round-1").iterdir())) < 3:
        pytest.skip("This disk cannot tell the two names apart either")

    assert (Code.NAME_CLASH, "round-1/page.md") in read(tmp_path)[1]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="This account may read everything")
def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path) -> None:
    build_file_tree(tmp_path, HUB)
    (tmp_path / "index.md").chmod(0)

    assert read(tmp_path)[1] == [(Code.UNREADABLE, "index.md")]


def test_a_folder_that_is_not_there_is_trouble_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble):
        read_tree(tmp_path / "nowhere", [])


def test_the_nearest_tree_upward_is_found(tmp_path: Path) -> None:
    build_file_tree(tmp_path, {"hub.toml": "", "midlands/region.toml": "", "midlands/pages/round-1/a.md": ""})

    assert find_tree(tmp_path / "midlands" / "pages" / "round-1", None) == tmp_path / "midlands"
    assert find_tree(tmp_path, None) == tmp_path


def test_without_one_upward_sessions_is_taken(tmp_path: Path) -> None:
    build_file_tree(tmp_path, {"sessions/hub.toml": ""})

    assert find_tree(tmp_path, None) == tmp_path / "sessions"


def test_the_chosen_tree_is_the_only_one_looked_at(tmp_path: Path) -> None:
    build_file_tree(
        tmp_path, {"hub.toml": "", "midlands/region.toml": "", "clone/sessions/hub.toml": "", "empty/x": ""}
    )

    assert find_tree(tmp_path, Path("midlands")) == tmp_path / "midlands"
    for wrong, hint in (("empty", "Name the folder"), ("nowhere", "Name the folder"), ("clone", "sessions?")):
        with pytest.raises(WrongUsage) as caught:
            find_tree(tmp_path, Path(wrong))
        assert hint in caught.value.hint


def test_no_tree_anywhere_is_wrong_usage_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage) as caught:
        find_tree(tmp_path, None)
    assert "-C" in caught.value.hint


def test_logs_of_meetings_in_a_hub_are_no_pages(tmp_path: Path) -> None:
    """A hub that logs its own meetings has the same pages, and the same digest, as before."""
    root = build_file_tree(tmp_path, {"hub.toml": "", "log/round-1-2027-01-20.toml": "not read"})
    found: list[Finding] = []

    assert (set(read_tree(root, found).files), found) == ({"hub.toml"}, [])
