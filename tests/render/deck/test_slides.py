"""The slides of a round whose group has not said when it meets, as in the hub."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.render.deck.slides.meeting import session_deck, slides
from kit.render.deck.slides.model import Kind, Slide, Table
from kit.render.reading.filling import page_address
from tests.render.editions import edition

FILES = {
    "round-1/index.md": "# Meet & greet\n",
    "round-1/how-ready.md": "# How ready?\n",
    "round-1/spare.md": "# Spare\n",
}


def _document(name: str) -> nodes.document:
    document = new_document(name)
    document += nodes.section("", nodes.title("", f"Title\x0c of {name}"), ids=["x"])
    return document


def _edition(url: str = "") -> Edition:
    return edition(FILES, {"coffee": 15, "round-1/how-ready": 40, "lunch": 45}, url=url)


def _slides(whole: Edition) -> list[Slide]:
    return slides(whole, whole.rounds[0], _document)


def test_without_a_start_times_count_from_the_beginning_and_breaks_say_how_long() -> None:
    found = _slides(_edition())
    assert [(slide.kind, slide.line) for slide in found] == [
        (Kind.TITLE, "Digital peer groups"),
        (Kind.AGENDA, "0:00 to 1:40\v1 hour 40 minutes"),
        (Kind.BREAK, "15 minutes"),
        (Kind.AGENDA, "0:00 to 1:40\v1 hour 40 minutes"),
        (Kind.SECTION, "0:15 to 0:55 · 40 minutes"),
        (Kind.BREAK, "45 minutes"),
        (Kind.CLOSING, "Digital peer groups"),
    ]
    (table,) = found[1].blocks
    assert isinstance(table, Table)
    assert [row[0].paragraphs[0].text for row in table.rows] == ["Time", "0:00", "0:15", "0:55"]


def test_a_page_on_no_agenda_has_a_deck_without_times() -> None:
    whole, found = _edition(), list[Finding]()
    deck = session_deck(whole, whole.rounds[0], "round-1/spare", _document, found)
    assert [(slide.kind, slide.title, slide.line) for slide in deck] == [
        (Kind.TITLE, "Title  of round-1/spare", "Meet & greet"),
        (Kind.CLOSING, "Thank you", "Digital peer groups"),
    ]
    assert found == []


@pytest.mark.parametrize(
    ("url", "name", "expected"),
    [
        ("", "round-1/index", ""),
        ("https://x.example", "round-1/index", "https://x.example/round-1/"),
        ("https://x.example/site/", "round-1/how-ready", "https://x.example/site/round-1/how-ready.html"),
    ],
)
def test_pages_have_addresses_where_the_site_has_one(url: str, name: str, expected: str) -> None:
    assert page_address(_edition(url=url), name) == expected
