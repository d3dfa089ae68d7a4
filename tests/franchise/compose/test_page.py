"""The order of sections."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.franchise.compose.page import ordered
from kit.model.page import Section

levels = st.lists(st.integers(1, 4), min_size=1, max_size=12)


def outline(depths: list[int]) -> list[Section]:
    """Sections with the given levels, called s0, s1 and so on."""
    return [Section(f"s{n}", f"s{n}", level, f"S{n}", n + 1, n + 1, n + 1) for n, level in enumerate(depths)]


def anchors(sections: list[Section]) -> str:
    return " ".join(section.anchor for section in sections)


def test_listed_sections_share_out_their_own_places() -> None:
    sections = outline([2, 2, 2, 2])

    assert anchors(ordered(sections, ["s2", "s0"])) == "s2 s1 s0 s3"


def test_a_section_takes_what_is_below_it_along() -> None:
    sections = outline([1, 2, 3, 2, 3])

    assert anchors(ordered(sections, ["s3", "s1"])) == "s0 s3 s4 s1 s2"


@given(levels, st.data())
def test_no_section_is_lost_or_doubled_whatever_the_order(depths: list[int], data: st.DataObject) -> None:
    sections = outline(depths)
    order = data.draw(st.lists(st.sampled_from([one.anchor for one in sections] + ["unknown"])))

    assert sorted(ordered(sections, order), key=lambda one: one.first) == sections


@given(levels)
def test_no_order_changes_nothing(depths: list[int]) -> None:
    sections = outline(depths)

    assert ordered(sections, []) == sections
