"""Logs of meetings: what is good is typed, and every mistake is one sentence with its line, all in one run."""

from __future__ import annotations

import datetime

import pytest

from kit.model.findings import Finding
from kit.model.schema import LogFile
from kit.source.settings.logs import kept_for, log_name, read_log

LOG = """\
schema = 1
round = "round-1"
date = 2027-01-20
lessons = ["Begin <on time>.", "Bring \\u00a35 for the car park."]

[[item]]
id = "arrive"
planned = 15
actual = 22

[[item]]
id = "how-ready"
planned = 20
actual = 0
"""


def read(text: str) -> tuple[LogFile | None, list[tuple[int | None, str, str]]]:
    """Return the log and its findings, as line, code and message."""
    found: list[Finding] = []
    log = read_log("day.toml", text.encode(), found)
    assert all(one.file == "day.toml" and one.hint for one in found)
    return log, [(one.line, str(one.code.value), one.message) for one in found]


def test_a_log_is_typed() -> None:
    log, found = read(LOG)

    assert found == []
    assert log is not None
    assert (log.round, log.date) == ("round-1", datetime.date(2027, 1, 20))
    assert [(item.id, item.planned, item.actual) for item in log.item] == [("arrive", 15, 22), ("how-ready", 20, 0)]
    assert log.lessons == ["Begin <on time>.", "Bring £5 for the car park."]


def test_lessons_and_items_may_be_absent() -> None:
    assert read('schema = 1\nround = "r"\ndate = 2027-01-20\n')[1] == []


def test_every_mistake_is_told_with_its_line() -> None:
    text = (
        LOG.replace("date = 2027-01-20\n", "")
        .replace("planned = 15", "planned = -1")
        .replace("actual = 22", "actual = 7.5")
        .replace("actual = 0", "actaul = 0")
    )
    log, found = read(text)

    assert log is None
    assert [(line, code) for line, code, _ in found] == [
        (1, "missing-key"),
        (7, "bad-value"),
        (8, "bad-value"),
        (10, "missing-key"),
        (13, "unknown-key"),
    ]
    assert found[0][2] == 'The log needs "date", which is missing.'
    assert found[1][2] == '"planned" needs 0 or more, not -1.'
    assert "needs a whole number" in found[2][2]


@pytest.mark.parametrize(
    ("before", "after", "line", "code"),
    [
        ("date = 2027-01-20", "date = 2027-02-30", 3, "bad-toml"),
        ("schema = 1", "schema = 9", 1, "newer-schema"),
        ('id = "how-ready"', 'id = "arrive"', 12, "duplicate-id"),
        ("Begin <on", "Begin \\u001b[2J<on", 4, "unsafe-value"),
        ('round = "round-1"', 'round = "../round-1"', 2, "bad-value"),
    ],
)
def test_one_mistake(before: str, after: str, line: int, code: str) -> None:
    log, found = read(LOG.replace(before, after))

    assert log is None
    assert [(where, what) for where, what, _ in found] == [(line, code)]


def test_a_log_is_kept_under_its_round_and_date() -> None:
    log, _ = read(LOG)
    assert log is not None

    assert log_name(log) == "log/round-1-2027-01-20.toml"
    assert log_name(log, 2) == "log/round-1-2027-01-20-2.toml"


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("round-1-2027-01-20.toml", 1),
        ("round-1-2027-01-20-3.toml", 3),
        ("round-11-2027-01-20.toml", None),
        ("round-1-2027-01-20.md", None),
        ("notes.toml", None),
    ],
)
def test_names_of_a_round_s_logs_are_known(name: str, copy: int | None) -> None:
    assert kept_for("round-1", name) == copy
