"""A joining link reaches the messages of its round, and nothing else that anybody could read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import check, examine, load
from kit.app.fork import Wishes, start
from kit.app.pack import pack, ready
from kit.facilitate.messages import message_values
from kit.model.findings import Code, Finding
from kit.source.tree.read import read_tree
from kit.source.tree.rules import MAX_SETTINGS
from tests.built import files_with
from tests.facilitate.trees import region
from tests.regions import hub_files, region_files

WORD = "canaryjoin"
PRIVATE = f'[round.round-1]\njoin = "https://meet.example.org/{WORD}"\n'
ROUND = '\n[round.round-1]\ndate = 2027-01-20\nstart = "10:30"\nstatus = "online"\nrevision = 1\n'
TEXT = "Hello.\n\nJoin: {{ join }}\n\nBye.\n"
HUB = {
    "countdown.md": f"# Countdown\n\n## 2 days before: send the reminder\n\n{TEXT}",
    "messages/reminder.md": f"# Reminder\n\n{TEXT}",
}


def planted(place: Path, private: str = PRIVATE, settings: str = ROUND) -> Path:
    """Write a region with a private.toml, and copies of it wherever a folder of a region may hold files."""
    private_files = dict.fromkeys(("private.toml", "files/private.toml", "upstream/private.toml"), private)
    for path, text in {**region_files({}, settings, hub_files(HUB)), **private_files}.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted(tmp_path_factory.mktemp("joining") / "region")


def test_a_build_has_it_in_the_messages_alone(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "out", Order(session_decks=True), lambda _: None)

    assert files_with(WORD, tmp_path / "out") == {f"messages/round-1/reminder.{end}" for end in ("txt", "html", "eml")}
    assert "[joining link]" in (tmp_path / "out/site/round-1/checklist.html").read_text(encoding="utf-8")


def test_a_pack_has_messages_to_fill_in_by_hand(root: Path, tmp_path: Path) -> None:
    pack(ready(root, "round-1"), tmp_path / "pack.zip", lambda _: None)

    assert files_with(WORD, tmp_path) == set()
    assert files_with("[joining link]", tmp_path) == {"pack.zip"}


def test_no_tree_has_it_whether_it_is_composed_or_read_to_be_forked(root: Path) -> None:
    composed = load(root).composed

    assert composed is not None
    for tree in (composed.tree, read_tree(root, []), read_tree(root / "upstream", [])):
        assert not any(WORD.encode() in data for data in tree.files.values())


@pytest.mark.parametrize("packed", [False, True])
def test_whoever_forks_the_region_does_not_get_it(root: Path, tmp_path: Path, packed: bool) -> None:
    """Neither out of its folder nor out of a zip of all that lies there."""
    source = shutil.make_archive(str(tmp_path / "region"), "zip", root) if packed else str(root)
    files = start(Wishes(tmp_path / "made", "Westshire", "westshire", source, {})).files

    assert not any(WORD.encode() in data for data in files.values())
    assert "private.toml" in files[".gitignore"].decode().splitlines()


def test_a_file_that_cannot_be_read_is_told_and_not_passed_over(tmp_path: Path) -> None:
    (planted(tmp_path) / "private.toml").write_text(PRIVATE + "#" * MAX_SETTINGS, encoding="utf-8")

    found = [one for one in examine(tmp_path).findings if one.file == "private.toml"]
    assert [one.code for one in found] == [Code.UNSAFE_SIZE]


def test_a_link_to_a_file_elsewhere_is_told(tmp_path: Path) -> None:
    root = planted(tmp_path / "region")
    (root / "private.toml").rename(tmp_path / "elsewhere.toml")
    (root / "private.toml").symlink_to(tmp_path / "elsewhere.toml")

    found = [one for one in examine(root).findings if one.file == "private.toml"]
    assert [one.code for one in found] == [Code.UNSAFE_SYMLINK]


@pytest.mark.parametrize(
    ("private", "code", "line", "told"),
    [
        ("[round.round-1]\njoin = https\n", "bad-toml", 2, "quotes"),
        (PRIVATE.replace("round-1", "round-9"), "unknown-round", 1, "round-1"),
        (PRIVATE.replace("https:", "http:"), "bad-value", 2, "https://"),
        (f'[round.round-1]\njoin = "{WORD}"\n', "bad-value", 2, "https://"),
        ('[round.round-1]\njoin = ""\n', "bad-value", 2, "https://"),
        ("[round.round-1]\n", "missing-key", 1, "join"),
        ('[round.round-1]\ndate = 2027-01-20\njoin = "https://a.example.org"\n', "unknown-key", 2, "join"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_without_the_link(
    tmp_path: Path, private: str, code: str, line: int, told: str
) -> None:
    found = [one for one in check(planted(tmp_path, private)).findings if one.file == "private.toml"]

    assert [(str(one.code.value), one.line) for one in found] == [(code, line)]
    assert told in found[0].message + found[0].hint
    assert WORD not in found[0].message + found[0].hint


@pytest.mark.parametrize(
    "settings",
    [
        f'{ROUND}join = "https://meet.example.org/{WORD}"\n',
        f'{ROUND}\n[[round.round-1.sitting]]\njoin = "https://meet.example.org/{WORD}"\n',
        f'\n[variables]\njoin = "https://meet.example.org/{WORD}"\n',
    ],
)
def test_in_region_toml_it_is_an_error_that_says_where_it_belongs(tmp_path: Path, settings: str) -> None:
    found: list[Finding] = [one for one in load(planted(tmp_path, "", settings)).findings if "joi" in one.message]

    assert [(one.file, one.level.value) for one in found] == [("region.toml", "error")]
    assert "private.toml" in found[0].hint
    assert WORD not in found[0].message + found[0].hint


@pytest.mark.parametrize(
    ("settings", "link", "said"),
    [
        ("", "", ""),
        ("", "https://a.example.org", "https://a.example.org"),
        ('status = "online"', "", "[joining link]"),
        ('status = "online"', "https://a.example.org", "https://a.example.org"),
        ('format = "online"', "", "[joining link]"),
        ('status = "cancelled"', "https://a.example.org", ""),
    ],
)
def test_messages_say_where_to_join_what_can_be_joined(settings: str, link: str, said: str) -> None:
    edition = region(f"[round.round-1]\ndate = 2027-01-20\n{settings}\n")

    assert message_values(edition, edition.rounds[0], link)["join"] == said
