"""What somebody would save to change a section, and that saving it changes that section and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.assemble import assemble
from kit.app.check import rules
from kit.franchise.compose.compose import compose
from kit.model.findings import Code
from kit.model.repository import Change
from kit.model.tree import Tree
from kit.source.markdown.sections import section_text, sections
from kit.source.tree.read import read_tree
from tests.example_regions import whole
from tests.regions import HUB, region_files, tree

KEPT = b'repository = "https://github.com/us/ours"\n'
WORD = "A sentence of our own.\n"
WITH_NOTES = """\
# Talk

Lead, with [a link][shown].

<!-- canarycomment -->

## Blocks

(all)=
### All of it

Words.

:::{activity} Do it
:minutes: 20

1. Do.

:::

:::{facilitator}

canarynote with [a link][quiet]

:::

More words.

% canaryline

## Inside

- An item

  :::{say}

  canarysay

  :::

## Aside

:::{tip}

<!-- canaryhidden -->
Advice.

:::

## End

The last words.

[shown]: https://example.org/shown
[quiet]: https://example.org/canaryquiet
"""
REPLACED = {"overrides/round-1/how-ready/why-it-matters.replace.md": "## Why so\n\nSince.\n"}


def with_repository(files: Mapping[str, bytes]) -> Tree:
    """Return a region's tree with a repository named in its settings."""
    return Tree({**files, "region.toml": KEPT + files["region.toml"]})


def changes(region: Tree) -> dict[str, Change]:
    """Return all changes of a region, by page and anchor."""
    composed = compose(region, [])
    assert composed is not None
    edition = assemble(composed, [])
    assert edition is not None
    return {f"{page}#{one.anchor}": one for page, ones in edition.changes.items() for one in ones}


def region(local: Mapping[str, str] | None = None, hub: Mapping[str, str] = HUB) -> Tree:
    return with_repository(tree(region_files(local or {}, "", hub)).files)


def composed_sections(region: Tree) -> dict[str, list[str]]:
    """Return the sections of each page as composed, by page."""
    composed = compose(region, [])
    assert composed is not None
    texts = {path: data.decode() for path, data in composed.tree.files.items() if path.endswith(".md")}
    return {path: [section_text(text, one).strip() for one in sections(text)] for path, text in texts.items()}


def saved(region: Tree, change: Change, more: str = f"\n{WORD}") -> Tree:
    """Return the region with the file of a change made, as it was handed on and with a sentence more."""
    return Tree({**region.files, change.file: (change.text + more).encode()})


def test_without_a_repository_nothing_is_offered() -> None:
    assert changes(tree(region_files({}))) == {}


def test_a_section_without_blocks_is_replaced_and_one_with_blocks_gets_other_words() -> None:
    found = changes(region())

    assert found["round-1/how-ready#why-it-matters"] == Change(
        "why-it-matters",
        "Why it matters",
        "round-1/how-ready#why-it-matters",
        "overrides/round-1/how-ready/why-it-matters.replace.md",
        new=True,
        text="## Why it matters\n\nBecause of this.\n",
        source=("upstream/round-1/how-ready.md", 23, 25),
    )
    scored = found["round-1/how-ready#score-yourselves"]
    assert (scored.file, scored.text) == (
        "overrides/round-1/how-ready/score-yourselves.words.md",
        "## Score yourselves\n",
    )


def test_an_override_and_a_page_of_ones_own_open_as_they_are_without_text() -> None:
    own = {"pages/round-1/quiz.md": "---\nminutes: 5\n---\n\n# Quiz\n\nAsk.\n"}
    found = changes(region({**REPLACED, **own}))

    assert found["round-1/how-ready#why-so"] == Change(
        "why-so", "Why so", "round-1/how-ready#why-it-matters", "overrides/round-1/how-ready/why-it-matters.replace.md"
    )
    assert found["round-1/quiz#quiz"] == Change("quiz", "Quiz", "round-1/quiz#quiz", "pages/round-1/quiz.md")


def test_text_put_in_beside_a_section_is_edited_in_its_own_file() -> None:
    added = "overrides/round-1/how-ready/why-it-matters.after.md"
    found = changes(region({added: "And this.\n\n### Ours\n\nMore.\n"}))

    assert found["round-1/how-ready#why-it-matters"].beside == (added,)
    assert found["round-1/how-ready#why-it-matters"].file.endswith("/why-it-matters.replace.md")
    assert (found["round-1/how-ready#ours"].file, found["round-1/how-ready#ours"].beside) == (added, ())


def test_a_page_that_was_renamed_keeps_its_folder_of_overrides() -> None:
    found = changes(region({"overrides/round-1/how-ready/page.toml": 'rename = "ready"\n'}))

    assert found["round-1/ready#why-it-matters"].file == "overrides/round-1/how-ready/why-it-matters.replace.md"


def test_the_home_page_of_regions_is_changed_as_the_home_page() -> None:
    files = region_files({}, "", {**HUB, "region.md": "# Our group\n\nWe meet.\n"})
    files["region.toml"] = f'home = "region"\n{files["region.toml"]}'
    found = changes(with_repository(tree(files).files))

    assert found["index#our-group"].file == "overrides/index/our-group.replace.md"


def test_a_hub_opens_the_pages_themselves() -> None:
    hub = tree({**HUB, "hub.toml": KEPT.decode() + HUB["hub.toml"]})

    assert changes(hub)["round-1/how-ready#why-it-matters"] == Change(
        "why-it-matters", "Why it matters", "round-1/how-ready#why-it-matters", "round-1/how-ready.md"
    )


def test_a_region_of_a_hub_with_a_repository_has_none_by_that() -> None:
    hub = {**HUB, "hub.toml": KEPT.decode() + 'forge = "github"\n' + HUB["hub.toml"]}
    composed = compose(tree(region_files({}, "", hub)), [])

    assert composed is not None
    assert b"repository" not in composed.tree.files["hub.toml"]
    assert b"forge" not in composed.tree.files["hub.toml"]
    assert changes(tree(region_files({}, "", hub))) == {}


def test_the_words_handed_on_hold_no_note_no_comment_and_no_link_that_only_notes_use() -> None:
    found = changes(region(hub={**HUB, "round-1/how-ready.md": WITH_NOTES}))
    texts = {one.file.rpartition("/")[2]: one.text for one in found.values() if "how-ready" in one.file}

    assert texts == {
        "talk.replace.md": "# Talk\n\nLead, with [a link][shown].\n",
        "blocks.replace.md": "## Blocks\n",
        "all.words.md": "### All of it\n\nWords.\n\nMore words.\n",
        "inside.replace.md": "",
        "aside.replace.md": "",
        "end.replace.md": "",
    }


@pytest.mark.parametrize("hub", [HUB, {**HUB, "round-1/how-ready.md": WITH_NOTES}], ids=["blocks", "notes"])
def test_what_is_saved_passes_every_rule_and_changes_just_that_section(hub: Mapping[str, str]) -> None:
    given = region(REPLACED if hub is HUB else {}, hub)
    assert_each_changes_itself_alone(given)


def assert_each_changes_itself_alone(given: Tree) -> None:
    before = composed_sections(given)
    new = {name: one for name, one in changes(given).items() if one.new and one.text}
    assert new
    for name, change in new.items():
        page = f"{name.partition('#')[0]}.md"
        after = composed_sections(saved(given, change))
        changed = [place for place, text in enumerate(after[page]) if text != before[page][place]]
        assert len(after[page]) == len(before[page]), name
        assert len(changed) == 1, name
        assert WORD.strip() in after[page][changed[0]], name
        assert {path for path in after if after[path] != before[path]} <= {page, *_twin(page)}, name

    everything = Tree({**given.files, **{one.file: one.text.encode() for one in new.values()}})
    assert codes(everything) == codes(given)


def codes(given: Tree) -> Counter[Code]:
    """Return what checking finds; the same mistake may now stand in an override of the page."""
    return Counter(one.code for one in rules(given))


def _twin(page: str) -> set[str]:
    return {"region.md"} if page == "index.md" else set()


@pytest.mark.slow
def test_so_it_is_for_every_section_of_an_example(tmp_path: Path) -> None:
    given = read_tree(whole(tmp_path, "midlands"), [])

    assert_each_changes_itself_alone(with_repository(given.files))
