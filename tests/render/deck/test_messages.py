"""What authors are told of titles and tables that no slide can hold."""

from __future__ import annotations

from pathlib import Path

from kit.model.findings import Code, Finding, Level
from kit.render.deck.fit.placed import PlacedSlide
from kit.render.deck.messages import warnings
from kit.render.deck.writer import write_decks
from kit.render.reading.reading import read
from tests.render.deck.conftest import case_edition, case_files, draw

TITLE = " ".join(["Unreasonably long titles of forty words and more"] * 7)
ROW = "| " + " | ".join(f"column {n}" for n in range(20)) + " |\n"
SLIDES = f"""

:::{{slide}} {TITLE}

- One

:::

:::{{slide}} Wide

{ROW}{"| - " * 20}|
{ROW}
:::
"""


def _found(tmp_path: Path, sessions: bool) -> list[Finding]:
    files = case_files()
    files["round-1/how-ready.md"] = str(files["round-1/how-ready.md"]) + SLIDES
    found: list[Finding] = []
    whole = case_edition(files)
    reading = read(whole, tmp_path / "work", found)
    write_decks(whole, reading.contents, found, sessions=sessions, draw=draw)
    return found


def test_a_title_and_a_table_that_no_slide_can_hold_are_each_told_once_with_their_line(tmp_path: Path) -> None:
    found = _found(tmp_path, sessions=True)
    assert [(one.code, one.level, one.file) for one in found] == [
        (Code.LONG_TITLE, Level.WARNING, "round-1/how-ready.md"),
        (Code.WIDE_TABLE, Level.WARNING, "round-1/how-ready.md"),
    ]
    lines = (str(case_files()["round-1/how-ready.md"]) + SLIDES).split("\n")
    assert [lines[(one.line or 0) - 1][:11] for one in found] == [":::{slide} "] * 2
    assert "“Unreasonably long titles of forty words and more…” is" in found[0].message
    assert "“Wide”" in found[1].message


def test_what_fits_is_not_told(tmp_path: Path) -> None:
    whole, found = case_edition(), list[Finding]()
    write_decks(whole, read(whole, tmp_path / "work", found).contents, found, draw=draw)
    assert found == []


def test_of_a_long_title_whole_words_are_quoted() -> None:
    def quoted(name: str) -> str:
        (one,) = warnings([PlacedSlide("Bullets", "short", name=name, long_title=True)])
        return one.message.split("“")[1].split("”")[0]

    assert quoted(f"{'a' * 30} {'b' * 29} c") == f"{'a' * 30} {'b' * 29}…"
    assert quoted(f"{'a' * 30} {'b' * 30} c") == f"{'a' * 30}…"
    assert quoted("a" * 90) == "a" * 60 + "…"
    assert quoted("A few words") == "A few words"


def test_a_wide_table_names_its_slide_as_it_was_written() -> None:
    (one,) = warnings([PlacedSlide("Bullets", "Costs (2027) · 2", name="Costs (2027)", wide_table=True)])
    assert "“Costs (2027)”" in one.message
