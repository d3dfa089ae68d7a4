"""The plain side of the benchmark holds the same words as the kit's side, or the comparison would be unfair."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SESSIONS = sorted(ROOT.glob("sessions/*/*.md"))


@pytest.fixture(name="plain_page", scope="module")
def _plain_page() -> Callable[[str], str]:
    """Return the function from ``scripts/plain.py``, which is no part of any package."""
    spec = importlib.util.spec_from_file_location("plain", ROOT / "scripts" / "plain.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function: Callable[[str], str] = module.plain_page
    return function


def test_a_block_becomes_an_admonition_with_its_options_as_text(plain_page: Callable[[str], str]) -> None:
    """Plain Sphinx knows no activity, and its admonitions have no minutes."""
    page = (
        ":::{activity} Score\n:minutes: 20\n:grouping: pairs\n\n1. Read.\n\n:::\n\n:::{facilitator}\n\n- Wait.\n\n:::\n"
    )

    expected = ":::{admonition} Score\n\nminutes: 20, grouping: pairs\n\n1. Read.\n\n:::\n\n"
    expected += ":::{admonition} Facilitator\n\n- Wait.\n\n:::\n"
    assert plain_page(page) == expected


def test_other_blocks_and_their_options_stay(plain_page: Callable[[str], str]) -> None:
    """Sphinx-design and MyST read them as they are."""
    page = "::::{grid} 1 1 2 2\n:gutter: 3\n\n:::{grid-item-card} A service\n\nOne.\n\n:::\n\n::::\n"

    assert plain_page(page) == page


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_word_of_the_rounds_is_lost(path: Path, plain_page: Callable[[str], str]) -> None:
    """All words of a page, in their order, stand on the plain page too."""
    text = path.read_text(encoding="utf-8")
    words = re.findall(r"\w+", re.sub(r":::\{\w+\}", "", text))

    rest = iter(re.findall(r"\w+", plain_page(text)))
    assert [word for word in words if word not in rest] == []
