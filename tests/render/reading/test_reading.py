"""One reading of an edition: what every writer may count on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from docutils import nodes

from kit.model.findings import Code, Finding
from kit.model.tree import Origin, Origins
from kit.render import nodes as kit_nodes
from kit.render.blocks.activity import activity as activity_node
from kit.render.blocks.facilitator import facilitator as facilitator_node
from kit.render.blocks.handout import handout as handout_node
from kit.render.blocks.slide import slide as slide_node
from kit.render.reading.reading import Reading, read
from tests.helpers import build_file_tree
from tests.render.editions import edition

HOME = "# Digital peer groups\n\nWelcome to {{ group }}.\n\n<!-- not for readers -->\n"
PLAN = "---\nminutes: 60\n---\n\n# Meet the standard\n\nAt {{ venue }}, {{ date }}, from {{ start }} to {{ end }}.\n"
SESSION = """\
---
minutes: 20
---

# How ready are we?

Write to {{ contact }} or see {{ site }}; `{{ venue }}` stays code. {lang}`Croeso <cy>`
See [the plan](index.md), [scores](#score-yourselves), [old](../round-9/old.md), [moved](was-here.md#more).

## Score yourselves

:::{activity} Score {{ venue }}
:minutes: 10
:grouping: pairs

1. Read.

:::

:::{facilitator}

- Say nothing yet. [^quiet]

[^quiet]: A footnote for facilitators.

:::

(kept-name)=
## More

:::{slide} A slide

- One

:::

::::{handout} Sheet

#### A heading in a sheet

:::{activity} Write
:minutes: 5

Write.

:::
::::

## More

![A map](map.png)

- [ ] a task

```{list-table}
:header-rows: 1

* - A
* - b
```

::::{tab-set}
:::{tab-item} One
First
:::
::::
"""
FILES: dict[str, str | bytes] = {
    "index.md": HOME,
    "round-1/index.md": PLAN,
    "round-1/how-ready.md": SESSION,
    "round-1/how-ready.cy.md": "# Cymraeg\n",
    "round-1/here-now.md": "# Here now\n\n## More\n",
    "round-1/map.png": b"\x89PNG",
}


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    found: list[Finding] = []
    made = edition(
        FILES,
        {"round-1/how-ready": 30, "lunch": 45},
        start=630,
        variables={"venue": "", "contact": "hello@example.org", "site": "https://example.org/a?b=1&c=2"},
        dropped=frozenset({"round-9/old"}),
        moved={"round-1/was-here": "round-1/here-now"},
    )
    result = read(made, tmp_path_factory.mktemp("reading") / "private", found)
    assert found == []
    return result


@pytest.fixture(scope="module")
def session(reading: Reading) -> nodes.document:
    return reading.document("round-1/how-ready")


def test_activities_carry_the_minutes_of_the_agenda(session: nodes.document) -> None:
    activities = list(session.findall(activity_node))

    assert [(one["index"], one["minutes"], one["scaled"]) for one in activities] == [(0, 10, 20), (1, 5, 10)]
    assert activities[0]["grouping"] == "pairs"
    assert activities[0]["title"] == "Score to be confirmed"


def test_a_gap_is_a_node_with_words_and_code_stays_as_written(reading: Reading, session: nodes.document) -> None:
    plan = reading.document("round-1/index")

    assert [(one["name"], one.astext()) for one in plan.findall(kit_nodes.gap)] == [
        ("venue", "to be confirmed"),
        ("date", "to be confirmed"),
    ]
    assert "from 10:30am to 11:45am" in plan.astext()
    assert "{{ venue }}" in session.astext()
    assert "Welcome to Digital peer groups." in reading.document("index").astext()


def test_a_value_that_is_wholly_an_address_becomes_a_link(session: nodes.document) -> None:
    links = {node.astext(): node.get("refuri") for node in session.findall(nodes.reference)}

    assert links["hello@example.org"] == "mailto:hello@example.org"
    assert links["https://example.org/a?b=1&c=2"] == "https://example.org/a?b=1&c=2"


def test_links_lead_to_pages_follow_moves_and_lose_what_was_dropped(session: nodes.document) -> None:
    links = {node.astext(): node.get("refuri") or "#" + node["refid"] for node in session.findall(nodes.reference)}

    assert links["the plan"] == "index.html"
    assert links["scores"] == "#score-yourselves"
    assert links["moved"] == "here-now.html#more"
    assert "old" not in links
    assert ", old, " in session.astext()


def test_section_ids_are_the_anchors_of_the_kit_and_no_other_element_has_them(session: nodes.document) -> None:
    sections = [node["ids"][0] for node in session.findall(nodes.section)]
    ids = [one for node in session.findall(nodes.Element) for one in node["ids"]]

    assert sections == ["how-ready-are-we", "score-yourselves", "kept-name", "more-2"]
    assert len(ids) == len(set(ids))


def test_blocks_are_the_nodes_of_the_kit_with_notes_still_in_place(session: nodes.document) -> None:
    assert "Say nothing yet." in next(session.findall(facilitator_node)).astext()
    assert next(session.findall(slide_node))["title"] == "A slide"
    assert next(session.findall(handout_node))["title"] == "Sheet"
    assert next(session.findall(kit_nodes.language_span)).attributes["tag"] == "cy"
    assert next(session.findall(nodes.rubric))["heading-level"] == 4


def test_pictures_are_named_by_their_path_in_the_tree_and_tables_stand_bare(session: nodes.document) -> None:
    assert [node["uri"] for node in session.findall(nodes.image)] == ["round-1/map.png"]
    assert not isinstance(next(session.findall(nodes.table)).parent, nodes.container)


def test_comments_are_dropped(reading: Reading) -> None:
    assert "not for readers" not in reading.document("index").pformat()


def test_each_copy_is_fresh_and_a_page_in_another_language_is_not_read(reading: Reading) -> None:
    first = reading.document("round-1/how-ready")
    first.clear()

    assert reading.document("round-1/how-ready").astext()
    with pytest.raises(KeyError):
        reading.document("round-1/how-ready.cy")


def test_what_sphinx_complains_of_becomes_a_finding_where_the_line_was_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = "---\nminutes: 5\n---\n\n# A\n\nText.\n\n[gone](#nowhere) and [lost](lost.md)\n\n"
    page += ":::{nonsense}\n:::\n\n```{meta}\n:keywords: x\n```\n\n:::{image}\n:::\n"
    made = edition({"index.md": HOME, "round-1/index.md": PLAN, "round-1/a.md": page})
    origins = Origins({"round-1/a.md": (Origin(1, "upstream/round-1/a.md", 1), Origin(8, "overrides/a.md", 1))})
    found: list[Finding] = []

    reading = read(dataclasses.replace(made, origins=origins), tmp_path / "private", found)
    reading.document("round-1/a")

    assert {(one.code, one.place) for one in found} == {
        (Code.UNKNOWN_DIRECTIVE, "overrides/a.md:4"),
        (Code.UNSAFE_DIRECTIVE, "overrides/a.md:7"),
        (Code.PAGE_SYNTAX, "overrides/a.md:11"),
        (Code.BROKEN_LINK, "overrides/a.md:2"),
    }
    assert len([one for one in found if one.code is Code.BROKEN_LINK]) == 2
    assert not [one for one in found if str(tmp_path) in one.message]
    assert capfd.readouterr() == ("", "")


def test_guides_are_read_beside_the_pages_without_their_examples(tmp_path: Path) -> None:
    guides = build_file_tree(
        tmp_path / "docs",
        {
            "index.md": "# Guides\n\n[How](how-to/a.md) `{{ venue }}`\n",
            "how-to/a.md": "# How\n",
            "examples/x.md": "# X\n",
        },
    )
    found: list[Finding] = []

    reading = read(edition({"index.md": HOME}), tmp_path / "private", found, guides)

    assert found == []
    assert reading.document("guides/index")
    assert "guides/examples/x" not in reading.app.env.all_docs
    assert {path.name for path in tmp_path.iterdir()} == {"docs", "private"}
