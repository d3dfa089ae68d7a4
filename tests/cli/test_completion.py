"""The Tab key completes verbs, options, and the names of rounds and pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class

from kit.cli import VERBS, cli
from kit.cli.common import Session
from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree


def completed(*words: str) -> list[str]:
    """What Tab offers for the last of ``words``."""
    shell = get_completion_class("bash")
    assert shell is not None
    maker = shell(cli, {"obj": Session()}, "peerkit", "_PEERKIT_COMPLETE")
    return [one.value for one in maker.get_completions(list(words[:-1]), words[-1])]


def test_verbs_and_options_are_completed() -> None:
    assert set(VERBS) <= set(completed(""))
    assert completed("ch") == ["check"]
    assert "--date" in completed("fork", "--d")
    assert "--no-input" in completed("--no")


def test_rounds_and_pages_of_the_tree_in_which_one_is_are_completed(
    peerkit: Peerkit, hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    peerkit("-C", hub, "fork", "midlands", "--name", "Midlands")
    build_file_tree(Path("midlands"), {"pages/round-1/our-story.md": "# Ours\n", "pages/round-1/our-story.cy.md": "x"})
    build_file_tree(Path("midlands"), {"overrides/round-1/how-ready/intro.words.md": "## x\n"})
    monkeypatch.chdir("midlands")

    assert completed("agenda", "") == ["round-1"]
    assert completed("build", "--round", "rou") == ["round-1"]
    assert completed("edit", "round-1/") == [
        *("round-1/how-ready", "round-1/index", "round-1/next-steps", "round-1/our-story")
    ]


def test_c_names_the_tree_whose_names_are_completed(hub: Path) -> None:
    assert completed("-C", str(hub), "edit", "round-1/how") == ["round-1/how-ready"]


def test_where_there_is_no_tree_nothing_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")

    assert completed("agenda", "") == []


@pytest.mark.parametrize("shell", ["zsh", "fish", "bash"])
def test_the_lines_for_a_shell_are_printed(peerkit: Peerkit, shell: str) -> None:
    ended = peerkit("completion", shell)

    assert ended.code == 0
    assert f"_PEERKIT_COMPLETE={shell}_complete" in ended.out
    assert "new terminal" in ended.err


def test_a_shell_that_has_none_is_told_which_do(peerkit: Peerkit) -> None:
    ended = peerkit("completion", "powershell")

    assert ended.code == 2
    assert "'bash', 'zsh', 'fish'" in ended.err


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_takes_the_lines(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    script = peerkit("completion", "bash").out
    name = tmp_path / "bin" / "peerkit"
    build_file_tree(tmp_path / "bin", {"peerkit": f'#!/bin/sh\nexec "{sys.executable}" -m kit "$@"\n'})
    name.chmod(0o755)
    asks = 'COMP_WORDS=(peerkit agenda ""); COMP_CWORD=2; _peerkit_completion peerkit; echo "${COMPREPLY[@]}"'
    path = {**os.environ, "PATH": f"{name.parent}:{os.environ['PATH']}"}
    ended = subprocess.run(["bash", "-c", f"{script}\n{asks}"], cwd=hub, env=path, capture_output=True, text=True)

    assert (ended.stdout, ended.stderr) == ("round-1\n", "")
