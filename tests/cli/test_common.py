"""Commands that people copy from the last line work in their shell."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest

from kit.cli.common import command_line, name_of, opening, progress, refuse_inside, say, show
from kit.model.errors import WrongUsage


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("peerkit", "-C", PureWindowsPath(r"C:\Users\Jo\midlands"), "build"),
            r"peerkit -C C:\Users\Jo\midlands build",
        ),
        (("peerkit", "-C", r"C:\My Regions\mid", "build"), r'peerkit -C "C:\My Regions\mid" build'),
        (("peerkit", "fork", "x", "--name", "R&D (North)"), 'peerkit fork x --name "R&D (North)"'),
    ],
)
def test_on_windows_names_with_spaces_are_put_in_double_quotes(words: tuple[str | Path, ...], line: str) -> None:
    assert command_line(*words, windows=True) == line


def test_elsewhere_they_are_quoted_for_the_shell() -> None:
    assert command_line("peerkit", "-C", "it's here", windows=False) == """peerkit -C 'it'"'"'s here'"""


@pytest.mark.parametrize(("system", "program"), [("win32", "explorer"), ("darwin", "open"), ("linux", "xdg-open")])
def test_a_page_is_opened_with_what_the_system_has(monkeypatch: pytest.MonkeyPatch, system: str, program: str) -> None:
    monkeypatch.setattr(sys, "platform", system)

    assert opening(Path("index.html")) == f"{program} index.html"


def test_a_tree_given_as_a_dot_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "midlands" / "pages").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "midlands" / "pages")

    assert (name_of(Path()), name_of(Path(".."))) == ("pages", "midlands")


def test_only_places_that_the_tree_would_read_are_refused(tmp_path: Path) -> None:
    refuse_inside(tmp_path / "out", tmp_path / "hub")
    refuse_inside(tmp_path / "hub" / "_build" / "hub", tmp_path / "hub")
    with pytest.raises(WrongUsage):
        refuse_inside(tmp_path / "hub" / "out", tmp_path / "hub")


# Long work shows that it goes on, as fits the place where somebody looks.

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


@pytest.mark.parametrize("print_it", [say, show])
def test_a_name_that_a_stranger_gave_a_file_forges_no_line(
    print_it: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    """In a terminal it could colour the next line, write over the last one, or turn its letters round."""
    print_it("Changed: new\n\x1b[31merror.json:1: error: x\r\u202e\x9b2K\u2028\U000e0041.md")
    out, err = capsys.readouterr()

    assert (out + err).splitlines() == [
        "Changed: new\\n\\x1b[31merror.json:1: error: x\\r\\u202e\\x9b2K\\u2028\\U000e0041.md"
    ]


def test_words_of_any_language_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show("Tŷ", "  👩‍💻 漢字")

    assert capsys.readouterr().out == "Tŷ\n  👩‍💻 漢字\n"
