"""What people write on and cut out: cards, lines, blanks, and rows that grow with the page."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream

from kit.model.findings import Finding
from kit.render.handout.blocks import context_for
from kit.render.handout.session import handouts_of
from kit.render.handout.sheet import Sheet
from kit.render.handout.writer import write_handouts
from kit.render.reading.reading import Reading, read
from tests.render.handout.conftest import edition_of
from tests.render.handout.structure import elements

HEAD = 'schema = 1\nid = "h"\nname = "Hub"\nversion = "2026.1"\n[variables]\nvenue = ""\ncontact = ""\n'
TOWER = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 900"><rect width="100" height="900"/></svg>'
CARD = "\n:::{{grid-item-card}} Card {0}\n\nWords of card {0}\n\n:::\n"


def page(body: str) -> str:
    """A session whose handout is ``body``."""
    return f"---\nminutes: 10\n---\n\n# Cards\n\nLead.\n\n::::::{{handout}} Sheet\n\n{body}\n\n::::::\n"


def grid(count: int, columns: str = "2") -> str:
    """A grid of ``count`` cards."""
    return f"::::{{grid}} {columns}\n{''.join(CARD.format(number) for number in range(1, count + 1))}\n::::"


@pytest.fixture
def reading(tmp_path: Path, request: pytest.FixtureRequest) -> Reading:
    """A hub with one session, whose handout the test gives."""
    root = tmp_path / "hub"
    (root / "round-1").mkdir(parents=True)
    (root / "hub.toml").write_text(HEAD)
    (root / "index.md").write_text("# Home\n\nHello.\n")
    (root / "round-1/index.md").write_text("---\nminutes: 10\nagenda:\n  - {session: cards}\n---\n\n# Round\n\nLead.\n")
    (root / "round-1/tower.svg").write_text(TOWER)
    (root / "round-1/cards.md").write_text(page(request.param))
    found: list[Finding] = []
    made = read(edition_of(root, found), tmp_path / "reading", found)
    assert found == []
    return made


def drawn(reading: Reading) -> list[Any]:
    """The blocks of the handout."""
    page = reading.contents("round-1/cards")
    sheet = Sheet(reading.edition, [])
    (sheet_of_paper,) = handouts_of(page, context_for(sheet, "round-1/cards", page), ("person",))
    return sheet_of_paper.body


def printed(reading: Reading, large: bool = False) -> pypdf.PdfReader:
    """The handout as a PDF."""
    found: list[Finding] = []
    files = write_handouts(reading.edition, reading.contents, found, large_print=large)
    assert found == []
    return pypdf.PdfReader(io.BytesIO(files[f"round-1/cards{'-large' * large}.pdf"]))


@pytest.mark.parametrize("reading", [grid(3, "1 2 2 3"), grid(5, "5")], indirect=True)
def test_a_grid_of_cards_has_the_columns_of_a_wide_screen_and_at_most_three(reading: Reading) -> None:
    (block,) = drawn(reading)

    assert (block["k"], block["columns"]) == ("cards", 3)
    assert block["items"][0]["title"] == ["Card 1"]


@pytest.mark.parametrize("reading", [grid(30)], indirect=True)
def test_cards_come_in_order_whole_and_several_to_a_page(reading: Reading) -> None:
    pdf = printed(reading)
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    cards = [number for text in texts for number in range(1, 31) if f"Card {number} Words of card {number}" in text]

    assert cards == list(range(1, 31))
    assert len(texts) <= 4
    assert texts[0].count("Cut along the dashed lines.") == 1
    assert "Notes" not in texts[-1]


LONG = "Words that a person says who was asked well. " * 7
TALL_CARDS = "".join(f"\n:::{{grid-item-card}} Card {number}\n\n{LONG}\n\n:::\n" for number in range(1, 7))


@pytest.mark.parametrize("reading", [f"::::{{grid}} 2\n{TALL_CARDS}\n::::"], indirect=True)
def test_cards_of_which_a_page_holds_one_row_leave_room_for_their_heading_above_the_first(reading: Reading) -> None:
    first, *rest = [" ".join(page.extract_text().split()) for page in printed(reading, large=True).pages]

    assert "Sheet Cut along the dashed lines. Card 1 Words" in first
    assert len(rest) == 2


WEEKS = "| Week | Who to ask or watch | Where they are | Who comes with me | Where the notes go | Until which day |\n"
WEEKS += f"|{' --- |' * 6}\n" + "".join(f"| {number} | | | | | |\n" for number in range(1, 6))


@pytest.mark.parametrize("reading", [WEEKS], indirect=True)
def test_no_page_of_large_print_parts_a_row_of_a_table_that_it_made_a_list(reading: Reading) -> None:
    texts = [page.extract_text() for page in printed(reading, large=True).pages]

    assert len(texts) > 1
    assert [text.count("Week: ") for text in texts] == [text.count("Until which day:") for text in texts]


@pytest.mark.parametrize("reading", ["What first?\n\n___\n\n___\n\nName: ______ Council: __________"], indirect=True)
def test_lines_of_underscores_are_lines_to_write_on_beside_their_question(reading: Reading) -> None:
    question, lines, blanks = drawn(reading)

    assert question["keep"] is True
    assert lines == {"k": "ruled", "lines": 2}
    assert [one if isinstance(one, str) else one["letters"] for one in blanks["c"]] == ["Name: ", 6, " Council: ", 10]
    assert "_" not in "".join(page.extract_text() for page in printed(reading).pages)


@pytest.mark.parametrize("reading", ["| Question | Answer |\n| --- | --- |\n| One? | |\n| Two? | |\n"], indirect=True)
def test_few_rows_to_write_in_are_taller_than_many(reading: Reading) -> None:
    """Two rows have a page to themselves, so each is as high as the kit makes any: 18 mm, or 51 points."""
    (block,) = drawn(reading)
    heights: dict[str, float] = {}

    def note(text: str, cm: list[float], _tm: object, _font: object, _size: object) -> None:
        heights.setdefault(text.strip(), cm[5])

    printed(reading).pages[0].extract_text(visitor_text=note)

    assert block["pen"] is True
    assert abs(heights["One?"] - heights["Two?"]) == pytest.approx(51, abs=4)


READ, WRITE = (f"| One | Two |\n| --- | --- |\n| three | {words} |\n" for words in ("four", ""))


@pytest.mark.parametrize(
    ("reading", "upright"), [(READ, False), (WRITE, True)], ids=["to read", "to write in"], indirect=["reading"]
)
def test_tables_have_light_lines_below_rows_and_between_the_columns_of_forms(reading: Reading, upright: bool) -> None:
    """Those of tables are 0.6 points wide, those to write notes on 0.7; a border by default would have 1."""
    pdf = printed(reading)
    widths, lines, path = set(), [], []
    for operands, operator in ContentStream(pdf.pages[0].get_contents(), pdf).operations:
        if operator == b"w":
            widths.add(round(float(operands[0]), 2))
        elif operator == b"m":
            path = [[float(one) for one in operands]]
        elif operator == b"l":
            path.append([float(one) for one in operands])
        elif operator == b"S":
            lines.append(path)

    assert widths == {0.6, 0.7}
    assert any(start[0] == end[0] for start, end in lines) is upright


FORM = "| Question | What we think |\n| --- | --- |\n{rows}"
ROWS = {
    count: FORM.format(rows="".join(f"| Row {number} | |\n" for number in range(count))) for count in (9, 13, 17, 21)
}


@pytest.mark.parametrize("reading", ROWS.values(), ids=ROWS, indirect=True)
def test_rows_to_write_in_grow_to_the_end_of_their_page_and_no_further(reading: Reading) -> None:
    pages = printed(reading).pages
    lowest: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], _font: object, _size: object) -> None:
        if text.strip().startswith("Row"):
            lowest.append(cm[5] + tm[5])

    pages[0].extract_text(visitor_text=note)

    assert len(pages) == 1
    assert 60 < min(lowest) < 300, "the last row is in the lower third of the page"


@pytest.mark.parametrize("reading", ["![A tower](tower.svg)"], indirect=True)
def test_a_picture_taller_than_a_page_is_made_to_fit(reading: Reading) -> None:
    """The drawing is 100 wide and 900 high; as wide as the text it would be six pages high."""
    pdf = printed(reading)
    (shape,) = [one for one in elements(pdf.root_object["/StructTreeRoot"]) if one["/S"] == "/Figure"]
    left, bottom, right, top = (float(one) for one in shape["/A"][0]["/BBox"])

    assert len(pdf.pages) == 1
    assert top - bottom <= 170 * 72 / 25.4 + 1
    assert (top - bottom) / (right - left) == pytest.approx(9, rel=0.01)


@pytest.mark.parametrize("reading", ["Just one short paragraph."], indirect=True)
def test_a_short_handout_leaves_the_rest_of_its_page_for_notes(reading: Reading) -> None:
    (page,) = printed(reading).pages

    assert "Just one short paragraph.\nNotes" in page.extract_text()


@pytest.mark.parametrize(
    "reading", ["One.\n\n::::::\n\n::::::{handout} Again" + " and again" * 25 + "\n\nTwo."], indirect=True
)
def test_a_long_title_is_shortened_in_the_running_head_and_whole_on_the_page(reading: Reading) -> None:
    first, second = (" ".join(page.extract_text().split()) for page in printed(reading).pages)

    assert first.startswith("Hub Round: Cards Handout")
    assert second.startswith("Hub Round: Cards · Again and again")
    assert " … Again and again" in second
    assert second.count("again") > 25


MIXED = "| One | Two |\n| --- | --- |\n| first | words |\n| second | |\n| third | words |\n| fourth | words |\n"


def test_rows_of_a_table_to_read_are_equally_high_with_and_without_an_empty_cell(tmp_path: Path) -> None:
    """On the run sheet, a thing to bring may have no word in its last column."""
    root = tmp_path / "hub"
    (root / "round-1").mkdir(parents=True)
    (root / "hub.toml").write_text(HEAD)
    (root / "index.md").write_text("# Home\n\nHello.\n")
    (root / "round-1/index.md").write_text(
        f"---\nminutes: 10\nagenda:\n  - {{session: cards}}\n---\n\n# Round\n\n{MIXED}\n"
    )
    (root / "round-1/cards.md").write_text("---\nminutes: 10\n---\n\n# Cards\n\nLead.\n")
    found: list[Finding] = []
    made = read(edition_of(root, found), tmp_path / "reading", found)
    pdf = pypdf.PdfReader(io.BytesIO(write_handouts(made.edition, made.contents, found)["round-1/attendee.pdf"]))
    heights: dict[str, float] = {}

    def note(text: str, cm: list[float], _tm: object, _font: object, _size: object) -> None:
        heights.setdefault(text.strip(), cm[5])

    pdf.pages[0].extract_text(visitor_text=note)

    rows = [heights[name] for name in ("first", "second", "third", "fourth")]
    steps = [above - below for above, below in pairwise(rows)]
    assert max(steps) - min(steps) < 0.5
