"""A line of region.toml that cannot be read is told with the line as it should be written."""

from __future__ import annotations

import time

import pytest

from kit.model.findings import Finding
from kit.source.settings.toml import read_toml

LINES = [
    ("heads = 28 people", 'Write the number alone, heads = 28, or, where words belong, heads = "28 people"'),
    ("heads = 25-30", "Write heads = 30"),
    ("heads = 28 // people", "Write heads = 28  # people"),
    ("heads = 28;", "Delete the semicolon."),
    ("heads = twenty", 'Write heads = 20, or, where words belong, heads = "twenty"'),
    ("drop = yes", 'Write drop = true, or, where words belong, drop = "yes"'),
    ("date = 2027–01–20", "Write year, month and day: 2027-01-20"),
    ("date = 2027-01-20 10:30", 'Write date = 2027-01-20 and, on a line of its own, start = "10:30"'),
    ("start = ″10:30″", 'Write start = "10:30"'),
    ("start = „10:30“", 'Write start = "10:30"'),
    ("start = `10:30`", 'Write start = "10:30"'),
    ("start = ''10:30''", 'Write start = "10:30"'),
    ("venue = ‘St Mary’s Hall’", 'Write venue = "St Mary’s Hall"'),
    ("contact = 01234 555010", 'Write contact = "01234 555010"'),
    ("minutes: 20", "Write minutes = 20"),
    ("name: Westshire  # ours", 'Write name = "Westshire" # ours'),
    ('leads = {how-ready: "Sam"}', 'Write leads = {how-ready = "Sam"}'),
    ("leads = {", 'Write all on one line: {how-ready = "Sam", plan = "Jo"}'),
    ('car park = "West"', 'Write car_park = "West"'),
    ("brand]", "Write [brand]"),
    ("(brand)", "Write [brand]"),
    ("[brand)", "Write [brand]"),
    ("[[round.round-1.agenda]", "Write [[round.round-1.agenda]]"),
    ("[round.round-1.agenda]]", "Write [[round.round-1.agenda]]"),
    ("// the venue", "Write # the venue"),
]


def told(line: str) -> list[Finding]:
    found: list[Finding] = []
    assert read_toml("region.toml", f'id = "us"\n{line}\n'.encode(), found) is None
    return found


@pytest.mark.parametrize(("line", "hint"), LINES)
def test_the_hint_is_the_line_as_it_should_be(line: str, hint: str) -> None:
    assert [(finding.line, finding.hint) for finding in told(line)] == [(2, hint)]


@pytest.mark.parametrize("line", [line for line, hint in LINES if hint.startswith("Write ") and " or, " not in hint])
def test_what_a_hint_says_can_be_read(line: str) -> None:
    [finding] = told(line)
    written = finding.hint.removeprefix("Write ").partition(" and, on a line")[0]
    if ":" in written.partition(" = ")[0]:  # the hint names the form, and no whole line
        return
    found: list[Finding] = []

    assert read_toml("region.toml", written.encode(), found) is not None
    assert not found


@pytest.mark.parametrize("signs", ["=", "“", "={", "a b ", "-", "[", "{a:", "//", "1 ", "''"])
def test_a_long_line_is_told_in_a_moment(signs: str) -> None:
    line = f"a = 1 {signs * (60_000 // len(signs))}"
    began = time.monotonic()

    assert all(len(finding.hint) < 400 for finding in told(line))
    assert time.monotonic() - began < 1
