"""Callouts and footnotes stand apart from the rest of a slide, on the slide where they belong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.render.deck.fit.fit import fit
from kit.render.deck.slides.inline import Source
from kit.render.deck.slides.lead import outcome
from kit.render.deck.slides.model import Block, Callout, Footnote, Mark, Paragraph, Run, Slide, SlideKind, words
from tests.helpers import examples
from tests.render.deck.conftest import Made, ours
from tests.render.deck.seen import decorates, place, words_on

DESIGN = ours()
NOTES = {"2": "2 The UK Service Standard, published in 2019.", "3": "3 Local Digital Declaration, 2018."}


def _slides(made: Made, title: str = "") -> list[Any]:
    return [one for one in made.deck("round-1/apart.pptx").slides if one.shapes.title.text.startswith(title)]


def _text(slide: Any, name: str) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.name == name)


def test_a_footnote_stands_on_each_slide_that_has_its_number_and_on_no_other(made: Made) -> None:
    raised = ".//{http://schemas.openxmlformats.org/drawingml/2006/main}rPr[@baseline]"
    seen = set()
    for slide in _slides(made):
        others = [shape for shape in slide.shapes if shape.name != "Footnotes"]
        marks = {look.getnext().text for shape in others for look in shape._element.iterfind(raised)}
        assert _text(slide, "Footnotes").split("\n") == ([NOTES[one] for one in sorted(marks)] or [""])
        seen |= marks
    assert seen == NOTES.keys()


def test_footnotes_are_smaller_than_the_text_and_stand_below_all_of_it(made: Made) -> None:
    (slide,) = _slides(made, "A list with a footnote")
    sizes = {seen.shape: seen.size for seen in words_on(slide)}
    assert sizes["Footnotes"] == 18 < sizes["Text"]
    boxes = {shape.name: place(shape) for shape in slide.shapes}
    assert boxes["Text"][3] < boxes["Footnotes"][1] < boxes["Footnotes"][3] < boxes["Footer"][1]


@pytest.mark.parametrize(
    ("title", "word"),
    [("A list with a tip", "Tip"), ("A picture", "Note"), ("A statement", "Caution"), ("Score it", "Warning")],
)
def test_a_callout_has_its_word_and_a_bar_below_the_rest(made: Made, title: str, word: str) -> None:
    (slide,) = _slides(made, title)
    (callout,) = [shape for shape in slide.shapes if shape.name == "Callout"]
    (bar,) = [shape for shape in slide.shapes if shape.name == "Bar"]
    assert callout.text_frame.text.split("\n")[0] == word
    assert place(bar)[:2] == place(callout)[:2]
    assert place(bar)[3] == place(callout)[3]
    content = [shape for shape in slide.shapes if shape.name in ("Text", "Picture")]
    assert all(place(shape)[3] <= place(callout)[1] for shape in content)


def test_a_callout_that_opens_a_slide_stands_above_the_rest(made: Made) -> None:
    (slide,) = _slides(made, "A warning first")
    names = [shape.name for shape in slide.shapes if not decorates(shape)]
    assert names.index("Callout") < names.index("Text") < names.index("Footnotes")
    boxes = {shape.name: place(shape) for shape in slide.shapes}
    assert boxes["Callout"][3] < boxes["Text"][1]


def test_a_callout_alone_takes_its_slide(made: Made) -> None:
    (slide,) = _slides(made, "Only a note")
    (callout,) = [shape for shape in slide.shapes if shape.name == "Callout"]
    assert callout.height > made.deck().slide_height / 2
    assert max(seen.size for seen in words_on(slide) if seen.shape == "Callout") > 30


def test_of_several_slides_the_last_has_the_callout(made: Made) -> None:
    *others, last = _slides(made, "A long list")
    assert others
    assert _text(last, "Callout").startswith("Tip")
    assert [_text(one, "Callout") for one in others] == [""] * len(others)


def test_an_outcome_has_no_number_of_a_footnote(made: Made) -> None:
    page = made.contents("round-1/apart")
    assert outcome(page, Source(made.edition, "round-1/apart")) == "By the end, you will have read a note."


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(1, 30), st.integers(0, 5), st.lists(st.integers(1, 60), max_size=3), st.booleans(), st.booleans())
def test_whatever_stands_apart_nothing_is_lost_and_nothing_leaves_the_slide(
    items: int, notes: int, callouts: list[int], opens: bool, activity: bool
) -> None:
    """Where too much stands apart, it is part of the text."""
    blocks: list[Block] = []
    for number in range(items):
        mark = Run(f"n{number}", raised=1, note=str(number))
        blocks.append(Paragraph((Run(f"item{number} {'word ' * (number % 9)}"), mark), mark=Mark.BULLET))
        blocks += [Footnote(str(number), (words(f"note{number} {'word ' * number}"),))] * (number < notes)
    apart = [Callout((words(f"call{number}"), words("word " * size))) for number, size in enumerate(callouts)]
    kind = SlideKind.ACTIVITY if activity else SlideKind.BULLETS
    shown = tuple([*apart, *blocks] if opens else [*blocks, *apart])
    made = fit([Slide(kind, "Title", shown, minutes=5, grouping="pairs")], DESIGN, lambda _: None)

    said = ""
    for slide in made:
        asides = [*slide.above, *slide.callouts, *([slide.footnotes] if slide.footnotes else [])]
        texts = [*slide.texts.values(), *(one.text for one in asides)]
        said += " ".join(line.text for text in texts for line in text.paragraphs) + " "
        boxes = [one.box for one in asides] + [text.frame for text in slide.texts.values() if text.frame]
        assert not [one for at, one in enumerate(boxes) for other in boxes[at + 1 :] if one.meets(other)]
        assert all(box.x >= 54 - 1 and box.right <= 907 and box.y >= 90 and box.bottom <= 480 for box in boxes)
    expected = [f"item{n} " for n in range(items)] + [f"note{n} " for n in range(min(items, notes))]
    expected += [f"call{n} " for n in range(len(callouts))]
    assert [one for one in expected if one not in said] == []
