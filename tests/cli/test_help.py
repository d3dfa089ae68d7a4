"""Help begins with what people can copy, and comes at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kit.cli import VERBS
from tests.cli.conftest import Peerkit

HEAVY = (
    *("sphinx", "docutils", "myst_parser", "pptx", "typst", "pydantic", "rich", "yaml", "markdown_it"),
    *("tomllib", "lxml", "PIL", "filelock", "segno", "watchfiles", "starlette", "json", "subprocess", "tempfile"),
    *("holidays",),
)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_of_a_verb_begins_with_examples_of_it(peerkit: Peerkit, verb: str, flag: str) -> None:
    ended = peerkit(verb, flag)
    lines = ended.out.splitlines()

    assert (ended.code, ended.err) == (0, "")
    assert lines[0] == "Examples:"
    assert lines[1].startswith("  peerkit ")
    assert f" {verb}" in lines[1]
    assert "--no-input" in ended.out


@pytest.mark.parametrize("verb", ["check", "agenda", "status", "diff", "doctor"])
def test_verbs_that_read_can_print_json(peerkit: Peerkit, verb: str) -> None:
    assert "--json" in peerkit(verb, "--help").out


@pytest.mark.parametrize(
    "verb", ["fork", "build", "compose", "edit", "capture", "update", "resolve", "undo", "log", "pack", "new"]
)
def test_verbs_that_write_can_be_tried(peerkit: Peerkit, verb: str) -> None:
    assert "-n, --dry-run" in peerkit(verb, "--help").out


def test_the_first_help_names_every_verb(peerkit: Peerkit) -> None:
    ended = peerkit("--help")

    assert ended.out.startswith("Examples:")
    assert all(f"  {verb} " in ended.out for verb in VERBS)


def test_help_loads_nothing_that_it_does_not_need() -> None:
    """What --help takes to start is what it imports; a list of modules is the same on every machine."""
    code = (
        "import sys; from kit.cli.run import run; run(['--help']); "
        f"print(sorted(set({HEAVY!r}) & {{name.split('.')[0] for name in sys.modules}}), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stderr.strip() == "[]"
