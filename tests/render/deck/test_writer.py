"""The decks as PowerPoint opens them."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Mm

from kit.model.edition import Brand
from kit.model.findings import Code, Finding
from kit.render.deck.pptx.package import unpack
from kit.render.deck.writer import write_decks
from kit.render.reading.reading import read
from kit.source.pictures.pictures import size
from tests.logos import LOGOS
from tests.render.deck.conftest import Made, case_edition, case_files, draw

CANARIES = ("Canary plan", "Canary opening", "Canary inside", "Canary after", "Canary between")


def _faces(made: Made) -> str:
    texts = []
    for slide in made.deck().slides:
        for shape in slide.shapes:
            texts += [shape.text_frame.text] if shape.has_text_frame else []
            texts += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
    return "\n".join(texts)


def _notes(made: Made, title: str) -> str:
    return str(made.slide(title).notes_slide.notes_text_frame.text)


def test_a_deck_is_what_powerpoint_opens_without_repairs(made: Made, tmp_path: Path) -> None:
    for name in ("round-1.pptx", "round-1/everything.pptx"):
        path = tmp_path / Path(name).name
        path.write_bytes(made.decks[name])
        assert openxml_audit.validate_pptx(path).errors == []


def test_there_is_a_deck_for_the_round_and_one_for_each_session(made: Made) -> None:
    names = ("how-ready", "everything", "voices", "apart", "clinic-research", "clinic-procurement")
    assert set(made.decks) == {"round-1.pptx", *(f"round-1/{name}.pptx" for name in names)}
    assert made.found == ()


def test_facilitator_words_stand_in_notes_and_on_no_face(made: Made) -> None:
    faces = _faces(made)
    told = "\n".join(slide.notes_slide.notes_text_frame.text for slide in made.deck().slides if slide.has_notes_slide)
    for canary in CANARIES:
        assert canary not in faces
        assert told.count(canary) == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "How ready are we?",
            ["10:45am · 1 hour 20 minutes", "done in 25 minutes", "number 2 to go", "Canary opening"],
        ),
        ("Score yourselves", ["10:45am · 40 minutes", "done in 12", "Read the point", "Canary inside", "Canary after"]),
        ("Compare your scores", ["11:25am · 40 minutes", "Lay the sheets side by side.", "Canary between"]),
        ("Lunch", ["12:05pm · 45 minutes"]),
    ],
)
def test_notes_say_when_how_long_what_to_do_and_what_to_cut(made: Made, title: str, expected: list[str]) -> None:
    notes = _notes(made, title)
    assert [words for words in expected if words not in notes] == []


def test_every_slide_has_a_title_of_its_own(made: Made) -> None:
    for name in made.decks:
        titles = [slide.shapes.title.text for slide in made.deck(name).slides]
        assert all(titles)
        assert len(set(titles)) == len(titles), name


def test_the_title_comes_first_for_screen_readers(made: Made) -> None:
    for slide in made.deck().slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_words_stand_in_placeholders_and_none_is_left_empty(made: Made) -> None:
    for slide in made.deck().slides:
        for shape in slide.shapes:
            if hasattr(shape, "shapes") or _decorates(shape):  # the picture of the day
                continue
            if shape.name in ("Callout", "Footnotes"):  # no layout has places for them
                assert shape.text_frame.text
                continue
            assert shape.is_placeholder, (slide.shapes.title.text, shape.name)
            assert not shape.has_text_frame or shape.text_frame.text or shape.placeholder_format.type == 13


def _decorates(shape: Any) -> bool:
    return bool(shape._element._nvXxPr.cNvPr.xpath('.//*[local-name()="decorative"]/@val'))


def test_everything_stands_on_the_slide(made: Made) -> None:
    deck = made.deck()
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_pictures_keep_their_proportions_and_say_what_they_show(made: Made) -> None:
    (picture,) = [shape for shape in made.slide("A tall picture").shapes if hasattr(shape, "image")]
    assert picture.height / picture.width == pytest.approx(1200 / 400, rel=0.01)
    assert (picture.crop_left, picture.crop_right, picture.crop_top, picture.crop_bottom) == (0, 0, 0, 0)
    assert picture._element._nvXxPr.cNvPr.get("descr") == "A tower of blocks"


def test_a_picture_that_decorates_is_marked_so(made: Made) -> None:
    (picture,) = [shape for shape in made.slide("A picture and words").shapes if hasattr(shape, "image")]
    properties = picture._element._nvXxPr.cNvPr
    assert properties.get("descr") == ""
    assert properties.xpath('.//*[local-name()="decorative"]/@val') == ["1"]


def test_an_svg_is_drawn_and_keeps_its_caption(made: Made) -> None:
    slide = made.slide("A drawn picture")
    (picture,) = [shape for shape in slide.shapes if hasattr(shape, "image")]
    assert picture.image.content_type == "image/png"
    assert "What we scored in spring and autumn" in [s.text_frame.text for s in slide.shapes if s.has_text_frame]


def test_all_that_the_site_can_show_is_on_slides_too(made: Made) -> None:
    faces = " ".join(_faces(made).split())
    wanted = [
        *("Badge and jargon, up, see How ready are we? and here.", "An epigraph — Its author", "See also See this too"),
        *("A title of its own Inside the admonition", "Linked card With a footer", "A button", "A bold line"),
        *("jargon What nobody outside understands", "A table with a title", "Left Right 1 • nested • list"),
        *("LGA (Local Government Association)", "Card title Card body", "Tab two Inside tab two", "Folded away"),
    ]
    assert [words for words in wanted if words not in faces] == []


def test_first_and_last_slide_carry_the_link_and_its_code(made: Made) -> None:
    for name, address in (("round-1.pptx", "round-1/"), ("round-1/how-ready.pptx", "round-1/how-ready.html")):
        slides = list(made.deck(name).slides)
        for slide in (slides[0], slides[-1]):
            links = {rel.target_ref for rel in slide.part.rels.values() if rel.is_external}
            assert links == {f"https://midlands.example.org/{address}"}
            (code,) = [shape for shape in slide.shapes if hasattr(shape, "image")]
            assert code._element._nvXxPr.cNvPr.get("descr").startswith("QR code")
            assert code.width == code.height


def test_tables_are_tables_with_a_heading_row(made: Made) -> None:
    (frame,) = [shape for shape in made.slide("Scores").shapes if shape.has_table]
    assert frame.table.first_row
    cells = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert cells[:2] == [["Council", "Score", "Why"], ["Ambridge", "3", "Users are asked early"]]
    (agenda,) = [shape for shape in made.slide("Today").shapes if shape.has_table]
    assert [row.cells[0].text for row in agenda.table.rows][:4] == ["Time", "10:30am", "10:45am", "12:05pm"]


def test_breaks_say_when_to_be_back(made: Made) -> None:
    said = {title: made.slide(title).placeholders[1].text_frame.text for title in ("Arrivals", "Lunch", "Tea")}
    assert said == {"Arrivals": "We start at 10:45am", "Lunch": "Back at 12:50pm", "Tea": "Until 2:20pm"}


def test_an_activity_shows_its_scaled_minutes_and_grouping(made: Made) -> None:
    texts = [shape.text_frame.text for shape in made.slide("Score yourselves").placeholders]
    assert "40\nminutes" in texts
    assert "Working\npairs, then\xa0tables" in texts


def test_parallel_sessions_name_each_other(made: Made) -> None:
    line = made.slide("Clinic: research").placeholders[1].text_frame.text
    assert line == "1:20pm to 2:10pm · 50 minutes\nAt the same time: Clinic: procurement"


def test_parallel_sessions_stand_side_by_side_before_the_slides_of_each(made: Made) -> None:
    titles = [slide.shapes.title.text for slide in made.deck().slides]
    place = titles.index("At the same time: 1:20pm to 2:10pm")
    assert titles[place + 1] == "Clinic: research"
    slide = list(made.deck().slides)[place]
    assert slide.slide_layout.name == "Two columns"
    texts = {shape.name: shape.text_frame.text for shape in slide.placeholders}
    assert texts["Left"].startswith("Clinic: research")
    assert texts["Right"].startswith("Clinic: procurement")
    assert "1:20pm" in slide.notes_slide.notes_text_frame.text


def test_the_same_activity_in_two_sessions_is_told_apart_by_their_names(made: Made) -> None:
    titles = [slide.shapes.title.text for slide in made.deck().slides]
    asked = [title for title in titles if title.startswith("Ask your question")]
    assert asked == ["Ask your question · Clinic:\xa0research", "Ask your question · Clinic:\xa0procurement"]
    alone = [slide.shapes.title.text for slide in made.deck("round-1/clinic-research.pptx").slides]
    assert "Ask your question" in alone


def test_slides_split_at_their_headings_and_untitled_ones_take_the_section(made: Made) -> None:
    titles = [slide.shapes.title.text for slide in made.deck("round-1/how-ready.pptx").slides]
    assert titles == [
        "How ready are\xa0we?",
        "Score yourselves",
        "Compare your scores",
        "What would move it up one?",
        "Compare",
        "Thank you",
    ]


def test_footer_and_number_stand_on_slides_between_first_and_last(made: Made) -> None:
    first, *between, last = made.deck().slides
    for slide in between:
        if slide.slide_layout.name == "Agenda":  # its panel is there instead
            continue
        kinds = {shape._element.xpath("string(.//p:ph/@type)"): shape for shape in slide.placeholders}
        assert kinds["ftr"].text_frame.text == "Midlands Peer Group · Meet the standard"
        assert "slidenum" in kinds["sldNum"]._element.xpath("string(.//a:fld/@type)")
    assert {shape.name for shape in (*first.placeholders, *last.placeholders)} == {
        "Title",
        "Text",
        "Link",
        "Code",
        "Next",
    }


def test_all_words_have_a_language_and_british_english_is_the_default(made: Made) -> None:
    parts = unpack(made.decks["round-1.pptx"])
    tags = {name: set(re.findall(rb' lang="([^"]+)"', data)) for name, data in parts.items() if name.endswith(".xml")}
    assert set().union(*tags.values()) == {b"en-GB", b"cy-GB"}
    assert b"en-GB" in tags["ppt/slideMasters/slideMaster1.xml"]
    slide = made.slide("Words of other kinds (2 of 2)")
    spoken = {run.text for p in slide.placeholders[1].text_frame.paragraphs for run in p.runs if _tag(run) == "cy-GB"}
    assert spoken == {"Croeso i bawb", "diolch"}


def _tag(run: object) -> str:
    return str(run._r.get_or_add_rPr().get("lang"))  # type: ignore[attr-defined]  # python-pptx has no types


def test_properties_hold_title_language_and_the_dates_of_the_edition(made: Made) -> None:
    core = made.deck().core_properties
    assert (core.title, core.language, core.author) == ("Meet the standard", "en-GB", "Midlands Peer Group")
    when = datetime.datetime.fromtimestamp(made.edition.epoch, datetime.UTC)
    assert core.created.replace(tzinfo=datetime.UTC) == core.modified.replace(tzinfo=datetime.UTC) == when


def test_the_same_pages_give_the_same_bytes(made: Made) -> None:
    found: list[Finding] = []
    assert write_decks(made.edition, made.contents, found, sessions=True, draw=draw) == made.decks


def test_without_an_address_there_is_no_code_and_no_link_to_other_pages(made: Made) -> None:
    quiet = dataclasses.replace(made.edition, url="")
    decks = write_decks(quiet, made.contents, [], draw=draw)
    deck = Made(quiet, made.contents, decks, ())
    links = {rel.target_ref for slide in deck.deck().slides for rel in slide.part.rels.values() if rel.is_external}
    pages = {f"https://www.example.org/{name}" for name in ("page", "card", "button")}
    assert links == {*pages, "mailto:hello@example.org"}
    assert "QR code" not in "".join(data.decode(errors="replace") for data in unpack(decks["round-1.pptx"]).values())


def test_a_logo_stands_on_first_and_last_slide(made: Made) -> None:
    brand = Brand(logo="round-1/tower.png", logo_alt="Midlands", primary="#ffcc00")
    decks = write_decks(dataclasses.replace(made.edition, brand=brand), made.contents, [], draw=draw)
    deck = Made(made.edition, made.contents, decks, ()).deck()
    for slide in (deck.slides[0], deck.slides[-1]):
        (logo,) = [shape for shape in slide.slide_layout.shapes if hasattr(shape, "image")]
        assert logo._element._nvXxPr.cNvPr.get("descr") == "Midlands"
        assert logo.height / logo.width == pytest.approx(3, rel=0.01)


def test_a_picture_that_cannot_be_read_is_reported_and_its_words_are_kept(tmp_path: Path) -> None:
    files = case_files()
    files["round-1/tower.png"] = b"\x89PNG no picture"
    found: list[Finding] = []
    whole = case_edition(files)
    reading = read(whole, tmp_path / "work", found)
    decks = write_decks(whole, reading.contents, found, draw=draw)
    assert [(one.code, one.file) for one in found] == [(Code.BROKEN_PICTURE, "round-1/tower.png")]
    slide = Made(whole, reading.contents, decks, ()).slide("A tall picture")
    assert "A tower of blocks" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_drawing_that_is_none_is_reported_too(tmp_path: Path) -> None:
    files = case_files()
    files["round-1/chart.svg"] = "<svg"
    found: list[Finding] = []
    whole = case_edition(files)
    write_decks(whole, read(whole, tmp_path / "work", found).contents, found)
    assert [(one.code, one.file) for one in found] == [(Code.BROKEN_PICTURE, "round-1/chart.svg")]


def test_the_qr_code_can_be_scanned_from_the_slide(made: Made) -> None:
    (code,) = [shape for shape in made.deck().slides[0].shapes if hasattr(shape, "image")]
    with Image.open(io.BytesIO(code.image.blob)) as image:
        colours = image.convert("L").getcolors()
        margin = image.convert("L").crop((0, 0, image.width, 48))
    assert {colour for _, colour in colours or ()} == {0, 255}
    assert margin.getextrema() == (255, 255)
    assert code.width > 3 * 914400


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_of_any_shape_is_large_and_whole_on_its_ground(made: Made, name: str) -> None:
    path, data = LOGOS[name]
    ground = "#123456" if name == "white" else "#ffffff"
    brand = Brand(logo=path, logo_alt="Midlands", logo_ground=ground)
    tree = dataclasses.replace(made.edition.tree, files={**made.edition.tree.files, path: data})
    decks = write_decks(dataclasses.replace(made.edition, tree=tree, brand=brand), made.contents, [])
    deck: Any = Presentation(io.BytesIO(decks["round-1.pptx"]))
    wide, tall = size(data)
    for slide in (deck.slides[0], deck.slides[-1]):
        (logo,) = [shape for shape in slide.slide_layout.shapes if hasattr(shape, "image")]
        grounds = [shape for shape in slide.slide_layout.shapes if shape.name == "Logo ground"]
        assert max(logo.width, logo.height) >= Mm(20)
        assert logo.width / logo.height == pytest.approx(wide / tall, rel=0.02)
        assert len(grounds) == (name == "white")
        for below in grounds:
            assert below.left < logo.left
            assert below.top < logo.top
            assert below.left + below.width > logo.left + logo.width
            assert str(below.fill.fore_color.rgb) == "123456"
