"""Long work shows that it goes on, as fits the place where somebody looks."""

from __future__ import annotations

import sys

import pytest

from kit.cli.common import progress

STEP = "Setting [the] handouts"


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    """Take one step, and return what was shown of it."""
    with progress() as tell:
        tell(STEP)
    out, err = capsys.readouterr()
    assert out == ""
    return err


def be_terminal(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Let messages go to something that calls itself a terminal of a kind."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", kind)


def test_away_from_a_terminal_each_step_is_a_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == f"{STEP} ...\n"


def test_on_a_terminal_one_line_moves_and_is_wiped_at_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    be_terminal(monkeypatch, "xterm")
    before, step, after = shown(capsys).partition(STEP)

    assert step
    assert f"{STEP} ..." not in before + step + after
    assert "\x1b[2K" in after


def test_a_terminal_that_cannot_move_its_line_gets_plain_ones(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    be_terminal(monkeypatch, "dumb")

    assert shown(capsys) == f"{STEP} ...\n"
