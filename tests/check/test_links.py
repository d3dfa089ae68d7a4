"""Links within the tree lead somewhere, or their writer hears where they most likely should."""

from __future__ import annotations

import pytest

from kit.check.links import check_links
from kit.model.findings import Finding
from kit.model.page import Page, PageKind
from kit.source.markdown.page import kind_of, read_page

OTHER = "# Other\n\n(place)=\n## A part\n\nWords.\n"
FILES = {"round-1/plan.png", "brand/logo.svg", "round-1/notes.toml", "hub.toml"}


def check(text: str, path: str = "round-1/page.md") -> list[Finding]:
    texts = {
        "index.md": "# Home\n",
        "round-1/index.md": "# Plan\n",
        "round-1/how-ready.md": OTHER,
        "round-2/lean-coffee.md": OTHER.replace("place", "table"),
        "round-1/how-ready.cy.md": "# Arall\n",
        "region.md": "# Our group\n",
        "messages/reminder.md": "# Soon\n",
        "countdown.md": "# Countdown\n",
        path: f"# Title\n\n{text}\n",
    }
    pages: dict[str, Page] = {}
    for name, content in texts.items():
        kind = kind_of(name, frozenset({"round-1", "round-2"}))
        page = read_page(name, content.encode(), PageKind.PAGE if kind is PageKind.SESSION else kind, [])
        assert page is not None
        pages[page.name] = page
    return check_links(pages, FILES | set(texts), frozenset({"round-1/gone"}), {"round-1/old": "round-1/how-ready"})


@pytest.mark.parametrize(
    "text",
    [
        "[a](how-ready.md) [b](./how-ready.md#place) [c](how-ready.md#a-part) [d](../round-2/lean-coffee.md)",
        "[a](/round-1/how-ready.md) [b](../index.md) [c](#title) [d](index.md)",
        "![Plan](plan.png) ![Logo](../brand/logo.svg) ![Logo](/brand/logo.svg)",
        "{ref}`place` {ref}`words <table>` {doc}`how-ready` {doc}`/round-2/lean-coffee` {doc}`words <how-ready>`",
        "[moved](old.md) {doc}`old`",
        "[web](https://example.org/nowhere.md) [mail](mailto:a@example.org)",
        "[a](how%2Dready.md)",
    ],
)
def test_links_that_lead_somewhere_are_no_finding(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[a](how-redy.md)", "broken-link", "Did you mean how-ready.md?"),
        ("[a](lean-coffee.md)", "broken-link", "Did you mean ../round-2/lean-coffee.md?"),
        ("[a](how-ready)", "broken-link", "Write how-ready.md"),
        ("[a](../round-2/)", "broken-link", "pages end in .md"),
        ("[a](../round-1/)", "broken-link", "Write index.md"),
        ("[a]()", "broken-link", "no address"),
        ("[a](#tittle)", "broken-link", "Did you mean #title?"),
        (
            "[a](#part-1.-start)\n\n## **Part 1\\. Start** {#part-1.-start}",
            "broken-link",
            "Did you mean #part-1-start?",
        ),
        ("[a](how-ready.md#plase)", "broken-link", "Did you mean #place?"),
        ("[a](how-ready.cy.md)", "broken-link", "how-ready.md"),
        ("[a](../region.md)", "broken-link", "region.md leads to a page that is not on the site"),
        ("[a](../messages/reminder.md)", "broken-link", "is not on the site"),
        ("[a](../countdown.md#countdown)", "broken-link", "is not on the site"),
        ("[a](sheet.docx)", "broken-link", "pages carry no docx files"),
        ("[a](slides/Day.PPTX)", "broken-link", "handout block"),
        ("[a](gone.md)", "dropped-link", "is not in this region"),
        ("{doc}`gone`", "dropped-link", "is not in this region"),
        ("[a](notes.toml)", "unsafe-link", "neither a page nor a picture"),
        ("[a](../../etc/passwd)", "unsafe-link", "out of the folder"),
        ("[a](..%2f..%2fetc/passwd)", "unsafe-link", "out of the folder"),
        ("[a](/../x.md)", "unsafe-link", "out of the folder"),
        ("{doc}`../../x`", "unsafe-link", "out of the folder"),
        ("![A](../../x.png)", "unsafe-picture", "out of the folder"),
        ("![A](plans.png)", "broken-picture", "Did you mean plan.png?"),
        ("![A](logo.svg)", "broken-picture", "Did you mean ../brand/logo.svg?"),
        ("![A](Our%20Team.PNG)", "broken-picture", "give it a name such as our-team.png"),
        ("![A](notes.toml)", "broken-picture", "not among the pictures"),
        ("{ref}`plase`", "broken-link", "Did you mean place?"),
        ("{ref}`words <nowhere>`", "broken-link", "(nowhere)="),
        ("{doc}`how-redy`", "broken-link", "Did you mean how-ready?"),
        (":::{card}\n:link: how-redy.md\n:::", "broken-link", "Did you mean how-ready.md?"),
    ],
)
def test_links_that_lead_nowhere_are_told_with_the_likeliest_place(text: str, code: str, words: str) -> None:
    (finding,) = check(text)

    assert finding.code.value == code
    assert words in f"{finding.message} {finding.hint}"
    assert finding.place.startswith("round-1/page.md:")


def test_paths_from_the_top_page_begin_at_the_top() -> None:
    assert check("[a](round-1/how-ready.md)", "about.md") == []
    (finding,) = check("[a](../x.md)", "about.md")
    assert finding.code.value == "unsafe-link"
