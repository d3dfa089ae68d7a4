"""The page about commands holds the help of every verb, word for word."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kit.cli import VERBS, cli
from kit.cli.help import help_text
from kit.model.agenda import ItemKind

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (peerkit.*?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", ["peerkit", *(f"peerkit {verb}" for verb in VERBS)])
def test_the_page_shows_what_help_shows(name: str) -> None:
    """If this fails, `python scripts/cli_reference.py` writes the page anew."""
    words = name.split()
    command = cli.get_command(cli.make_context("peerkit", [], resilient_parsing=True), words[-1]) or cli
    (shown,) = re.findall(r"^```text\n(.*?)^```$", SECTIONS[name], re.MULTILINE | re.DOTALL)

    assert shown == help_text(command, *words) + "\n"


def test_the_page_has_no_verb_that_does_not_exist() -> None:
    assert list(SECTIONS) == ["peerkit", *(f"peerkit {verb}" for verb in VERBS)]


def test_json_on_the_page_is_json() -> None:
    for example in re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        assert json.loads(example)


def test_kinds_of_items_are_those_that_there_are() -> None:
    (line,) = [line for line in PAGE.splitlines() if line.startswith("`kind` is")]

    kinds = {kind.value for kind in ItemKind if kind is not ItemKind.SITTING}

    assert set(re.findall(r"`([a-z]+)`", line)) == {"kind", *kinds}


def test_the_script_leaves_a_true_page_as_it_is(tmp_path: Path) -> None:
    copy = tmp_path / "cli.md"
    copy.write_text(PAGE.replace("Usage: peerkit check", "Usage: peerkit czech"), encoding="utf-8")
    subprocess.run([sys.executable, str(ROOT / "scripts" / "cli_reference.py"), str(copy)], check=True)

    assert copy.read_text(encoding="utf-8") == PAGE
