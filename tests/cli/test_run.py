"""However a command ends, it ends in sentences, with an exit code and the name of the next command."""

from __future__ import annotations

import errno
import io
import subprocess
import sys
from pathlib import Path

import pytest

from kit.app import check
from kit.cli import VERBS
from kit.cli.run import run
from kit.model.errors import EnvironmentTrouble, Refused
from tests.cli.conftest import Peerkit


def test_an_unknown_verb_suggests_the_nearest(peerkit: Peerkit) -> None:
    ended = peerkit("chek")

    assert ended.code == 2
    assert "There is no verb called 'chek'. Did you mean check?" in ended.err
    assert ended.following == "peerkit --help"


def test_a_verb_like_no_other_names_them_all(peerkit: Peerkit) -> None:
    ended = peerkit("zzz")

    assert all(verb in ended.err for verb in VERBS)


def test_without_words_the_help_is_shown(peerkit: Peerkit) -> None:
    ended = peerkit()

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Examples:")


def test_an_option_on_the_wrong_side_of_the_verb_is_explained(peerkit: Peerkit) -> None:
    ended = peerkit("check", "-C", "x")

    assert ended.code == 2
    assert "-C stands before the verb" in ended.err
    assert ended.following == "peerkit check --help"


def test_no_tree_at_all_is_wrong_usage(peerkit: Peerkit, tmp_path: Path) -> None:
    ended = peerkit("-C", tmp_path, "check")

    assert ended.code == 2
    assert "holds neither region.toml nor hub.toml" in ended.err


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (ZeroDivisionError("division by zero"), 4, "The kit itself made a mistake"),
        (PermissionError(errno.EACCES, "Permission denied", "x.md"), 4, "x.md could not be used: Permission denied."),
        (OSError(errno.ENOSPC, "No space left on device"), 4, "There is no room for a file that the kit needs"),
        (MemoryError(), 4, "out of memory"),
        (EnvironmentTrouble("The lock is held.", "Wait."), 4, "The lock is held."),
        (Refused("It is unsafe.", "Mend it."), 3, "It is unsafe."),
        (KeyboardInterrupt(), 130, "Stopped."),
    ],
)
def test_an_error_ends_in_sentences_and_never_in_a_traceback(
    peerkit: Peerkit, hub: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: str
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(check, "load", broken)
    ended = peerkit("-C", hub, "agenda", "round-1")

    assert (ended.code, ended.out) == (code, "")
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert ended.following.startswith(f"peerkit -C {hub} agenda round-1")


@pytest.mark.parametrize("words", [["--debug", "agenda", "round-1"], ["agenda", "round-1", "--debug"]])
def test_debug_shows_the_traceback_too(
    peerkit: Peerkit, hub: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.chdir(hub)
    monkeypatch.setattr(check, "load", broken)
    ended = peerkit(*words)

    assert ended.code == 4
    assert "Traceback" in ended.err
    assert "ZeroDivisionError" in ended.err


def test_a_mistake_of_the_kit_offers_its_details(peerkit: Peerkit, hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "load", lambda *_: 1 / 0)

    assert peerkit("-C", hub, "agenda", "round-1").following == f"peerkit -C {hub} agenda round-1 --debug"


def test_the_next_command_is_about_the_same_tree(peerkit: Peerkit, hub: Path) -> None:
    assert peerkit("-C", hub, "agenda", "round-1").following == f"peerkit -C {hub} build --round round-1"
    assert peerkit("-C", "../hub", "agenda", "round-1").following == "peerkit -C ../hub build --round round-1"


def test_a_console_without_the_letters_shows_others_and_does_not_fail(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = (hub / "round-1/index.md").read_text(encoding="utf-8").replace("Arrivals", "Cyrraeddiadau ŵ → ✓")
    (hub / "round-1/index.md").write_text(plan, encoding="utf-8")
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, "cp1252", write_through=True))

    assert run(["-C", str(hub), "agenda", "round-1"]) == 0
    assert b"Cyrraeddiadau ? ? ?" in screen.getvalue()


def test_json_loses_no_letter_on_such_a_console(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = (hub / "round-1/index.md").read_text(encoding="utf-8").replace("Arrivals", "Coffi a the ŵ")
    (hub / "round-1/index.md").write_text(plan, encoding="utf-8")
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, "cp1252", write_through=True))

    assert run(["-C", str(hub), "agenda", "round-1", "--json"]) == 0
    assert b"Coffi a the \\u0175" in screen.getvalue()


def test_the_package_can_be_run_as_a_module(hub: Path) -> None:
    command = [sys.executable, "-m", "kit", "-C", str(hub), "agenda", "round-9"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "There is no round called round-9." in ended.stderr


def test_colours_stay_away_where_they_are_not_wanted(
    peerkit: Peerkit, hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    assert "\x1b" not in peerkit("-C", hub, "agenda", "round-9").err
