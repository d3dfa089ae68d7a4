"""Footnotes of upstream's whose call or text the region left out."""

from __future__ import annotations

import pytest

from kit.app.check import rules
from kit.franchise.compose.compose import compose
from kit.model.findings import Level
from tests.regions import HUB, region_files, tree

PAGE = """\
---
minutes: 20
---

# Talk

Read it.[^one] Score it.[^two]

## Steps

:::{note}

Say this.[^two]

:::

[^one]: The first
    goes on.

[^two]: The second.

## End

Clap.
"""
FOLDER = "overrides/round-1/how-ready"


def talk(local: dict[str, str], page: str = PAGE) -> str:
    hub = {**HUB, "round-1/how-ready.md": page, "round-1/next-steps.md": "---\nminutes: 15\n---\n\n# Next\n\nGo.\n"}
    region = tree(region_files({f"{FOLDER}/{name}": text for name, text in local.items()}, "", hub))
    errors = [one for one in rules(region) if one.level is Level.ERROR]
    result = compose(region, [])

    assert errors == []
    assert result is not None
    return result.tree.files["round-1/how-ready.md"].decode()


def test_a_text_that_nothing_calls_any_more_is_left_out() -> None:
    page = talk({"talk.replace.md": "# Talk\n\nScore it.[^two]\n"})

    assert page == PAGE.replace("Read it.[^one] Score", "Score").replace("[^one]: The first\n    goes on.\n\n", "")


def test_a_text_that_is_called_inside_a_block_stays() -> None:
    assert "[^two]: The second.\n" in talk({"talk.replace.md": "# Talk\n\nRead it.[^one]\n"})


def test_a_text_in_a_section_that_is_left_out_goes_to_the_end_of_the_page() -> None:
    page = talk({"steps.remove.md": ""})

    assert page.endswith("Clap.\n\n[^one]: The first\n    goes on.\n\n[^two]: The second.\n")


def test_a_text_that_the_region_calls_and_upstream_has_elsewhere_comes_along() -> None:
    local = {"end.replace.md": "## End\n\nClap.[^one]\n", "steps.replace.md": "## Steps\n\nNone.\n"}

    assert talk(local).count("[^one]: The first") == 1


def test_a_text_that_the_region_has_in_the_same_words_stands_once() -> None:
    page = talk({"end.replace.md": "## End\n\nClap.[^one]\n\n[^one]: The first\n  goes on.\n"})

    assert page.count("[^one]:") == 1


def test_an_example_of_a_footnote_in_code_is_none() -> None:
    page = PAGE.replace("Clap.", "```\n[^one]\n\n[^one]: Not this.\n```")

    assert "[^one]: Not this." in talk({"talk.replace.md": "# Talk\n\nScore it.[^two]\n"}, page)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_page_without_changes_stays_byte_for_byte(end: str) -> None:
    page = PAGE.replace("\n", end)

    assert talk({"end.after.md": "More.\n"}, page).startswith(page.rstrip())
