"""What a search finds, and what it shows of it, are the words of pages and never those that the kit puts in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.render.site.groups import region, site_of

WORDS = """\
# A talk

People talk.[^one]

:::{glossary}
heron
  A bird that waits.
:::

| Bird | Where |
|------|-------|
| coot | pond  |

```text
wren
```

- [ ] bittern

:::{figure} bird.svg
:alt: A bird

A grebe dives.
:::

## Further down

People sit.

[^one]: A note.
"""
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = region({"round-1/talk.md": WORDS, "round-1/bird.svg": DRAWING})
    return site_of(made, tmp_path_factory.mktemp("excerpts"))


@pytest.fixture(scope="module")
def excerpts(built: Path) -> dict[str, dict[str, list[str]]]:
    text = (built / "excerpts.js").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = json.loads(text.removeprefix("const EXCERPTS = ").removesuffix(";\n"))
    return found


def pages_with(word: str, built: Path) -> set[str]:
    """Return the pages that the index names for a word in titles and texts."""
    text = (built / "searchindex.js").read_text(encoding="utf-8")
    match = re.fullmatch(r"Search\.setIndex\((.*)\)", text, re.DOTALL)
    assert match
    index: dict[str, Any] = json.loads(match[1])
    found = [index[where].get(word, []) for where in ("titleterms", "terms")]
    return {index["docnames"][one] for some in found for one in ([some] if isinstance(some, int) else some)}


@pytest.mark.parametrize("word", ["heron", "wait", "coot", "wren", "bittern", "grebe"])
def test_a_search_finds_terms_tables_code_tasks_and_captions(word: str, built: Path) -> None:
    assert pages_with(word, built) == {"round-1/talk"}


@pytest.mark.parametrize("word", ["download", "calendar", "agenda", "minut", "januari", "annex", "phone", "pdf"])
def test_no_search_finds_what_the_kit_puts_into_pages(word: str, built: Path) -> None:
    """Each stands in the box, the agenda or the list of downloads of a round, or in the home page's next meeting."""
    assert pages_with(word, built) == set()


def test_the_title_of_a_session_leads_to_it_and_not_to_the_page_that_lists_it(built: Path) -> None:
    assert pages_with("work", built) == {"round-1/work"}


def test_excerpts_are_all_that_a_section_says_in_its_order(excerpts: dict[str, dict[str, list[str]]]) -> None:
    talk = excerpts["round-1/talk"]

    assert talk[""] == [
        *("People talk.", "heron", "A bird that waits.", "Bird", "Where", "coot", "pond", "wren", "bittern"),
        *("A grebe dives.", "A note."),
    ]
    assert talk["#further-down"] == ["People sit."]
    assert excerpts["index"][""] == ["We meet.", "Come along."]
