"""Files of the repository that guides name are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMED = re.compile(r"`((?:kit|tests|scripts|docs)/[\w./-]+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_of_the_repository_that_a_page_names_is_there(page: Path) -> None:
    gone = [name for name in NAMED.findall(page.read_text(encoding="utf-8")) if not (ROOT / name).exists()]

    assert gone == []
