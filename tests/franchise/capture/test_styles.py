"""Front matter is captured field by field and item by item, in whichever style of YAML it is written."""

from __future__ import annotations

import pytest

from kit.franchise.capture.capture import capture
from kit.model.tree import Tree
from tests.franchise.capture.test_random_edits import READY, composed, shown_again
from tests.regions import HUB, SESSION, region_files, tree

BLOCK = """\
agenda:
  # how the day begins
  - id: arrive
    break: Arrivals and coffee
    minutes: 15  # at least
  - session: how-ready
  -   title: Look back
      id: back
      minutes: 10
      at: '12:30'
  - id: lunch
    # hot
    break: Lunch
    minutes: 45
"""


def plan(agenda: str) -> str:
    return f"---\nminutes: 210\n{agenda}---\n\n# Meet the Standard\n\nWords.\n"


@pytest.mark.parametrize(
    ("old", "new", "operation"),
    [
        ("minutes: 15  # at least", "minutes: 20  # at least", 'item = "arrive"\nminutes = 20\n'),
        ("minutes: 45\n", "minutes: 50\n", 'item = "lunch"\nminutes = 50\n'),
        ("at: '12:30'", "at: '13:00'", 'item = "back"\nat = "13:00"\n'),
        ("      at: '12:30'\n", "", 'item = "back"\nat = ""\n'),
        ("- session: how-ready\n", "- session: how-ready\n    minutes: 25\n", 'item = "how-ready"\nminutes = 25\n'),
        ("  - session: how-ready\n", "", 'drop = "how-ready"\n'),
        (
            "  -   title: Look back\n",
            "  - id: tea\n    break: Tea\n    minutes: 5\n  -   title: Look back\n",
            'add = "tea"\nbreak = "Tea"\nminutes = 5\nafter = "how-ready"\n',
        ),
    ],
)
def test_an_agenda_in_block_style_is_changed_item_by_item(old: str, new: str, operation: str) -> None:
    region = tree(region_files({}, hub={**HUB, "round-1/index.md": plan(BLOCK)}))
    assert BLOCK.count(old) == 1
    files = {**composed(region).tree.files, "round-1/index.md": plan(BLOCK.replace(old, new)).encode()}

    captured = shown_again(region, Tree(files))

    assert list(captured.changes) == ["region.toml"]
    assert operation in (captured.changes["region.toml"] or b"").decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("group_size: 5-8", "group_size: 4-6"),
        ("group_size: '5-8'", "group_size: '4-6'"),
        ('group_size: "5-8"  # people', 'group_size: "4-6"  # people'),
        ("materials: [pens, paper]", "materials: [pens]"),
        ('materials: ["pens: 5", "dots: 1"]', 'materials: ["pens: 6", "dots: 1"]'),
        ("materials:\n  - pens\n  - 'dots: 1'", "materials:\n  - pens\n  - 'dots: 2'"),
        ("materials:\n- pens\n- paper", "materials:\n- pens\n- paper\n- dots"),
        ("materials:\n  - pens\n  # few\n  - paper", "materials:\n  - pens\n  # few\n  - card"),
        ("materials: [\n  pens,\n  paper,\n]", "materials: [\n  pens,\n  card,\n]"),
        ("standard: {lgdss-2016: [1, 3], uk: [4]}", "standard: {lgdss-2016: [1, 3], uk: [5]}"),
        ("standard:\n  lgdss-2016: [1, 3]\n  uk: [4]  # new", "standard:\n  lgdss-2016: [1, 2]\n  uk: [4]  # new"),
        ("standard:\n  lgdss-2016:\n    - 1\n  uk:\n    - 4", "standard:\n  lgdss-2016:\n    - 1\n  uk:\n    - 5"),
    ],
)
def test_a_field_in_any_style_is_changed_alone(before: str, after: str) -> None:
    page = SESSION.replace("minutes: 20\n", f"minutes: 20\n{before}\n", 1)
    region = tree(region_files({}, hub={**HUB, "round-1/how-ready.md": page}))
    new = page.replace(before, after)
    assert new != page

    captured = capture_of(region, new)

    assert captured == [f"{READY}/page.toml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("standard: [1, 3]", "standard: [1, 3]  # both"),
        ("standard: [1, 3]  # both", "standard: [1, 2]"),
        ("standard: [1, 3]", "standard:\n  - 1\n  - 2"),
    ],
)
def test_remarks_and_another_style_come_back_byte_for_byte_with_the_whole_page(before: str, after: str) -> None:
    page = SESSION.replace("minutes: 20\n", f"minutes: 20\n{before}\n", 1)
    region = tree(region_files({}, hub={**HUB, "round-1/how-ready.md": page}))

    assert capture_of(region, page.replace(before, after)) == ["pages/round-1/how-ready.md"]


def capture_of(region: Tree, page: str) -> list[str]:
    return list(
        capture(region, Tree({**composed(region).tree.files, "round-1/how-ready.md": page.encode()}), []).changes
    )
