"""Random edits of a composed tree: what capture stores composes to the edited tree again, byte for byte."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.franchise.capture.capture import Captured, capture
from kit.franchise.compose.compose import Composed, compose
from kit.model.findings import Code, Finding
from kit.model.tree import Tree
from kit.source.tree.paths import path_problem
from kit.source.tree.rules import AREAS
from tests.helpers import examples
from tests.regions import HUB, PLAN, SESSION, region_files, tree

READY = "overrides/round-1/how-ready"
REGIONS = [
    region_files({}),
    region_files(
        {
            f"{READY}/why-it-matters.replace.md": "---\nwhy: ours\n---\n\n## Why it matters here\n\nOurs.\n",
            f"{READY}/score-yourselves.after.md": "Put in below.\n\n## A section of ours\n\nWords.\n",
            f"{READY}/talk-it-over.before.md": "Put in above.\n",
            f"{READY}/page.toml": 'why = "we know best"\n\n[set]\nminutes = 30  # longer\n',
            "pages/round-1/own.md": "---\nminutes: 5\n---\n\n# Our own\n\nHello.\n",
        },
        '\n[[round.round-1.agenda]]\nitem = "how-ready"   # more time\nminutes = 30\n'
        '[[round.round-1.agenda]]\nadd = "own"\nafter = "arrive"\n',
    ),
    region_files(
        {
            f"{READY}/talk-it-over.remove.md": "Nobody liked it.\n",
            f"{READY}/page.toml": 'order = ["why-it-matters", "score-yourselves"]\n',
        }
    ),
    region_files({}, hub={**HUB, "round-1/how-ready.md": SESSION.replace("\n", "\r\n")}),
    region_files({}, hub={**HUB, "round-1/how-ready.md": "\ufeff" + SESSION.rstrip("\n")}),
    region_files({}, hub={**HUB, "round-1/how-ready.md": SESSION.replace("\n\n", "\n")}),
]

Edit = Callable[[list[str]], list[str]]

BLOCKS = st.sampled_from(
    [
        "## Why it matters\n\nAnother text.\n\n",
        "## A new heading\n\nNew words here.\n\n",
        "### Talk it over\n\nIn threes, please.\n\n",
        "A paragraph that somebody added.\n\n",
        "- a list\n- of things\n\n",
        "---\n\n",
        "Note: a line\n---\n",
        "# Another title\n",
        ":::{facilitator}\n\nPsst.\n\n:::\n\n",
        "\n",
        "\n\n\n",
        "(target)=\n## Aimed at\n\nHere.\n\n",
        "#### Deep\n\n",
        "Underlined\n==========\n\nSetext.\n\n",
        "no line end",
    ]
)


def paragraphs(text: str) -> list[str]:
    """Cut a page where people cut it: after empty lines."""
    end = "\r\n" if "\r\n" in text else "\n"
    parts = text.split(end + end)
    return [part + end + end for part in parts[:-1]] + [parts[-1]]


@st.composite
def edited_page(draw: st.DrawFn, text: str) -> str:
    parts = paragraphs(text)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(1, len(parts)))  # the front matter stays where it is
        what = draw(st.sampled_from(["put in", "take out", "move", "change", "double"]))
        if what == "put in" or at == len(parts):
            parts.insert(at, draw(BLOCKS))
        elif what == "take out":
            del parts[at]
        elif what == "move":
            part = parts.pop(at)
            parts.insert(draw(st.integers(1, len(parts))), part)
        elif what == "change":
            parts[at] = parts[at].replace("e", "E", 1)
        else:
            parts.insert(at, parts[at])
    return "".join(parts)


def composed(region: Tree) -> Composed:
    found: list[Finding] = []
    result = compose(region, found)
    assert result is not None
    assert [one for one in found if one.code is not Code.LEFT_OUT] == []  # some edits do leave blocks out
    return result


def written(region: Tree, captured: Captured) -> Tree:
    files = {**region.files, **captured.changes}
    return Tree({path: data for path, data in files.items() if data is not None})


def all_but_moves(one: Tree) -> dict[str, bytes]:
    return {path: data for path, data in one.files.items() if path != "moves.toml"}


def keeps_the_path_rule(path: str) -> bool:
    area, _, rest = path.partition("/")
    return path == "region.toml" or (area in AREAS and path_problem(rest, AREAS[area]) is None)


def shown_again(region: Tree, edited: Tree) -> Captured:
    """Capture, and hold the result to its laws."""
    captured = capture(region, edited, [])
    again = composed(written(region, captured))

    assert captured.left == []
    assert [path for path in captured.changes if not keeps_the_path_rule(path)] == []
    assert all_but_moves(again.tree) == all_but_moves(edited)
    assert capture(written(region, captured), again.tree, []).changes == {}
    return captured


@settings(max_examples=examples(100))
@given(st.data())
def test_edited_sections_come_back_byte_for_byte(data: st.DataObject) -> None:
    region = tree(data.draw(st.sampled_from(REGIONS)))
    before = composed(region).tree
    text = data.draw(edited_page(before.files["round-1/how-ready.md"].decode()))

    shown_again(region, Tree({**before.files, "round-1/how-ready.md": text.encode()}))


ITEMS = st.sampled_from(
    [
        "  - {break: Tea, minutes: 10}",
        "  - {id: tea, break: Tea and cake, minutes: 10}",
        "  - {session: next-steps, minutes: 20}",
        "  - {id: both, parallel: [how-ready, next-steps], minutes: 30}",
        "  - {title: Welcome, minutes: 5}  # short",
        '  - {id: lunch, break: "Lunch, at last", minutes: 45, at: "12:30"}',
    ]
)


@st.composite
def edited_agenda(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    first = lines.index("agenda:") + 1
    last = lines.index("agendas:")
    items = lines[first:last]
    for _ in range(draw(st.integers(1, 4))):
        what = draw(st.sampled_from(["add", "drop", "move", "retime"]))
        at = draw(st.integers(0, max(len(items) - 1, 0)))
        if what == "add" or not items:
            new = draw(ITEMS)
            if new not in items:
                items.insert(draw(st.integers(0, len(items))), new)
        elif what == "drop":
            del items[at]
        elif what == "move":
            items.insert(draw(st.integers(0, len(items) - 1)), items.pop(at))
        else:
            items[at] = items[at].replace("minutes: 1", "minutes: 2") if "minutes" in items[at] else items[at]
    return "\n".join([*lines[:first], *items, *lines[last:]])


@settings(max_examples=examples(40))
@given(st.data())
def test_edited_agendas_come_back_byte_for_byte(data: st.DataObject) -> None:
    region = tree(data.draw(st.sampled_from(REGIONS[:2])))
    before = composed(region).tree
    plan = data.draw(edited_agenda(before.files["round-1/index.md"].decode()))

    shown_again(region, Tree({**before.files, "round-1/index.md": plan.encode()}))


FIELDS = st.sampled_from(
    [
        "minutes: 25",
        "shortest: 10",
        "group_size: 5-8",
        'group_size: "5 to 8"',
        'materials: ["pens: 1 per person", "chalk: 3"]',
        "materials: [pens, chalk]",
        "materials:\n  - pens",
        "standard: [1, 3]",
        "reviewed: 2026-06-01",
        "cut: 1   # first to go",
        "# a remark",
        "id: r1-ready",
    ]
)


@settings(max_examples=examples(40))
@given(st.sampled_from(REGIONS[:3]), st.lists(FIELDS, max_size=4, unique_by=lambda one: one.split(":")[0]))
def test_edited_front_matter_comes_back_byte_for_byte(files: dict[str, str], fields: list[str]) -> None:
    region = tree(files)
    before = composed(region).tree
    body = before.files["round-1/how-ready.md"].decode().split("---\n", 2)[2]
    text = "\n".join(["---", *fields, "---\n"]) + body

    shown_again(region, Tree({**before.files, "round-1/how-ready.md": text.encode()}))


def test_an_untouched_tree_stores_nothing() -> None:
    for files in REGIONS:
        region = tree(files)

        assert capture(region, composed(region).tree, []) == Captured()


def test_the_regions_of_these_tests_hold_what_they_should() -> None:
    """So that the edits above have plans and sections to work on."""
    assert "agendas:" in PLAN
    assert b"A section of ours" in composed(tree(REGIONS[1])).tree.files["round-1/how-ready.md"]
