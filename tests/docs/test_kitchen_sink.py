"""The page of everything shows what the tests prove, letter for letter, with a picture of each group."""

from __future__ import annotations

import re

import pytest

from tests.docs.test_guides import DOCS
from tests.render.sink.source import WHOLE, elements

PAGE = (DOCS / "reference" / "kitchen-sink.md").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r"^### (.+?)\n\n````markdown\n(.*?)\n````$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("title", [title for title in elements() if title != WHOLE])
def test_an_element_is_shown_as_it_is_proved(title: str) -> None:
    assert SHOWN[title] == elements()[title]


def test_nothing_is_shown_that_is_not_proved() -> None:
    assert set(SHOWN) == set(elements()) - {WHOLE}


def test_every_group_has_its_picture() -> None:
    groups = re.findall(r"^## ", PAGE, re.MULTILINE)
    pictures = re.findall(r"\]\(\.\./(pictures/kitchen-sink-[a-z]+\.png)\)", PAGE)

    assert len(pictures) == len(groups)
    assert all((DOCS / path).stat().st_size < 200_000 for path in pictures)
