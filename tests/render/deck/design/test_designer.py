"""A designer takes our design to PowerPoint and back: here python-pptx stands for PowerPoint."""

from __future__ import annotations

import importlib.util
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import openxml_audit
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Inches

from kit.model.edition import Brand
from kit.render.deck.design import branded
from kit.render.deck.design.branded import OURS, our_design
from kit.render.deck.writer import write_decks
from tests.render.deck.conftest import Made, draw
from tests.render.deck.variety import saved

ROOT = Path(__file__).parents[4]


@pytest.fixture(name="script", scope="module")
def _script() -> ModuleType:
    """Return ``scripts/our_design.py``, which is no part of any package."""
    spec = importlib.util.spec_from_file_location("our_design", ROOT / "scripts" / "our_design.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="changed")
def _changed(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Callable[[Any], object]], Path]]:
    """Return a function that changes our design, in a folder of the test's own, and returns that folder."""
    folder = tmp_path / "ours"
    shutil.copytree(OURS, folder)

    def change(how: Callable[[Any], object]) -> Path:
        deck: Any = Presentation(io.BytesIO(our_design(Brand(), "en-GB")))
        how(deck)
        script.unzip(saved(deck), folder)
        our_design.cache_clear()
        return folder

    monkeypatch.setattr(branded, "OURS", folder)
    our_design.cache_clear()
    yield change
    our_design.cache_clear()


Change = Callable[[Callable[[Any], object]], Path]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _layout(deck: Any, name: str) -> Any:
    return deck.slide_layouts.get_by_name(name)


def _shape(layout: Any, name: str) -> Any:
    return next(shape for shape in layout.shapes if shape.name == name)


def _decks(made: Made) -> Made:
    return Made(made.edition, made.contents, write_decks(made.edition, made.contents, [], draw=draw), ())


def test_what_comes_back_unchanged_is_what_lies_there_byte_for_byte(changed: Change) -> None:
    assert _files(changed(bool)) == _files(OURS)


def test_a_change_changes_its_own_part_and_no_other(changed: Change) -> None:
    before = _files(OURS)

    def recolour(deck: Any) -> None:
        _shape(_layout(deck, "Agenda"), "Shape 100").fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_2

    after = _files(changed(recolour))

    (name,) = [name for name in after if after[name] != before.get(name)]
    lines = zip(before[name].splitlines(), after[name].splitlines(), strict=True)
    assert [(old.strip(), new.strip()) for old, new in lines if old != new] == [
        (b'<a:schemeClr val="accent1"/>', b'<a:schemeClr val="accent2"/>')
    ]


def test_decks_follow_a_placeholder_that_was_moved_and_text_is_fitted_to_its_new_place(
    changed: Change, made: Made
) -> None:
    def narrow(deck: Any) -> None:
        text = _shape(_layout(deck, "Bullets"), "Text")
        text.left, text.width, text.height = Inches(6), Inches(4), Inches(2)

    changed(narrow)
    decks = _decks(made)

    title = next(one.shapes.title.text for one in decks.deck().slides if one.shapes.title.text.startswith("Lists (1"))
    text = _shape(decks.slide(title), "Text")
    assert (text.left, text.width) == (Inches(6), Inches(4))
    assert len(text.text_frame.text) < len(_shape(made.slide("Lists (1 of 2)"), "Text").text_frame.text)
    assert len(decks.deck().slides) > len(made.deck().slides), "a narrower place needs more slides"


def test_decks_follow_a_hidden_shape_that_was_moved_or_recoloured(changed: Change, made: Made) -> None:
    def move(deck: Any) -> None:
        day = _shape(_layout(deck, "Agenda"), "Day")
        day.top = Inches(5)
        done = _shape(deck.slide_master, "Done row").text_frame.paragraphs[0].runs[0]
        done.font.color.theme_color = MSO_THEME_COLOR.ACCENT_3

    changed(move)
    decks = _decks(made)

    (strip,) = [shape for shape in decks.slide("Today").shapes if hasattr(shape, "shapes")]
    assert strip.top == Inches(5)
    rows = next(shape for shape in decks.slide("Next: Everything at once").shapes if shape.has_table).table.rows
    first = list(rows)[1].cells[0].text_frame.paragraphs[0].runs[0]
    assert first.font.color.theme_color == MSO_THEME_COLOR.ACCENT_3


def test_nothing_comes_back_of_slides_and_of_who_changed_it(changed: Change, tmp_path: Path) -> None:
    def work(deck: Any) -> None:
        slide = deck.slides.add_slide(_layout(deck, "Bullets"))
        slide.shapes.title.text = "Tried out here"
        slide.notes_slide.notes_text_frame.text = "And here"
        deck.core_properties.last_modified_by = "Dana Designer"

    files = _files(changed(work))

    assert files == _files(OURS)
    path = tmp_path / "ours.pptx"
    path.write_bytes(our_design(Brand(), "en-GB"))
    assert openxml_audit.validate_pptx(path).errors == []
