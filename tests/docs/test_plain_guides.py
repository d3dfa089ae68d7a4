"""The guides are written by the rules that their readers are asked to keep: plain words, short sentences, one voice."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.check.plain_words import bare_letters, glossary_words, hard_to_read, somebody, unsaid_times
from kit.model.page import Page, PageKind
from kit.source.markdown.page import read_page

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = [path for path in sorted(DOCS.rglob("*.md")) if "examples" not in path.relative_to(DOCS).parts]


def guide(path: Path) -> Page:
    page = read_page(path.relative_to(DOCS).as_posix(), path.read_bytes(), PageKind.PAGE, [])
    assert page is not None
    return page


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_a_guide_keeps_the_house_style(path: Path) -> None:
    page = guide(path)
    explained = glossary_words([guide(DOCS / "handbook" / "words.md")])
    told = [*hard_to_read(page), *somebody(page), *unsaid_times(page), *bare_letters(page, explained)]

    assert [f"{one.line}: {one.message}" for one in told] == []
