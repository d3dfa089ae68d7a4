"""Changing a TOML file touches the value that changes and no other line, in whatever style the file is written."""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

import pytest

from kit.source.settings.toml_edit import CannotWrite, TomlEditor
from kit.source.settings.toml_text import literal, table_lines
from tests.source.settings.toml_styles import Path

TEXT = """\
# Ours.
schema = 1
name = "Midlands"   # for now

[variables]     # the blanks
venue = 'Town Hall'  # big room
contact = ""

# A round.
[round.round-1]
start = "10:30"
"""


def editor(text: str) -> TomlEditor:
    return TomlEditor("region.toml", text.encode())


def with_value(text: str, path: Path, value: Any) -> str:
    toml = editor(text)
    toml.set(path, value)
    return toml.data.decode()


def without(text: str, *path: str | int) -> str:
    toml = editor(text)
    toml.remove(path)
    return toml.data.decode()


def renamed(text: str, path: Path, name: str) -> str:
    toml = editor(text)
    toml.rename(path, name)
    return toml.data.decode()


def appended(text: str, path: Path, table: dict[str, Any]) -> str:
    toml = editor(text)
    toml.append(path, table)
    return toml.data.decode()


def commented(text: str, path: Path, words: str) -> str:
    toml = editor(text)
    toml.comment_out(path, words)
    return toml.data.decode()


def test_a_value_is_replaced_where_it_stands() -> None:
    assert with_value(TEXT, ("name",), "Mids") == TEXT.replace('"Midlands"', '"Mids"')
    assert with_value(TEXT, ("variables", "venue"), 'The "Old" Hall') == TEXT.replace(
        "'Town Hall'", '"The \\"Old\\" Hall"'
    )


def test_the_same_value_changes_nothing() -> None:
    assert with_value(TEXT, ("variables", "venue"), "Town Hall") == TEXT


def test_a_new_value_goes_to_the_end_of_its_table_and_a_new_table_to_the_end() -> None:
    room = TEXT.replace('contact = ""\n', 'contact = ""\nroom = "4"\n')

    assert with_value(TEXT, ("variables", "room"), "4") == room
    assert with_value(TEXT, ("id",), "m") == TEXT.replace("# for now\n", '# for now\nid = "m"\n')
    assert with_value(TEXT, ("brand", "primary"), "#000000") == TEXT + '\n[brand]\nprimary = "#000000"\n'


def test_a_table_goes_with_its_last_value() -> None:
    assert without("a = 1\n[set]\nb = 2\n", "set", "b") == "a = 1\n"
    assert without(TEXT, "variables", "contact") == TEXT.replace('contact = ""\n', "")
    assert without(TEXT, "variables", "absent") == TEXT


def test_a_table_with_remarks_of_its_own_stays_without_its_last_value() -> None:
    """Its remarks suggest what may be written there, and would stand in the table before it."""
    text = '[brand]\nlogo = ""\n\n[round.a]\nformat = "online"\n# date = 2027-01-20\n\n[round.b]\nformat = "x"\n'
    toml = TomlEditor("region.toml", text.encode())
    toml.remove(("round", "a", "format"))
    toml.remove(("round", "b", "format"))
    assert toml.text == '[brand]\nlogo = ""\n\n[round.a]\n# date = 2027-01-20\n\n'


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")

    assert with_value(text, ("variables", "room"), "4").replace('room = "4"\r\n', "") == text
    assert with_value("\ufeff[a]\r\nb = 1\r\n", ("c",), 2) == "\ufeffc = 2\r\n[a]\r\nb = 1\r\n"


def test_a_file_without_a_last_line_end_gets_one_before_more() -> None:
    assert with_value("a = 1", ("b",), True) == "a = 1\nb = true\n"
    assert appended("a = 1", ("x", "y"), {"b": 2}) == "a = 1\n\n[[x.y]]\nb = 2\n"
    assert with_value("", ("b",), True) == "b = true\n"


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ('name = """\nMids\n"""  # why\n', ("name",), "x", 'name = "x"  # why\n'),
        ("name = [\n  1,\n]\n", ("name",), "x", 'name = "x"\n'),
        ("brand = { primary=1 } # r\n", ("brand", "primary"), "x", 'brand = { primary="x" } # r\n'),
        ("brand = {primary = 1}\n", ("brand", "accent"), 2, "brand = {primary = 1, accent = 2}\n"),
        ("brand = { } # r\n", ("brand", "accent"), 2, "brand = {accent = 2} # r\n"),
        ("a.b = 1\na.c = 2\nz = 3\n", ("a", "d"), 4, "a.b = 1\na.c = 2\na.d = 4\nz = 3\n"),
        ("x = {a.b = 1}\n", ("x", "a", "d"), 4, "x = {a.b = 1, a.d = 4}\n"),
        ("a.b = 1\n", ("a", "c", "d"), 4, "a.b = 1\na.c = {d = 4}\n"),
        ("[a.b]\nc = 1\n", ("a", "d"), 2, "[a.b]\nc = 1\n\n[a]\nd = 2\n"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a", 0, "c"), 3, "[[a]]\nb = 1\nc = 3\n[[a]]\nb = 2\n"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a", 0, "c", "d"), 3, "[[a]]\nb = 1\n[a.c]\nd = 3\n[[a]]\nb = 2\n"),
        ('["a b"."c.d"]\n\'e\' = 1\n', ("a b", "c.d", "e"), 2, '["a b"."c.d"]\n\'e\' = 2\n'),
        ("a = [{b = 1}, {b = 2}]\n", ("a", 1, "b"), 3, "a = [{b = 1}, {b = 3}]\n"),
    ],
)
def test_a_value_is_set_in_every_style(text: str, path: Path, value: Any, expected: str) -> None:
    assert with_value(text, path, value) == expected


LIST = """\
order = [ # first to last
  "one",   # the first
  # now the second
  "two",   # the second
  "three"  # the last
]
"""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["one", "three"], LIST.replace('  "two",   # the second\n', "")),
        (["two", "three"], LIST.replace('  "one",   # the first\n', "")),
        (["one", "two"], LIST.replace('  "three"  # the last\n', "")),
        (["one", "2", "three"], LIST.replace('"two"', '"2"')),
        (["one", "two", "three", "four"], LIST.replace('"three"  # the last\n', '"three",  # the last\n  "four",\n')),
        (["zero", "one", "two", "three"], LIST.replace('  "one"', '  "zero",\n  "one"')),
    ],
)
def test_a_list_over_several_lines_is_changed_item_by_item(wanted: list[str], expected: str) -> None:
    assert with_value(LIST, ("order",), wanted) == expected


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("a = [ 1, 2, 3 ] # r\n", [1, 3], "a = [ 1, 3 ] # r\n"),
        ("a = [1, 2, 3,]\n", [1, 2], "a = [1, 2, ]\n"),
        ("a = [1, 2, 3]\n", [1, 2, 3, 4], "a = [1, 2, 3, 4]\n"),
        ("a = [1]\n", [], "a = []\n"),
        ("a = []\n", [1], "a = [1]\n"),
        ("a = [1\n  , 2\n  , 3]\n", [1, 3], "a = [1\n  , 3]\n"),
    ],
)
def test_a_list_on_one_line_keeps_its_spacing(text: str, wanted: list[int], expected: str) -> None:
    assert with_value(text, ("a",), wanted) == expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a = 1 # r\n# own\nb = 2\n", ("a",), "# own\nb = 2\n"),
        ("# own\na = 1\nb = 2\n", ("a",), "# own\nb = 2\n"),
        ('a = """\n1\n"""\nb = 2\n', ("a",), "b = 2\n"),
        ("x = {a = 1, b = 2}\n", ("x", "a"), "x = {b = 2}\n"),
        ("x = { a = 1, b = 2 } # r\n", ("x", "b"), "x = { a = 1 } # r\n"),
        ("x = {a = 1}\ny = 1\n", ("x", "a"), "y = 1\n"),
        ("x.a = 1\nx.b = 2\n", ("x", "a"), "x.b = 2\n"),
        ("y = {x.a = 1, b = 2, x.c = 3}\n", ("y", "x"), "y = {b = 2}\n"),
        ("[x]\na = 1\n[y]\n[x.z]\nb = 1\n", ("x",), "[y]\n"),
        ("a = 1\n\n[[x]]\nb = 1\n\n[[x]]\nb = 2\n", ("x", 0), "a = 1\n\n[[x]]\nb = 2\n"),
        ("[[r.x]]\nb = 1\n# own\nc = 2\n\n[s]\nd = 3\n", ("r", "x", 0), "# own\n\n[s]\nd = 3\n"),
        ("[r]\n[[r.x]]\nb = 1\n", ("r", "x", 0), "[r]\n"),
        ("a = [{b = 1}, {b = 2}]\n", ("a", 0), "a = [{b = 2}]\n"),
        ("a = [{b = 1}]\nc = 1\n", ("a", 0), "c = 1\n"),
    ],
)
def test_a_value_is_taken_out_in_every_style(text: str, path: Path, expected: str) -> None:
    assert without(text, *path) == expected


def test_a_table_of_a_list_is_taken_out_where_another_table_stands_before_it() -> None:
    text = '[round.a]\n\n[round.b]\ndate = 2027-01-20\n\n[[round.a.agenda]]\nitem = "talk"\nminutes = 5\n'

    assert without(text, "round", "a", "agenda", 0) == "[round.a]\n\n[round.b]\ndate = 2027-01-20\n\n"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        (
            '[leads]\na = "Sam"\n# Priya is late\nb = "Priya"\n',
            ("leads", "a"),
            '[leads]\nz = "Sam"\n# Priya is late\nb = "Priya"\n',
        ),
        ('leads = {a = "Sam", b = "Ann"}\n', ("leads", "b"), 'leads = {a = "Sam", z = "Ann"}\n'),
        ("leads.a = 1\n", ("leads", "a"), "leads.z = 1\n"),
        (
            "[r.a]\nx = 1\n[s]\n[r.a.b]\ny = 1\n[[r.a.c]]\n",
            ("r", "a"),
            "[r.z]\nx = 1\n[s]\n[r.z.b]\ny = 1\n[[r.z.c]]\n",
        ),
        ("[ r . 'a' ]\n[ r . \"a\" . b ]\n", ("r", "a"), "[ r . 'z' ]\n[ r . \"z\" . b ]\n"),
        ("[[x]]\na = 1\n[[x]]\na = 2\n", ("x", 1, "a"), "[[x]]\na = 1\n[[x]]\nz = 2\n"),
    ],
)
def test_a_key_is_renamed_wherever_it_is_written(text: str, path: Path, expected: str) -> None:
    assert renamed(text, path, "z") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "[[r.x]]\nb = 9\n"),
        ("a = 1\n", "a = 1\n\n[[r.x]]\nb = 9\n"),
        ("[[ r.x ]]\nb = 1\n# own\n\n[s]\n", "[[ r.x ]]\nb = 1\n[[ r.x ]]\nb = 9\n# own\n\n[s]\n"),
        ("[[r.x]]\nb = 1\n[r.x.c]\nd = 1\n[s]\n", "[[r.x]]\nb = 1\n[r.x.c]\nd = 1\n[[r.x]]\nb = 9\n[s]\n"),
        ("r.x = [{b = 1}]\n", "r.x = [{b = 1}, {b = 9}]\n"),
        ("[r]\nx = [\n  {b = 1}, # r\n]\n", "[r]\nx = [\n  {b = 1}, # r\n  {b = 9},\n]\n"),
        ("r.x = []\n", "r.x = [\n    {b = 9},\n]\n"),
        ("r = {}\n", "r = {x = [\n    {b = 9},\n]}\n"),
        ("r.y = 1\n", "r.y = 1\nr.x = [\n    {b = 9},\n]\n"),
    ],
)
def test_a_table_is_added_to_a_list_in_the_way_of_those_that_are_there(text: str, expected: str) -> None:
    assert appended(text, ("r", "x"), {"b": 9}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[r]\n# one\nb = 1 # two\nc = 2\n", "[r]\n# one\n# gone # two\nc = 2\n"),
        ("r.b = 1\nr.c = 2\n", "# gone\nr.c = 2\n"),
        ("r = {b = 1, c = 2}\n", "r = {c = 2} # gone\n"),
        ("r = {b = 1} # one\n", "r = {} # one; gone\n"),
        ("r = { b = 1 }", "r = { } # gone"),
    ],
)
def test_what_is_given_up_leaves_a_remark_in_its_place(text: str, expected: str) -> None:
    assert tomllib.loads(text)["r"]["b"] == 1
    assert commented(text, ("r", "b"), "gone") == expected


@pytest.mark.parametrize(
    ("text", "path", "value", "line"),
    [
        ("a = 1\n\nb = 2\n", ("b", "c"), 3, 3),
        ("[a]\nb = 1\n", ("a",), 3, 1),
        ("[[a]]\nb = 1\n", ("a",), [1], 1),
        ("a = [1 # one\n  , 2 # two\n  , 3]\n", ("a",), [1, 3], 1),
    ],
)
def test_what_cannot_be_changed_alone_is_refused_with_its_line(text: str, path: Path, value: Any, line: int) -> None:
    toml = editor(text)

    with pytest.raises(CannotWrite, match=rf"^region\.toml:{line}: ") as refused:
        toml.set(path, value)

    assert refused.value.hint
    assert toml.data.decode() == text


def test_a_table_that_can_be_changed_only_in_part_is_not_changed_at_all() -> None:
    toml = editor("[a]\nb = 1\nc = [1 # one\n  , 2 # two\n  , 3]\n")
    before = toml.data

    with pytest.raises(CannotWrite):
        toml.set(("a",), {"b": 2, "c": [1, 3]})

    assert toml.data == before
    assert toml.get(("a", "b")) == 1


def test_a_name_that_is_taken_is_not_given_again() -> None:
    with pytest.raises(CannotWrite):
        editor("a = 1\nb = 2\n").rename(("a",), "b")


def test_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(CannotWrite, match=r"region\.toml cannot be read.*line 2"):
        editor("a = 1\nb = \n")


def test_values_are_written_as_toml_writes_them() -> None:
    values = ["a\u007fb\n", 3, True, datetime.date(2027, 1, 2), [1, "a"], {"a b": "c"}]

    assert literal(values) == '["a\\u007fb\\n", 3, true, 2027-01-02, [1, "a"], {"a b" = "c"}]'
    assert table_lines("[[x.y]]", {"a": 1, "b c": [{"d": 2}]}) == '[[x.y]]\na = 1\n"b c" = [\n    {d = 2},\n]\n'


@pytest.mark.parametrize(
    ("text", "path", "right"),
    [
        ("[a]\nb = 1\n  c = 2\n", ("a", "c"), "[a]\nb = 1\n  # fill\n  # in\n  c = 2\n"),
        ("[a]\r\nb = 1\r\n", ("a", "b"), "[a]\r\n# fill\r\n# in\r\nb = 1\r\n"),
        ("a = {b = 1}\n", ("a", "b"), "a = {b = 1}\n"),
        ("a.b = 1\n", ("a", "b"), "a.b = 1\n"),
        ("[a]\nb = 1\n", ("a", "x"), "[a]\nb = 1\n"),
    ],
)
def test_remarks_are_put_above_a_line_below_its_header_only(text: str, path: Path, right: str) -> None:
    toml = editor(text)
    toml.remark(path, ["fill", "in"])

    assert toml.data.decode() == right
