"""Lists in front matter merge item by item."""

from __future__ import annotations

from typing import Any

import pytest

from kit.franchise.update.fields import merged_items
from kit.model.tree import Tree
from tests.franchise.update.scenario import after, region_of, updated

PENS, CARDS, TAPE = "pens: 1 per person", "cards: 1 per table", "tape: 1"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "right"),
    [
        ([PENS], [PENS, TAPE], [CARDS], [CARDS, TAPE]),
        ([PENS], [PENS, TAPE], [PENS, CARDS], [PENS, TAPE, CARDS]),
        ([PENS], [PENS, TAPE], [CARDS, PENS], [CARDS, PENS, TAPE]),
        ([PENS, CARDS], [CARDS], [PENS, CARDS, TAPE], [CARDS, TAPE]),
        ([PENS, CARDS], [PENS], [PENS, "cards: 2 per table"], None),
        ([PENS], ["pens: 2 per person"], ["pens: 3 per person"], None),
        ([PENS], [PENS, "Cards: 1"], [PENS, "cards: 2"], None),
        ([PENS], [PENS, TAPE], [PENS, TAPE, CARDS], [PENS, TAPE, CARDS]),
        (
            [PENS],
            [PENS, "Poll: 1, online"],
            [PENS, "poll: 2, room, kept"],
            [PENS, "Poll: 1, online", "poll: 2, room, kept"],
        ),
        ([PENS], [PENS, "Poll: 1, online"], [PENS, "poll: 2, kept, online"], None),
        (["1"], [1, 5], ["1", "3", "5"], [1, 5, 3]),
        (["1", "2"], [2], ["1", "2", "4"], [2, 4]),
        ([PENS], "none", [CARDS], None),
        (None, [TAPE], [CARDS], None),
    ],
)
def test_a_list_has_the_changes_of_both_or_is_a_question(base: Any, ours: Any, theirs: Any, right: Any) -> None:
    assert merged_items(base, ours, theirs) == right


HUB = b'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n'
FLOW = '["pens: 1 per person", "tape: 1"]'
BLOCK = '\n  - "pens: 1 per person"\n  - "cards: 1 per table"\n  - "tape: 1"'


def hub(materials: str) -> Tree:
    page = f"---\nminutes: 20\nmaterials: {materials}\n---\n\n# Talk\n\nTalk.\n"
    return Tree({"hub.toml": HUB, "index.md": b"# Hub\n", "round-1/talk.md": page.encode()})


@pytest.mark.parametrize(
    "page",
    [
        '[set]\nmaterials = ["pens: 2 per person", "tape: 1"]  # ours\n',
        'set.materials = ["pens: 2 per person", "tape: 1"]\n',
        'set = {materials = ["pens: 2 per person", "tape: 1"]}\n',
        '[set]\nmaterials = [\n    "pens: 2 per person",  # two each\n    "tape: 1",\n]\n',
    ],
)
def test_an_update_puts_upstreams_items_among_ours_however_both_are_written(page: str) -> None:
    path = "overrides/round-1/talk/page.toml"
    region = region_of(hub(FLOW), {path: page.encode()})

    outcome = updated(region, hub(BLOCK))
    now = after(region, outcome.changes)

    assert outcome.questions == []
    assert [sentence for _, sentence in outcome.news] == [
        "materials of round-1/talk: upstream's changes, put into your list."
    ]
    assert now.files[path].decode().replace("\n    ", " ").count('2 per person"') == 1
    assert '"cards: 1 per table", "tape: 1"' in now.files[path].decode().replace("\n    ", " ")
    assert now.files[path].count(b"#") == page.count("#")
    assert updated(now, hub(BLOCK)).questions == []


def test_a_list_that_upstream_has_whole_is_no_change_of_ours_any_more() -> None:
    path = "overrides/round-1/talk/page.toml"
    region = region_of(hub('["pens: 1 per person"]'), {path: b'[set]\nmaterials = ["pens: 1 per person", "tape: 1"]\n'})

    outcome = updated(region, hub('["pens: 1 per person", "tape: 1", "cards: 1"]'))
    now = after(region, outcome.changes)

    assert path not in now.files
    assert [sentence for _, sentence in outcome.news] == ["materials of round-1/talk: upstream now has what you set."]
