"""Changing any TOML file, in any style, touches the value that changes and no other line: properties."""

from __future__ import annotations

import copy
import datetime
import difflib
import re
import tomllib
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from kit.source.settings.toml_edit import TomlEditor
from tests.source.settings.toml_styles import DICE, Line, Path, missing, text_of, write


def editor(text: str) -> TomlEditor:
    return TomlEditor("region.toml", text.encode())


NAMES = ["talk", "how-ready", "lean_coffee", "a b", "it's", "Zoë", "10"]
SCALARS: st.SearchStrategy[Any] = st.sampled_from(
    ["Sam", "", "it's", 'say "so"', "# no remark", "[x]", "a, b = {c}"]
) | st.integers(0, 99)
SCALARS |= st.booleans() | st.just(datetime.date(2027, 1, 20))
TABLES = st.dictionaries(st.sampled_from(NAMES), SCALARS, max_size=4)
LISTS = st.lists(SCALARS, max_size=4) | st.lists(TABLES, min_size=1, max_size=3)
ROUNDS = st.dictionaries(st.sampled_from(["date", "leads", "agenda", "heads"]), SCALARS | TABLES | LISTS, max_size=4)
FILES = st.fixed_dictionaries(
    {
        "schema": st.just(1),
        "languages": st.lists(st.sampled_from(["en", "cy", "it's"]), max_size=4, unique=True),
        "variables": TABLES,
        "round": st.dictionaries(st.sampled_from(["round-1", "round 2", "x"]), ROUNDS, min_size=1, max_size=3),
    }
)


@st.composite
def styled(draw: st.DrawFn) -> tuple[dict[str, Any], list[Line], str]:
    """A file's values, its lines and its text."""
    data, dice = draw(FILES), draw(DICE)
    lines = write(dice, data)
    return data, lines, text_of(dice, lines)


def paths_of(value: Any, path: Path = ()) -> list[Path]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [own for key, item in below for own in paths_of(item, (*path, key))]


def tables_of(data: dict[str, Any]) -> list[Path]:
    return [path for path in [(), *paths_of(data)] if isinstance(at(data, path), dict)]


def at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def unharmed(lines: list[Line], changed: Path, toml: TomlEditor) -> None:
    """No line but those about ``changed`` is another, and no remark is under another line than before."""
    others = [line.text for line in lines if line.text.strip() and not line.about(changed)]

    assert missing(others, toml.data.decode()) is None


def read(toml: TomlEditor) -> dict[str, Any]:
    return tomllib.loads(toml.data.decode("utf-8-sig"))


@given(styled())
def test_what_the_styles_write_is_what_they_should(given_file: tuple[dict[str, Any], list[Line], str]) -> None:
    data, _, text = given_file

    assert tomllib.loads(text.removeprefix("\ufeff")) == {key: value for key, value in data.items() if value != {}} | {
        key: data[key] for key in ("variables",)
    }


@given(styled(), st.data())
def test_setting_a_value_changes_its_own_lines_alone(
    given_file: tuple[dict[str, Any], list[Line], str], draw: st.DataObject
) -> None:
    data, lines, text = given_file
    parent = draw.draw(st.sampled_from(tables_of(data)))
    key = draw.draw(st.sampled_from([*at(data, parent), *NAMES]))
    old = at(data, parent).get(key)
    value = draw.draw(TABLES.filter(bool) if isinstance(old, dict) else SCALARS)
    assume(not isinstance(old, list))
    toml, wanted = editor(text), copy.deepcopy(data)
    at(wanted, parent)[key] = value

    toml.set((*parent, key), value)

    assert read(toml) == wanted
    unharmed(lines, (*parent, key), toml)


@given(styled(), st.data())
def test_taking_a_value_out_takes_its_own_lines_alone(
    given_file: tuple[dict[str, Any], list[Line], str], draw: st.DataObject
) -> None:
    data, lines, text = given_file
    path = draw.draw(st.sampled_from(paths_of(data)))
    toml = editor(text)

    toml.remove(path)

    holder = at(data, path[:-1])
    alone = len(path) > 1 and len(holder) == 1 and not editor(text).layout.has_remarks(path[:-1])
    gone = path[:-1] if alone else path
    del at(data, gone[:-1])[gone[-1]]
    after = read(toml)
    assert after == data or after == pruned(data, gone)
    unharmed(lines, gone, toml)


def pruned(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """``data`` without the tables around ``path`` that are empty now, which nothing but it had written."""
    data = copy.deepcopy(data)
    while len(path) > 1 and not at(data, path[:-1]):
        path = path[:-1]
        del at(data, path[:-1])[path[-1]]
    return data


@given(styled(), st.data())
def test_renaming_a_key_changes_its_name_alone(
    given_file: tuple[dict[str, Any], list[Line], str], draw: st.DataObject
) -> None:
    data, _, text = given_file
    path = draw.draw(st.sampled_from([path for path in paths_of(data) if isinstance(path[-1], str)]))
    toml = editor(text)

    toml.rename(path, "qqq")

    holder = at(data, path[:-1])
    holder["qqq"] = holder.pop(path[-1])
    before, after = (re.split(r"\r?\n", one) for one in (text, toml.data.decode()))
    assert read(toml) == data
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        pieces = re.split("""["']?qqq["']?""", new)
        assert old == new or re.fullmatch(".+?".join(re.escape(piece) for piece in pieces), old)


@given(styled(), st.data())
def test_adding_a_table_to_a_list_adds_lines_alone(
    given_file: tuple[dict[str, Any], list[Line], str], draw: st.DataObject
) -> None:
    data, lines, text = given_file
    name = draw.draw(st.sampled_from(sorted(data["round"])))
    there = data["round"][name].get("agenda", [])
    assume(isinstance(there, list) and all(isinstance(item, dict) for item in there))
    toml, new = editor(text), draw.draw(TABLES.filter(bool))

    toml.append(("round", name, "agenda"), new)

    data["round"][name]["agenda"] = [*there, new]
    assert read(toml) == data
    last = ("round", name, "agenda", len(there) - 1)  # which may get a comma
    others = [line for line in lines if not line.about(last) and not line.about(last[:-1] if not there else last)]
    whole = [line for line in lines if last[:-1] in line.inside]
    assert (
        missing([line.text for line in others if line.text.strip() and line not in whole], toml.data.decode()) is None
    )


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True), st.data())
def test_each_item_of_a_list_that_stays_keeps_its_line_and_remark(old: list[str], draw: st.DataObject) -> None:
    new = draw.draw(st.lists(st.sampled_from("abcdefgh"), max_size=6, unique=True))
    dice = draw.draw(DICE)
    text = text_of(dice, write(dice, {"order": old, "z": 1}))
    toml = editor(text)

    toml.set(("order",), new)

    assert read(toml) == {"order": new, "z": 1}
    order = difflib.SequenceMatcher(None, old, new).get_matching_blocks()
    kept = {old[place] for block in order for place in range(block.a, block.a + block.size)}
    for line in text.splitlines() if text.count("\n") > 4 else []:
        found = re.match(r"""\s*["']([a-h])["']\s*,?(.*)$""", line)
        if found and found[1] in kept:
            again = next(one for one in toml.data.decode().splitlines() if re.match(rf"""\s*["']{found[1]}["']""", one))
            assert again.endswith(found[2])


@given(styled(), st.data())
def test_a_value_that_is_given_up_leaves_one_remark_and_every_other_line(
    given_file: tuple[dict[str, Any], list[Line], str], draw: st.DataObject
) -> None:
    data, lines, text = given_file
    single = [
        path for path in paths_of(data) if not isinstance(at(data, path), dict | list) and isinstance(path[-1], str)
    ]
    path = draw.draw(st.sampled_from(single))
    toml = editor(text)

    toml.comment_out(path, "given up")

    del at(data, path[:-1])[path[-1]]
    assert read(toml) == data or read(toml) == pruned(data, path)
    assert toml.data.decode().count("given up") == 1
    unharmed(lines, path, toml)


@given(styled(), st.data())
def test_remarks_above_a_value_change_no_value_and_no_other_line(
    given_file: tuple[dict[str, Any], list[Line], str], draw: st.DataObject
) -> None:
    data, _, text = given_file
    toml = editor(text)

    toml.remark(draw.draw(st.sampled_from(list(paths_of(data)))), ["fill", "in"])

    before, after = text.removeprefix("\ufeff").split("\n"), toml.text.split("\n")
    assert read(toml) == data
    assert [line for line in after if line.strip() not in ("# fill", "# in")] == before
    assert len(after) - len(before) in (0, 2)
