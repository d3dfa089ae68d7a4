"""TOML: the line found for a value is the line that holds it, and mistakes are sentences with their line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.findings import Code, Finding
from kit.source.settings.toml import TomlData, line_of, read_toml
from kit.source.settings.toml_text import table_lines
from tests.source.cases import read_cases

MISTAKES = read_cases("toml.txt")


def read(text: str | bytes) -> tuple[TomlData | None, list[Finding]]:
    found: list[Finding] = []
    return read_toml("region.toml", text if isinstance(text, bytes) else text.encode(), found), found


def good(text: str) -> TomlData:
    read_data, found = read(text)
    assert found == []
    assert read_data is not None
    return read_data


@pytest.mark.parametrize("title", MISTAKES)
def test_mistakes_give_these_findings(title: str) -> None:
    text, expected = MISTAKES[title]
    _, found = read(text)

    assert [f"{finding.code.value} {finding.line} {finding.message} {finding.hint}" for finding in found] == expected


@pytest.mark.parametrize("title", MISTAKES)
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(title: str) -> None:
    text = MISTAKES[title][0]

    assert read("\ufeff" + text.replace("\n", "\r\n")) == read(text)


@pytest.mark.parametrize(
    ("text", "line"), [('id = "a"\rname = "b"\r', 1), ('id = "a"\nname = "b"\rurl = ""\n', 2), ("# a\r# b", 1)]
)
def test_line_ends_of_old_macs_are_named(text: str, line: int) -> None:
    _, (finding,) = read(text)

    assert (finding.line, "carriage return" in finding.message) == (line, True)


REGION = '''# a region
id = "midlands"   # its id
title = """
two lines ""quoted""
[not.a.table]
"""
"odd key" . sub.'x.y' = 1
path = 'C:\\'
when = 2027-01-20 10:30:00
list = [
  "one", # with a comment, and a ]
  { a = 1, b = [2, 3] },

  """three
""", 'four'
]

[round.round-1]
leads = {how-ready = "Sam", "why" = "Jo"}

[[round.round-1.agenda]]
item = "how-ready"

  [[ round . "round-1" . agenda ]]
  drop = "arrive"
[round.round-1.agenda.more]
x = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("id",), 2),
        (("title",), 3),
        (("odd key",), 7),
        (("odd key", "sub", "x.y"), 7),
        (("path",), 8),
        (("when",), 9),
        (("list",), 10),
        (("list", 0), 11),
        (("list", 1, "b", 1), 12),
        (("list", 2), 14),
        (("list", 3), 15),
        (("round",), 18),
        (("round", "round-1", "leads", "why"), 19),
        (("round", "round-1", "agenda", 0), 21),
        (("round", "round-1", "agenda", 0, "item"), 22),
        (("round", "round-1", "agenda", 1), 24),
        (("round", "round-1", "agenda", 1, "drop"), 25),
        (("round", "round-1", "agenda", 1, "more", "x"), 27),
    ],
)
def test_each_kind_of_value_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert good(REGION).lines[path] == line


def test_quotation_marks_right_before_the_end_of_a_long_text_belong_to_it() -> None:
    text = 'a = """x"""""\nb = [1,\n"""y""""]\nc = \'\'\'z\'\'\'\'\n'

    assert good(text).data == {"a": 'x""', "b": [1, 'y"'], "c": "z'"}
    assert good(text).lines == {(): 1, ("a",): 1, ("b",): 2, ("b", 0): 2, ("b", 1): 3, ("c",): 4}


def test_a_path_that_is_not_there_falls_back_to_its_nearest_parent() -> None:
    lines = good(REGION).lines

    assert line_of(lines, ("round", "round-1", "agenda", 1, "item")) == 24
    assert line_of(lines, ("brand", "primary")) == 1
    assert line_of({}, ("brand",)) is None


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Any]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = {path: value}
    for key, item in below:
        found |= paths_of(item, (*path, key))
    return found


KEYS = st.text(alphabet="ab-_.\"'# =[]é", min_size=1, max_size=5)
TEXTS = st.text(alphabet="ab\"'\\#[]{}=,\n é", max_size=8)
VALUES = st.recursive(
    st.integers(-5, 5) | st.booleans() | TEXTS | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_whatever_a_file_holds_every_value_has_a_line_within_it(data: dict[str, Any]) -> None:
    text = table_lines("", data)
    result = good(text)

    assert result.data == data
    assert set(paths_of(data)) == set(result.lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in result.lines.values())


@given(st.lists(st.tuples(st.sampled_from("tack"), st.integers(0, 3), TEXTS), min_size=1, max_size=8))
def test_the_line_found_holds_the_key_and_its_value(entries: list[tuple[str, int, str]]) -> None:
    """Each entry is a table, an array table, a comment or plain keys, with a value that is unlike all others."""
    text, expected = "", {}
    counts = 0
    for number, (kind, blanks, words) in enumerate(entries):
        text += "\n" * blanks + (f"# key{number} = {words!r}\n".replace("\\", "") if kind == "c" else "")
        if kind == "t":
            text += f"[t{number}]\n"
        if kind == "a":
            text += "[[many]]\n"
            counts += 1
        name = f"key{number}"
        text += table_lines("", {name: [words, number]})
        parent: tuple[str | int, ...] = ()
        for earlier, (opened, _, _) in enumerate(entries[: number + 1]):
            parent = (f"t{earlier}",) if opened == "t" else parent
            parent = (
                ("many", sum(kind == "a" for kind, _, _ in entries[: earlier + 1]) - 1) if opened == "a" else parent
            )
        expected[(*parent, name)] = name
    lines = good(text).lines

    for path, name in expected.items():
        assert text.split("\n")[lines[path] - 1].startswith(f"{name} = [")


@given(st.text(alphabet="ab=[]{}\"'\\#.,\n 12", max_size=40))
def test_whatever_is_typed_there_is_data_or_a_finding(text: str) -> None:
    result, found = read(text)

    assert (result is None) == bool(found)
    assert all(finding.line and finding.line <= text.count("\n") + 1 for finding in found)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "{a=" * 5000, "a = " + "[" * 900 + "]" * 900])
def test_deep_nesting_is_a_finding_and_never_a_traceback(text: str) -> None:
    result, found = read(text)

    assert (result is None) == bool(found)


def test_a_number_of_thousands_of_digits_is_a_finding() -> None:
    assert [finding.code for finding in read("a = 1" + "0" * 5000)[1]] == [Code.BAD_TOML]


def test_a_file_in_another_encoding_is_named_and_not_parsed() -> None:
    result, (finding,) = read('name = "Tŷ"\nvenue = "£5"'.encode("cp1252", "replace"))

    assert result is None
    assert (finding.code, finding.line) == (Code.UNREADABLE, 2)


@pytest.mark.parametrize(
    ("space", "name"), [("\u00a0", "a hard space (U+00A0)"), ("\u202f", "a narrow hard space (U+202F)")]
)
@pytest.mark.parametrize(
    "line",
    [
        "venue ={}'x'",
        "venue{}= 'x'",
        "date ={}2027-01-20",
        "minutes ={}30",
        "{}venue = 'x'",
        "a = [1,{}2]",
        "[round{}x]",
        "venue = 'x'{}",
        "start ={}10:30",
        'b = "one"{}"two"',
        "[[{}round.agenda]]",
        "c = {{a ={}1}}",
    ],
)
def test_a_space_that_only_looks_like_one_is_named(line: str, space: str, name: str) -> None:
    """Alt and the space bar make one on a Mac, and pages of the web are full of them."""
    (one,) = read(f"first = 1\n{line.format(space)}\n")[1]

    assert one.line == 2
    assert one.message == f"This line holds {name} where a plain one must be."
    assert "with the space bar alone" in one.hint


@pytest.mark.parametrize("line", ["a = 'x\u00a0y'", "a = 1 # x\u00a0y", "a = \"'\u00a0'\""])
def test_such_a_space_may_stand_in_text_and_remarks(line: str) -> None:
    assert read(line)[1] == []


def test_a_mistake_beside_such_a_text_is_told_as_itself() -> None:
    (one,) = read("a = 'x\u00a0y' 'z'")[1]

    assert "hard space" not in one.message
