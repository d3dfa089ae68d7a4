"""One round as an author could write it, read once, and the decks made of it."""

from __future__ import annotations

import dataclasses
import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from kit.model.agenda import SessionTimes
from kit.model.edition import Brand, Edition
from kit.model.findings import Finding
from kit.render.content.model import Contents
from kit.render.deck.design.branded import our_design
from kit.render.deck.design.open_design import open_design
from kit.render.deck.fit.placed import Design
from kit.render.deck.writer import write_decks
from kit.render.reading.reading import read
from tests.render.editions import edition

CASES = Path(__file__).parent / "cases"
AGENDA = {
    "arrivals": 15,
    "round-1/how-ready": 80,
    "lunch": 45,
    "round-1/everything": 30,
    "round-1/clinic-research+round-1/clinic-procurement": 50,
    "tea": 10,
}


def png(width: int, height: int) -> bytes:
    """Return a picture of that many pixels."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#1b4965").save(buffer, "PNG")
    return buffer.getvalue()


def draw(name: str, data: bytes, width: int) -> bytes:
    """Stand in for the worker that draws svg: the proportions of the drawing in the cases."""
    assert data.startswith(b"<svg"), name
    return png(width, width * 9 // 16)


def case_files() -> dict[str, str | bytes]:
    """Return the files of the cases, with a picture that is drawn here."""
    files: dict[str, str | bytes] = {
        path.relative_to(CASES).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(CASES.rglob("*"))
        if path.is_file()
    }
    return {**files, "round-1/tower.png": png(400, 1200)}


def case_edition(files: Mapping[str, str | bytes] | None = None, **changes: Any) -> Edition:
    """Return the edition of the cases: a group with a date, a start at 10:30 and a public address."""
    made = edition(
        files or case_files(),
        AGENDA,
        start=630,
        round_={"date": datetime.date(2027, 1, 20)},
        **{"url": "https://midlands.example.org/", "name": "Midlands Peer Group", **changes},
    )
    (meeting,) = made.rounds
    ready = meeting.times.get("round-1/how-ready")
    if ready is None:
        return made
    cut = SessionTimes(ready.title, 40, 25, 2, ready.activities)
    return dataclasses.replace(
        made, rounds=(dataclasses.replace(meeting, times={**meeting.times, "round-1/how-ready": cut}),)
    )


def ours() -> Design:
    """Return our own design in its own colours."""
    design = open_design(our_design(Brand(), "en-GB"))
    assert design is not None
    return design


@dataclass(frozen=True)
class Made:
    """An edition, the content of its pages, and its decks by path with what was found while they were made."""

    edition: Edition
    contents: Contents
    decks: Mapping[str, bytes]
    found: tuple[Finding, ...]

    def deck(self, name: str = "round-1.pptx") -> Any:
        """Open one of the decks."""
        return Presentation(io.BytesIO(self.decks[name]))

    def slide(self, title: str) -> Any:
        """Return the slide of the round's deck that has this title."""
        return next(slide for slide in self.deck().slides if slide.shapes.title.text == title)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The decks of the cases."""
    found: list[Finding] = []
    whole = case_edition()
    reading = read(whole, tmp_path_factory.mktemp("decks") / "work", found)
    decks = write_decks(whole, reading.contents, found, sessions=True, draw=draw)
    return Made(whole, reading.contents, decks, tuple(found))
