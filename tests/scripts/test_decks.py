"""Both sides of the benchmark of decks hold the same slides, or the comparison would be unfair."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(name="decks")
def _decks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return ``scripts/decks.py``, which is no part of any package."""
    monkeypatch.syspath_prepend(SCRIPTS)
    for name in ("decks", "franchise"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("decks")


def test_pandoc_gets_every_word_that_the_hub_gets(decks: ModuleType, tmp_path: Path) -> None:
    """Titles, bullets, tables, pictures with their descriptions, and notes, in their order."""
    hub = decks.write_hub(tmp_path / "hub", 25)
    theirs = decks.write_markdown(tmp_path / "theirs", 25).read_text(encoding="utf-8")
    pages = [(hub / f"round-1/part-{number}.md").read_text(encoding="utf-8") for number in range(3)]
    blocks = [text for page in pages for text in re.findall(r":::\{\w+\}(.*?)\n:::", page, re.DOTALL)]

    ours = " ".join(blocks).split()
    assert len(ours) > 900
    assert [word for word in theirs.split() if word not in ("#", ":::", "notes")] == ours


def test_slides_are_of_all_kinds(decks: ModuleType) -> None:
    made = list(decks.slides(35))

    assert sum("|" in slide.text for slide in made) == 5
    assert sum("![" in slide.text for slide in made) == 7
    assert len({slide.title for slide in made}) == 35
