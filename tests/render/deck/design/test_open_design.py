"""A group's own deck as the master."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import openxml_audit
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.package import XmlPart

from kit.model.edition import Brand
from kit.model.errors import EnvironmentTrouble
from kit.model.findings import Code, Finding
from kit.render.deck.design import open_design
from kit.render.deck.pptx.package import pack, unpack
from kit.render.deck.writer import write_decks
from tests.render.deck.conftest import Made, case_edition, case_files, draw
from tests.render.deck.seen import decorates, place
from tests.render.deck.variety import WELSH, dark, only, placed, renamed, second_master, typeface, usual

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def _borrowed(layouts: str = "") -> bytes:
    """A 4:3 deck of python-pptx's own default, with a slide and notes in it."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Old slide"
    slide.notes_slide.notes_text_frame.text = "Old notes"
    deck.core_properties.keywords = "Old keyword"
    for number, layout in enumerate(deck.slide_layouts):
        if layouts:
            layout.name = f"{layouts} {number}"
            layout.element.attrib.pop("type", None)
    buffer = io.BytesIO()
    deck.save(buffer)
    parts = unpack(buffer.getvalue())
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"</Properties>", b"<Manager>Old one</Manager></Properties>"
    )
    return pack(parts)


def _redrawn(made: Made, data: bytes, name: str = "brand/deck.pptx") -> Made:
    """Return the cases, as they were read, on the master that ``data`` is."""
    found: list[Finding] = []
    whole = case_edition({**case_files(), name: data}, brand=Brand(deck=name))
    return Made(whole, made.contents, write_decks(whole, made.contents, found, draw=draw), tuple(found))


@pytest.fixture(scope="module")
def borrowed(made: Made) -> Made:
    """The cases in a borrowed master."""
    return _redrawn(made, _borrowed())


def test_its_slides_are_dropped_and_its_theme_and_size_stay(borrowed: Made, tmp_path: Path) -> None:
    assert {one.code for one in borrowed.found} == {Code.DECK_FALLBACK}
    parts = unpack(borrowed.decks["round-1.pptx"])
    assert b"Old " not in b"".join(parts.values())
    assert parts["ppt/theme/theme1.xml"] == unpack(_borrowed())["ppt/theme/theme1.xml"]
    deck = borrowed.deck()
    assert deck.slide_width * 3 == deck.slide_height * 4
    path = tmp_path / "deck.pptx"
    path.write_bytes(borrowed.decks["round-1.pptx"])
    assert openxml_audit.validate_pptx(path).errors == []


def test_its_layouts_are_used_for_what_they_are_for(borrowed: Made) -> None:
    used = {
        title: borrowed.slide(title).slide_layout.name for title in ("Meet the standard", "Lunch", "Lists (1 of 2)")
    }
    assert used == {
        "Meet the standard": "Title Slide",
        "Lunch": "Section Header",
        "Lists (1 of 2)": "Title and Content",
    }


def test_its_agenda_has_no_picture_of_the_day_because_no_room_is_kept_for_one(borrowed: Made) -> None:
    assert [shape.name for shape in borrowed.slide("Today").shapes if hasattr(shape, "shapes")] == []


def test_an_activity_says_its_minutes_where_no_place_is_made_for_them(borrowed: Made) -> None:
    texts = [shape.text_frame.text for shape in borrowed.slide("Score yourselves").placeholders]
    assert any(text.startswith("40 minutes · pairs, then tables\n") for text in texts)


def test_nothing_leaves_its_slides_and_no_placeholder_is_empty(borrowed: Made) -> None:
    deck = borrowed.deck()
    for slide in deck.slides:
        for shape in slide.shapes:
            left, top, right, bottom = place(shape)
            assert 0 <= left <= right <= deck.slide_width
            assert 0 <= top <= bottom <= deck.slide_height
            if not decorates(shape):
                assert not shape.has_text_frame or shape.text_frame.text, (slide.shapes.title.text, shape.name)


def test_layouts_without_known_names_are_matched_by_their_placeholders(made: Made) -> None:
    redrawn = _redrawn(made, _borrowed("Eigenes Layout"))
    assert {one.code for one in redrawn.found} == {Code.DECK_FALLBACK}
    for slide in redrawn.deck().slides:
        assert slide.shapes.title is not None


def test_a_potx_serves_as_well(made: Made, borrowed: Made) -> None:
    parts = unpack(_borrowed())
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"presentationml.presentation.main", b"presentationml.template.main")
    assert _redrawn(made, pack(parts), "brand/deck.potx").decks == borrowed.decks


def test_a_file_that_is_no_deck_is_reported_once_and_our_own_layouts_serve(made: Made) -> None:
    redrawn = _redrawn(made, b"no zip at all")
    assert [(one.code, one.file) for one in redrawn.found] == [(Code.UNREADABLE, "brand/deck.pptx")]
    assert redrawn.slide("Lunch").slide_layout.name == "Break"


def test_footer_date_and_number_are_filled_where_the_layout_has_places_for_them(borrowed: Made) -> None:
    feet = {
        shape.placeholder_format.type: shape.text_frame.text
        for shape in borrowed.slide("Lists (1 of 2)").placeholders
        if shape.placeholder_format.type in (KIND.FOOTER, KIND.DATE, KIND.SLIDE_NUMBER)
    }
    assert feet[KIND.DATE] == "20 January 2027"
    assert feet[KIND.FOOTER] == "Midlands Peer Gr… · Meet the standard"
    assert feet[KIND.SLIDE_NUMBER] == "‹#›"


def test_a_footer_that_is_too_narrow_for_its_words_is_shortened(made: Made) -> None:
    redrawn = _redrawn(made, usual(lambda deck: placed(deck, {11: (300, 500, 90, 29)})))
    foot = next(
        one for one in redrawn.slide("Lists (1 of 2)").placeholders if one.placeholder_format.type == KIND.FOOTER
    )
    assert foot.text_frame.text.endswith("…")
    assert len(foot.text_frame.text) < 20


VARIETY = {
    "dark": usual(dark),
    "in Welsh": usual(lambda deck: renamed(deck, WELSH)),
    "with typeless layouts in Welsh": usual(lambda deck: renamed(deck, WELSH, typeless=True)),
    "title only": usual(lambda deck: only(deck, {"Title Only"})),
    "tiny places": usual(lambda deck: placed(deck, {0: (10, 10, 40, 12), 1: (300, 500, 60, 20)})),
    "a typeface that we cannot measure": usual(lambda deck: typeface(deck, "Council Sans")),
    "two masters": usual(lambda deck: second_master(deck, {name: name for name in WELSH})),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", VARIETY)
def test_decks_of_all_kinds_give_sound_slides_that_can_be_read(made: Made, tmp_path: Path, name: str) -> None:
    """Valid files, a title on each slide, text of 18 points or more, all within the slide, no colour of our theme."""
    redrawn = _redrawn(made, VARIETY[name])
    deck = redrawn.deck()
    assert {one.code for one in redrawn.found} == {Code.DECK_FALLBACK}
    for slide in deck.slides:
        assert slide.shapes.title is not None
        for shape in slide.shapes:
            left, top, right, bottom = place(shape)
            assert -1 <= left <= right <= deck.slide_width + 1, (name, shape.name)
            assert -1 <= top <= bottom <= deck.slide_height + 1, (name, shape.name)
            sizes = re.findall(r'<a:rPr[^>]* sz="(\d+)"', etree.tostring(shape._element).decode())
            least = 1400 if shape.name == "Link" else 1600  # an address beside its code; code is 0.9 of 18 points
            assert all(int(size) >= least for size in sizes), (name, slide.shapes.title.text, shape.name, sizes)
        body = etree.tostring(slide.element).decode()
        assert not re.search(r'schemeClr val="(tx2|bg2|accent\d)"', body), (name, slide.shapes.title.text)
    path = tmp_path / "deck.pptx"
    path.write_bytes(redrawn.decks["round-1.pptx"])
    assert openxml_audit.validate_pptx(path).errors == []


# Names of python-pptx that it does not promise are confirmed before they are used.


def test_every_name_is_there_with_the_package_that_is_installed() -> None:
    open_design.confirm_private_names.cache_clear()
    open_design.confirm_private_names()


def test_without_one_of_them_no_deck_is_begun_and_one_sentence_says_why(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_design.confirm_private_names.cache_clear()
    monkeypatch.delattr(XmlPart, "drop_rel")
    with pytest.raises(EnvironmentTrouble, match=r"python-pptx .* lacks part\.drop_rel\.") as caught:
        write_decks(made.edition, made.contents, [], draw=draw)
    assert caught.value.exit_code == 4
    open_design.confirm_private_names.cache_clear()
