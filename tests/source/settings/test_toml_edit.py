"""Changing one value of a TOML file leaves every other byte alone."""

from __future__ import annotations

import datetime

import pytest

from kit.source.settings.toml_edit import CannotWrite, append_table, literal, remove_value, set_value

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


def test_a_value_is_replaced_where_it_stands() -> None:
    assert set_value(TEXT, (), "name", "Mids") == TEXT.replace('"Midlands"', '"Mids"')
    assert set_value(TEXT, ("variables",), "venue", 'The "Old" Hall') == TEXT.replace(
        "'Town Hall'", '"The \\"Old\\" Hall"'
    )


def test_the_same_value_changes_nothing() -> None:
    assert set_value(TEXT, ("variables",), "venue", "Town Hall") == TEXT


def test_a_new_value_goes_to_the_end_of_its_table_and_a_new_table_to_the_end() -> None:
    assert set_value(TEXT, ("variables",), "room", "4") == TEXT.replace('contact = ""\n', 'contact = ""\nroom = "4"\n')
    assert set_value(TEXT, (), "id", "m") == TEXT.replace("# for now\n", '# for now\nid = "m"\n')
    assert set_value(TEXT, ("brand",), "primary", "#000000") == TEXT + '\n[brand]\nprimary = "#000000"\n'


def test_a_table_goes_with_its_last_value() -> None:
    assert remove_value("a = 1\n[set]\nb = 2\n", ("set",), "b") == "a = 1\n"
    assert remove_value(TEXT, ("variables",), "contact") == TEXT.replace('contact = ""\n', "")
    assert remove_value(TEXT, ("variables",), "absent") == TEXT


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")

    assert set_value(text, ("variables",), "room", "4").replace('room = "4"\r\n', "") == text


def test_a_file_without_a_last_line_end_gets_one_before_more() -> None:
    assert set_value("a = 1", (), "b", True) == "a = 1\nb = true\n"
    assert append_table("a = 1", ("x", "y"), {"b": 2}, None) == "a = 1\n\n[[x.y]]\nb = 2\n"


@pytest.mark.parametrize("text", ['name = """\nMids\n"""\n', "name = [\n  1,\n]\n", "brand = {primary = 1}\n"])
def test_what_cannot_be_changed_line_by_line_is_left_to_people(text: str) -> None:
    with pytest.raises(CannotWrite):
        set_value(text, ("brand",) if "brand" in text else (), "primary" if "brand" in text else "name", "x")


def test_values_are_written_as_toml_writes_them() -> None:
    values = ["a\u007fb\n", 3, True, datetime.date(2027, 1, 2), [1, "a"], {"a b": "c"}]

    assert literal(values) == '["a\\u007fb\\n", 3, true, 2027-01-02, [1, "a"], {"a b" = "c"}]'
