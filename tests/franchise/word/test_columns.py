"""How a document shows tables and pictures: no word is torn apart, no picture is longer than its page."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from PIL import Image

from kit.franchise.word.columns import shares
from kit.franchise.word.marks import Source
from kit.franchise.word.write import Look, document_of
from tests.franchise.word.paragraphs import document

CENTIMETRE = 360_000
SHEET = "# Page\n\n| Service and what it is for | Who | Why |\n| --- | --- | --- |\n| Collecting garden waste |  |  |\n"


def opened(data: bytes) -> Any:
    return Document(io.BytesIO(data))


@pytest.mark.parametrize("large", [False, True])
def test_each_column_has_room_for_its_longest_word(large: bool) -> None:
    rows = [("Gwasanaeth", "Standard point", "Evidence that we could show to somebody who asks", "By when")]
    rows += [("Gwasanaeth rhif 1: Casglu gwastraff gardd", "1", "Recordings of research sessions " * 3, "1 Mehefin")]
    room = 50 if large else 84

    found = shares(rows, large)
    assert sum(found) == pytest.approx(1)
    assert all(
        one * room >= len(word)
        for one, word in zip(found, ("Gwasanaeth", "Standard", "Recordings", "Mehefin"), strict=True)
    )
    assert max(found) == found[2]


def test_a_name_with_a_hyphen_breaks_there_and_takes_no_room_from_others() -> None:
    assert shares([("Llywelyn-Pritchard", "Recordings of it")], False)[0] < 0.6


def test_columns_to_write_in_are_as_wide_in_every_row_and_wide_enough() -> None:
    (table,) = opened(document(SHEET)).tables
    grid = [column.width for column in table.columns]

    assert all([cell.width for cell in row.cells] == grid for row in table.rows)
    assert min(grid) >= 2 * CENTIMETRE


@pytest.mark.parametrize(("wide", "tall"), [(100, 300), (300, 100), (200, 200)])
def test_a_picture_of_any_shape_keeps_it_and_is_no_longer_than_twelve_centimetres(wide: int, tall: int) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (wide, tall), "#204060").save(stream, "PNG")
    page = [Source("round-1/page", "# Page\n\n![A tower.](tower.png)\n")]
    (shown,) = opened(document_of(page, Look("Page"), lambda *_: (stream.getvalue(), "A tower."))).inline_shapes

    assert max(shown.width, shown.height) == 12 * CENTIMETRE
    assert shown.width / shown.height == pytest.approx(wide / tall, rel=0.01)
