"""How plain Markdown on a slide becomes a statement, a quote or two columns."""

from __future__ import annotations

from typing import Any

import pytest

from kit.render.deck.fit.fit import fit
from kit.render.deck.slides.model import Block, Columns, Mark, Paragraph, Picture, Run, Slide, SlideKind, Style, words
from tests.render.deck.conftest import Made, ours

DESIGN = ours()
LONG = "What people say of a service in their own words, and more than a slide can hold in type that is large. "


def _layouts(*blocks: Block, kind: SlideKind = SlideKind.BULLETS) -> list[str]:
    slide = Slide(kind, "Title", blocks, minutes=5 if kind is SlideKind.ACTIVITY else None)
    return [one.layout for one in fit([slide], DESIGN, lambda _: (800, 600))]


def _quote(text: str) -> Paragraph:
    return Paragraph((Run(text, italic=True),), style=Style.QUOTE)


def _item(text: str) -> Paragraph:
    return words(text, mark=Mark.BULLET)


KEEP, CHANGE = words("Keep", bold=True), words("Change", bold=True)


@pytest.mark.parametrize(
    ("blocks", "layout"),
    [
        ((words("Nobody is finished."),), "Statement"),
        ((_item("Nobody is finished."),), "Statement"),
        ((words("One."), words("Two.")), "Statement"),
        ((words(LONG * 2),), "Bullets"),
        ((_item("One."), _item("Two.")), "Bullets"),
        ((_quote("Said."),), "Quote"),
        ((_quote("Said."), _quote("— Somebody")), "Quote"),
        ((_quote("Said."), words("— Somebody")), "Quote"),
        ((_quote("Said."), words("Something else.")), "Bullets"),
        ((_quote(LONG * 6),), "Bullets"),
        ((KEEP, _item("a"), CHANGE, _item("b")), "Two columns"),
        ((Columns(((words("a"),), (words("b"),))),), "Two columns"),
        ((Columns(((words("a"),), (words("b"),), (words("c"),))),), "Three columns"),
        ((KEEP, _item("a")), "Bullets"),
        ((KEEP, _item("a"), CHANGE), "Bullets"),
        ((KEEP, words("a"), CHANGE, _item("b")), "Bullets"),
        ((words("First"), KEEP, _item("a"), CHANGE, _item("b")), "Bullets"),
        ((KEEP, _item("a"), CHANGE, _item("b"), words("After")), "Bullets"),
        ((), "Headline"),
    ],
)
def test_what_a_slide_holds_chooses_its_layout(blocks: tuple[Block, ...], layout: str) -> None:
    assert _layouts(*blocks) == [layout]


def test_columns_too_long_to_stand_side_by_side_stand_one_after_the_other() -> None:
    long = tuple(_item(LONG) for _ in range(6))
    found = _layouts(Columns(((KEEP, *long), (CHANGE, *long))))
    assert set(found) == {"Bullets"}
    assert len(found) > 1


def test_columns_beside_other_things_keep_their_words() -> None:
    slide = Slide(
        SlideKind.BULLETS, "T", (words("Before"), Columns(((words("a"),), (words("b"),))), Picture("x.png", "X"))
    )
    slides = fit([slide], DESIGN, lambda _: (800, 600))
    said = [
        part.text
        for slide in slides
        for role, text in slide.texts.items()
        if role == "Text"
        for part in text.paragraphs
    ]
    assert said == ["Before", "a", "b"]


def test_an_activity_keeps_its_own_layout() -> None:
    assert _layouts(words("Talk."), kind=SlideKind.ACTIVITY) == ["Activity"]
    assert _layouts(_quote("Said."), kind=SlideKind.ACTIVITY) == ["Activity"]


def _placed(slide: Any) -> dict[str, str]:
    return {shape.name: shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame}


def _voices(made: Made, title: str) -> Any:
    slides = made.deck("round-1/voices.pptx").slides
    return next(slide for slide in slides if slide.shapes.title.text == title)


def test_a_quote_is_upright_with_its_author_below(made: Made) -> None:
    slide = _voices(made, "What a resident said")
    texts = _placed(slide)
    assert texts["Text"] == "I filled the form in twice, and then I rang you anyway."
    assert texts["Attribution"] == "— A resident, in a phone interview"
    assert [run.font.italic for p in slide.placeholders[1].text_frame.paragraphs for run in p.runs] == [None] * 3


def test_two_cards_of_a_grid_become_two_columns(made: Made) -> None:
    texts = _placed(_voices(made, "Two sides"))
    assert texts["Left"] == "Offer\nSomething you could show\nSomething you could tell"
    assert texts["Right"] == "Ask\nSomething you are stuck on"


def test_two_lists_below_bold_lines_become_two_columns(made: Made) -> None:
    texts = _placed(_voices(made, "Keep and change"))
    assert (texts["Left"], texts["Right"]) == ("Keep\nShort talks\nTables of six", "Change\nA longer lunch")


def test_minutes_of_three_digits_stay_on_one_line(made: Made) -> None:
    slide = _voices(made, "Write it down")
    (shape,) = [one for one in slide.placeholders if one.name == "Minutes"]
    run = shape.text_frame.paragraphs[0].runs[0]
    assert run.text == "120"
    assert run.font.size.pt * 0.556 * 3 * 12700 < shape.width  # Arial's bold digits are 0.556 of their size wide


def _step(number: int, text: str = "Say it.") -> Paragraph:
    return Paragraph(words(text).runs, mark=Mark.NUMBER, number=number)


SMALL_PICTURE = Picture("x.png", "A plan")


def _activity(*blocks: Block) -> list[Any]:
    slide = Slide(SlideKind.ACTIVITY, "Build it", blocks, minutes=15, grouping="pairs")
    return fit([slide], DESIGN, lambda _: (800, 600))


@pytest.mark.parametrize("place", range(4))
def test_a_picture_anywhere_among_steps_stands_beside_all_of_them(place: int) -> None:
    blocks: list[Block] = [_step(number) for number in range(1, 4)]
    (slide,) = _activity(*blocks[:place], SMALL_PICTURE, *blocks[place:])
    assert slide.layout == "Activity and picture"
    assert slide.title == "Build it"
    assert [part.number for part in slide.texts["Text"].paragraphs] == [1, 2, 3]
    assert slide.texts["Minutes"].paragraphs[0].text == "15"
    assert slide.texts["Grouping"].paragraphs[-1].text == "pairs"
    assert slide.picture.box.x >= DESIGN.layouts[slide.layout].places["Text"].box.right


def test_steps_too_long_to_stand_beside_a_picture_keep_together_and_it_follows() -> None:
    long = [_step(number, LONG * 4) for number in range(1, 4)]
    first, *_, last = _activity(long[0], SMALL_PICTURE, *long[1:])
    assert (first.layout, last.layout) == ("Activity", "Picture")
    assert "Minutes" in first.texts


def test_the_minutes_of_an_activity_stand_on_its_first_part_alone() -> None:
    first, *others = _activity(*(_step(number, LONG) for number in range(1, 12)))
    assert first.title.startswith("Build it (1 of ")
    assert "Minutes" in first.texts
    assert others
    assert not any("Minutes" in one.texts for one in others)


def _pictures(sizes: dict[str, tuple[int, int]], *before: Block) -> list[Any]:
    pictures = [Picture(path, "x") for path in sizes]
    return fit([Slide(SlideKind.BULLETS, "P", (*before, *pictures))], DESIGN, sizes.get)


def test_two_pictures_in_a_row_stand_side_by_side_at_one_height() -> None:
    (slide,) = _pictures({"a.png": (1600, 900), "b.png": (900, 900)})
    left, right = slide.picture.box, slide.beside.box
    assert (left.y, left.h) == (right.y, right.h)
    assert left.right < right.x
    assert left.w / left.h == pytest.approx(16 / 9)
    assert left.h > 200


def test_two_pictures_stand_below_a_line_of_text() -> None:
    (slide,) = _pictures({"a.png": (1600, 900), "b.png": (900, 900)}, words("Before and after"))
    assert slide.layout == "Table and text"
    assert slide.texts["Text"].paragraphs[0].text == "Before and after"
    assert slide.beside.box.bottom <= DESIGN.layouts["Bullets"].places["Text"].box.bottom + 1


@pytest.mark.parametrize(
    "sizes",
    [
        {"a.png": (3000, 300), "b.png": (3000, 300)},
        {"a.png": (800, 600), "b.png": (800, 600), "c.png": (800, 600)},
    ],
)
def test_pictures_that_would_become_tiny_side_by_side_have_a_slide_each(sizes: dict[str, tuple[int, int]]) -> None:
    slides = _pictures(sizes)
    assert len(slides) == len(sizes)
    assert all(slide.beside is None for slide in slides)


def test_captions_of_two_pictures_say_which_is_which() -> None:
    pair = [Picture(f"{name}.png", name, (Run(f"The {name} one"),)) for name in ("old", "new")]
    (slide,) = fit([Slide(SlideKind.BULLETS, "P", tuple(pair))], DESIGN, lambda _: (800, 600))
    said = " ".join(slide.texts["Text"].paragraphs[0].text.split())
    assert said == "Left: The old one Right: The new one"


def test_a_wide_picture_stands_below_a_short_text_and_uses_the_width() -> None:
    (slide,) = _pictures({"a.png": (2400, 800)}, words("How it flows"))
    assert slide.layout == "Table and text"
    assert slide.picture.box.w > 700


def test_a_picture_alone_uses_more_of_the_slide_than_a_text() -> None:
    (slide,) = _pictures({"a.png": (1600, 1000)})
    assert slide.picture.box.h > DESIGN.layouts["Bullets"].places["Text"].box.h
