"""Anchors belong to their page: the same ``(name)=`` may stand on many, and each page finds its own first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import check
from kit.model.findings import Code, Finding
from kit.render.reading.reading import read
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files
from tests.render.editions import edition

READY = HUB["round-1/how-ready.md"].replace("## Why it matters", "(task)=\n## Why it matters")
STEPS = HUB["round-1/next-steps.md"] + (
    "\nOurs: {ref}`task`. Named: {ref}`our own <task>`. Theirs: [reasons](how-ready.md#task) and "
    "[figure](how-ready.md#picture_1).\n\n(task)=\n## The next task\n\nDo it. Back to [it](#task).\n"
)
FIGURE = "\n(picture_1)=\n\nA paragraph with a target.\n"
PAGES = {"round-1/how-ready.md": READY + FIGURE, "round-1/next-steps.md": STEPS}


def hub(root: Path, pages: Mapping[str, str]) -> Path:
    return build_file_tree(root, HUB | {"hub.toml": HUB["hub.toml"], **pages})


def told(root: Path) -> list[Finding]:
    return list(check(root).findings)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a hub with the same target on two pages, and a page that names one which only the other has."""
    folder = tmp_path_factory.mktemp("anchors")
    about = "# About\n\nSee {ref}`the paragraph <picture_1>`, [the next](round-1/next-steps.md#task).\n"
    found = build(
        hub(folder / "tree", {**PAGES, "about.md": about}), folder / "out", Order(parts=("site",)), lambda _: None
    )
    assert [one for one in found if one.code is not Code.MINUTES_MISMATCH] == []
    return folder / "out" / "site"


def links(page: Path) -> dict[str, str]:
    """Return the addresses of the links on a page by their words."""
    text = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    found = re.findall(r'<a class="[^"]*" href="([^"]*)">(?:<span[^>]*>)?([^<]*)', text)
    return {words: address for address, words in found if words}


def test_ref_means_the_target_of_its_own_page(site: Path) -> None:
    found = links(site / "round-1/next-steps.html")

    assert found["The next task"] == "#task"
    assert found["our own"] == "#task"
    assert found["it"] == "#task"


def test_a_link_to_another_page_means_the_target_there(site: Path) -> None:
    found = links(site / "round-1/next-steps.html")
    there = (site / "round-1/how-ready.html").read_text(encoding="utf-8")

    assert found["reasons"] == "how-ready.html#task"
    assert 'id="task"' in there
    assert f'id="{found["figure"].partition("#")[2]}"' in there


def test_ref_means_the_only_page_with_the_target_otherwise(site: Path) -> None:
    found = links(site / "about.html")

    assert found["the paragraph"].startswith("round-1/how-ready.html#")
    assert found["the next"] == "round-1/next-steps.html#task"


def test_a_target_that_several_other_pages_have_is_an_error_that_lists_them(tmp_path: Path) -> None:
    (one,) = [
        one
        for one in told(hub(tmp_path, {**PAGES, "about.md": "# About\n\nSee {ref}`task`.\n"}))
        if one.code is Code.BROKEN_LINK
    ]

    assert one.place == "about.md:3"
    assert one.message.endswith("2 pages have that target: round-1/how-ready.md, round-1/next-steps.md.")
    assert one.hint == "Say which one you mean: [words](round-1/how-ready.md#task)."


@pytest.mark.parametrize("block", ["(task)=\n:::{note}\nHello.\n:::", ":::{note}\n:name: task\nHello.\n:::"])
def test_the_same_target_on_blocks_of_two_pages_is_no_finding(tmp_path: Path, block: str) -> None:
    pages = {path: f"{HUB[path]}\n{block}\n" for path in ("round-1/how-ready.md", "round-1/next-steps.md")}

    assert told(hub(tmp_path, pages)) == []


def test_an_override_of_a_section_is_addressed_by_the_target_of_its_page(tmp_path: Path) -> None:
    local = {"overrides/round-1/next-steps/task.replace.md": "(task)=\n## Our task\n\nOurs.\n"}
    root = build_file_tree(tmp_path, region_files(local, "", HUB | PAGES))
    composed = check(root).composed

    assert composed is not None
    assert b"Our task" in composed.tree.files["round-1/next-steps.md"]
    assert b"Our task" not in composed.tree.files["round-1/how-ready.md"]


COMPLAINTS = [
    "[gone](#nowhere)",
    "[lost](lost.md)",
    "[lost](a.md#nowhere)",
    "{ref}`nowhere`",
    "{doc}`nowhere`",
    "{term}`nowhere`",
    ":::{nonsense}\n:::",
    "```{meta}\n:keywords: x\n```",
    ":::{image}\n:::",
    ":::{image} /nowhere.png\n:::",
    ":::{figure} ../../../../etc/passwd\n:::",
    ":::{include} /etc/passwd\n:::",
    ":::{literalinclude} nowhere.py\n:::",
    ":::{csv-table}\n:file: nowhere.csv\n:::",
    ":::{raw} html\n:file: nowhere.html\n:::",
    "{download}`nowhere.zip`",
    "{nobody}`x`",
    "A note. [^gone]",
    "[^a]: one\n\n[^a]: two\n\nx [^a]",
    "[^unused]: text",
    "---",
    ":::{list-table}\n\n- - a\n  - b\n- - c\n:::",
    ":::{list-table}\n\nno list\n:::",
    ":::{tab-item} x\n:::",
    ":::{grid-item}\n:::",
    ":::{card}\na\n^^^\nb\n:::",
    ":::{glossary}\nword\n: meaning\n:::\n\n:::{glossary}\nword\n: other\n:::",
    ":::{glossary}\nword\n: meaning\n:::",
    "(same)=\n## One\n\n(same)=\n## Two",
    ":::{toctree}\nnowhere\n:::",
    ":::{table} x\n| a |\n:::",
    ":::{code-block} nonsense-language\nx\n:::",
    ":::{admonition}\n:::",
    ":::{note}\n:nonsense: x\nHello\n:::",
    ":::{math}\n\\frac\n:::",
    "<div>raw</div>",
    "{abbr}`x`",
    "## Skipped\n\n##### five",
    ":::{eval-rst}\n.. include:: /etc/passwd\n:::",
    ":::{button-ref} nowhere\nGo\n:::",
    ":::{card} x\n:link: nowhere\n:link-type: ref\n:::",
    ":::{grid}\nno items\n:::",
    ":::{only} html\nx\n:::",
    "![](https://example.org/a.png)",
    "![](gone.png)",
]


def test_no_complaint_shows_the_private_folder(tmp_path: Path) -> None:
    pages = {f"round-1/p{at}.md": f"# Page {at}\n\nText.\n\n{text}\n" for at, text in enumerate(COMPLAINTS)}
    glossary = ":::{glossary}\nword\n: meaning\n:::\n"
    pages |= {"round-1/zz.md": f"# Other\n\n(same)=\n## Same\n\n{glossary}"}
    work = tmp_path / "private"
    found: list[Finding] = []

    reading = read(edition({"index.md": "# Home\n", "round-1/index.md": "# Round\n", **pages}), work, found)
    for name in reading.edition.pages:
        reading.document(name)

    assert len({one.file for one in found}) > 20
    for text in (f"{one.file} {one.message} {one.hint}" for one in found):
        assert "private" not in text
        assert str(tmp_path) not in text
