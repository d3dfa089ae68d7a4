"""Files of other groups: read whole or not at all, whatever somebody put into them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kit.model.errors import WrongUsage
from kit.model.findings import Code, Finding
from kit.model.group import Group
from kit.source.tree.groups import MAX_BYTES, MAX_FILES, MAX_TEXT, group_of, read_groups
from tests.helpers import build_file_tree

GOOD: dict[str, Any] = {
    "schema": 1,
    "id": "north",
    "name": "North Peer Group",
    "url": "https://north.example.org/",
    "areas": ["north-east"],
    "rounds": [{"id": "round-1", "title": "Meet", "date": "2027-02-03", "start": "13:00", "sessions": []}],
    "variations": [{"page": "round-1/how-ready", "kind": "replaced", "why": "It is colder here."}],
}


def text(**changes: Any) -> str:
    """Return a good file with some keys changed; a change to None takes the key out."""
    return json.dumps({key: value for key, value in {**GOOD, **changes}.items() if value is not None})


def read(data: str | bytes) -> tuple[Group | None, list[Finding]]:
    """Return what a file holds, and what is wrong with it."""
    found: list[Finding] = []
    group = group_of("north.json", data if isinstance(data, bytes) else data.encode(), found)
    return group, found


def test_a_good_file_is_a_group() -> None:
    group, found = read(text())

    assert found == []
    assert group is not None
    assert (group.name, str(group.rounds[0].date)) == ("North Peer Group", "2027-02-03")
    assert group.variations[0].why == "It is colder here."


def test_keys_of_later_versions_are_passed_over() -> None:
    group, found = read(text(colour="blue", rounds=[{**GOOD["rounds"][0], "weather": "fine"}]))

    assert found == []
    assert group is not None
    assert not hasattr(group, "colour")


def test_a_calendar_name_of_another_group_is_told_and_not_believed() -> None:
    """Whoever subscribes to all groups would see that group's meeting moved."""
    group, found = read(text(rounds=[{**GOOD["rounds"][0], "uid": "round-1@south.peerkit"}]))

    assert group is not None
    assert [(one.code, one.place) for one in found] == [(Code.UNTRUSTED_UID, "north.json")]
    assert '"round-1@south.peerkit", is not one of the group north' in found[0].message


HOSTILE: dict[str, tuple[str | bytes, Code]] = {
    "script in the name": (text(name="<script>alert(1)</script>"), Code.UNSAFE_VALUE),
    "an address that runs": (text(url="javascript:alert(1)"), Code.UNSAFE_VALUE),
    "data as an address": (text(url="data:text/html,hello"), Code.UNSAFE_VALUE),
    "a file as an address": (text(url="file:///etc/passwd"), Code.UNSAFE_VALUE),
    "an address that hides another": (text(url="https://gov.uk@evil.example/"), Code.UNSAFE_VALUE),
    "an address that ends its attribute": (text(url='https://a.example/"onclick="x'), Code.BAD_VALUE),
    "a relative address": (text(url="//evil.example/"), Code.BAD_VALUE),
    "an address in a variation": (
        text(variations=[{"page": "a", "kind": "new", "url": "javascript:x"}]),
        Code.UNSAFE_VALUE,
    ),
    "text that turns round": (text(name="North \u202e puorG"), Code.UNSAFE_VALUE),
    "raw text that turns round": (text().replace("North Peer", "North\u202e").encode(), Code.UNSAFE_CHARACTER),
    "an invisible space": (text(name="North\u200bGroup"), Code.UNSAFE_VALUE),
    "half a character": (text(name="North \ud800"), Code.UNSAFE_VALUE),
    "a control character": (text(contact="a\u0007b"), Code.UNSAFE_VALUE),
    "a line break in a reason": (
        text(variations=[{"page": "a", "kind": "new", "why": "one\ntwo"}]),
        Code.UNSAFE_VALUE,
    ),
    "a path for an id": (text(id="../../etc"), Code.BAD_VALUE),
    "a device for an id": (text(id="con"), Code.BAD_VALUE),
    "a path for a page": (text(variations=[{"page": "../secret", "kind": "new"}]), Code.BAD_VALUE),
    "another kind of change": (text(variations=[{"page": "a", "kind": "stolen"}]), Code.BAD_VALUE),
    "no name": (text(name=None), Code.MISSING_KEY),
    "an empty name": (text(name="  "), Code.BAD_VALUE),
    "a long name": (text(name="n" * 121), Code.BAD_VALUE),
    "a very long text": (text(colour="n" * (MAX_TEXT + 1)), Code.UNSAFE_SIZE),
    "a very long key": (text(**{"k" * (MAX_TEXT + 1): 1}), Code.UNSAFE_SIZE),
    "no day": (text(rounds=[{"id": "round-1", "title": "Meet", "date": "soon"}]), Code.BAD_VALUE),
    "no time": (text(rounds=[{"id": "round-1", "title": "Meet", "start": "99:99"}]), Code.BAD_VALUE),
    "too many rounds": (text(rounds=[GOOD["rounds"][0]] * 101), Code.UNSAFE_VALUE),
    "too many values": (text(colour=[0] * 20_001), Code.UNSAFE_SIZE),
    "an unknown area": (text(areas=["mordor"]), Code.BAD_VALUE),
    "no number": (text().replace('"schema": 1', '"schema": NaN'), Code.BAD_JSON),
    "a number without end": (text().replace('"schema": 1', '"schema": -Infinity'), Code.BAD_JSON),
    "a huge number": (text(colour="@").replace('"@"', "9" * 5000), Code.BAD_JSON),
    "a huge power": (text(colour="@").replace('"@"', "1e999999"), Code.BAD_JSON),
    "a fraction": (text().replace('"schema": 1', '"schema": 1.0'), Code.BAD_JSON),
    "a name twice": (text().replace('{"schema"', '{"id": "other", "schema"'), Code.BAD_JSON),
    "nested deep": ('{"schema": 1, "a": ' + "[" * 12 + "]" * 12 + "}", Code.UNSAFE_SIZE),
    "nested far too deep": ("[" * 200_000, Code.UNSAFE_SIZE),
    "cut off": (text()[:-20], Code.BAD_JSON),
    "no JSON": ("<!doctype html><title>404</title>", Code.BAD_JSON),
    "a list": ("[1, 2]", Code.BAD_JSON),
    "nothing": ("", Code.BAD_JSON),
    "null": ("null", Code.BAD_JSON),
    "another encoding": (text().encode("utf-16"), Code.UNREADABLE),
    "a zero byte": (text().encode() + b"\x00", Code.UNSAFE_CHARACTER),
    "ten megabytes": (b" " * 10_000_000, Code.UNSAFE_SIZE),
    "a later format": (text(schema=2), Code.NEWER_SCHEMA),
    "a format that is no number": (text(schema="one"), Code.BAD_VALUE),
    "yes for a format": (text(schema=True), Code.BAD_VALUE),
    "a format before the first": (text(schema=0), Code.BAD_VALUE),
    "a format below nothing": (text(schema=-2), Code.BAD_VALUE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_gives_a_sentence_and_no_group(name: str) -> None:
    data, code = HOSTILE[name]
    group, found = read(data)

    assert group is None
    assert [one.code for one in found] == [code]
    assert found[0].file == "north.json"
    assert found[0].message.endswith(".")
    assert found[0].message.isprintable()


@pytest.mark.parametrize("name", [name for name, (_, code) in HOSTILE.items() if code is not Code.NEWER_SCHEMA])
def test_who_reads_did_not_write_the_file_and_is_told_to_ask_for_a_new_one(name: str) -> None:
    _, found = read(HOSTILE[name][0])

    assert [one.hint for one in found] == ["Ask the group for a new file, or take this one away."]


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    _, found = read(text(name="<b>", areas=["mordor"], url="ftp://x.example/"))

    assert sorted(one.code.value for one in found) == ["bad-value", "unsafe-value", "unsafe-value"]


def folder(tmp_path: Path, **files: str) -> Path:
    """Return a folder with files by name; ``__`` stands for ``/`` and each ends in .json."""
    return build_file_tree(
        tmp_path / "groups", {f"{name.replace('__', '/')}.json": data for name, data in files.items()}
    )


def names(place: Path, own: str = "hub") -> tuple[list[str], list[tuple[str, str]]]:
    """Return the groups in a folder, and the findings as file and code."""
    found: list[Finding] = []
    groups = read_groups(place, own, found)
    return [one.name for one in groups], [(one.file, str(one.code.value)) for one in found]


def test_files_of_any_name_and_folders_with_group_json_are_read_in_order_of_names(tmp_path: Path) -> None:
    place = folder(
        tmp_path, b=text(id="z", name="Zetland"), site__group=text(id="a", name="arden"), site__other="no JSON"
    )
    (place / "README.md").write_text("Not a group.")

    assert names(place) == (["arden", "Zetland"], [])


def test_the_file_of_the_tree_itself_is_passed_over(tmp_path: Path) -> None:
    assert names(folder(tmp_path, a=text(id="hub")), "hub") == ([], [])


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    place = folder(tmp_path, a=text(), b=text(id="south", name="South", url="javascript:x"))

    assert names(place) == (["North Peer Group"], [("b.json", "unsafe-value")])


def test_two_files_of_one_group_are_told(tmp_path: Path) -> None:
    place = folder(tmp_path, a=text(), b=text(name="Another"))

    assert names(place) == (["North Peer Group"], [("b.json", "duplicate-id")])


def test_a_large_file_is_not_even_opened(tmp_path: Path) -> None:
    place = folder(tmp_path)
    place.mkdir(exist_ok=True)
    with (place / "large.json").open("wb") as stream:
        stream.truncate(MAX_BYTES * 1000)

    assert names(place) == ([], [("large.json", "unsafe-size")])


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")
def test_links_are_refused(tmp_path: Path) -> None:
    secret = build_file_tree(tmp_path / "secret", {"group.json": text()})
    place = tmp_path / "groups"
    place.mkdir()
    (place / "link.json").symlink_to(secret / "group.json")
    (place / "folder").symlink_to(secret, target_is_directory=True)

    assert names(place) == ([], [("folder/group.json", "unsafe-symlink"), ("link.json", "unsafe-symlink")])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    place = tmp_path / "groups"
    place.mkdir()
    os.mkfifo(place / "pipe.json")

    assert names(place) == ([], [("pipe.json", "unsafe-symlink")])


def test_a_folder_with_too_many_files_is_not_read(tmp_path: Path) -> None:
    place = folder(tmp_path, **{f"f{number}": "{}" for number in range(MAX_FILES + 1)})

    assert names(place) == ([], [("groups", "unsafe-size")])


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="not a folder"):
        read_groups(tmp_path / "nowhere", "hub", [])
