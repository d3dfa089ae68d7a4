"""What reading does to a page for every edition, and filling for one: cases beyond the whole page of test_reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from kit.model.findings import Finding
from kit.render import nodes as kit_nodes
from kit.render.blocks.activity import activity as activity_node
from kit.render.reading.reading import Reading, read
from kit.render.reading.transforms import SectionAnchors, split_variables
from tests.render.editions import edition


def _read(tmp_path: Path, text: str, more: dict[str, str | bytes] | None = None, **changes: Any) -> Reading:
    files: dict[str, str | bytes] = {"index.md": "# Home\n", "round-1/index.md": "# Plan\n", **(more or {})}
    found: list[Finding] = []
    reading = read(edition({**files, "round-1/a.md": text}, **changes), tmp_path / "work", found)
    assert found == []
    return reading


def _links(document: nodes.document) -> dict[str, str]:
    return {node.astext(): node.get("refuri") or "#" + node["refid"] for node in document.findall(nodes.reference)}


def test_variables_are_split_from_the_text_round_them_and_other_braces_stay() -> None:
    made = list(split_variables("At {{ venue }}, {{x}} and {{ Not this }}"))

    assert [one["name"] if isinstance(one, kit_nodes.variable) else str(one) for one in made] == [
        "At ",
        "venue",
        ", ",
        "x",
        " and {{ Not this }}",
    ]


def test_roles_for_pages_and_targets_resolve(tmp_path: Path) -> None:
    text = "# A\n\n{doc}`index` {doc}`/index` {ref}`there` {ref}`words <there>`\n\n(there)=\n## A place\n"

    assert _links(_read(tmp_path, text).document("round-1/a")) == {
        "Plan": "index.html",
        "Home": "../index.html",
        "A place": "#there",
        "words": "#there",
    }


def test_a_target_may_be_called_as_its_heading_and_both_keep_one_address(tmp_path: Path) -> None:
    reading = _read(tmp_path, "# A\n\n(a-place)=\n## A place\n\n[in](#a-place) [by page](a.md#a-place)\n")
    document = reading.document("round-1/a")

    assert [node["ids"][0] for node in document.findall(nodes.section)] == ["a", "a-place"]
    assert _links(document) == {"in": "#a-place", "by page": "#a-place"}


def test_a_footnote_named_like_a_section_gives_way_and_still_works(tmp_path: Path) -> None:
    document = _read(tmp_path, "# A\n\nSee [^one].\n\n[^one]: The note.\n\n## One\n\nText.\n").document("round-1/a")
    footnote = next(document.findall(nodes.footnote))
    reference = next(document.findall(nodes.footnote_reference))

    assert [node["ids"][0] for node in document.findall(nodes.section)] == ["a", "one"]
    assert footnote["ids"] != ["one"]
    assert reference["refid"] in footnote["ids"]


def test_long_and_odd_titles_have_the_slugs_of_the_kit(tmp_path: Path) -> None:
    document = _read(tmp_path, "# Café & *co*\n\n## 你好\n\n## 1. First\n\n## CON\n").document("round-1/a")

    sections = [node["ids"][0] for node in document.findall(nodes.section)]
    assert sections == ["cafe-co", "section", "1-first", "con-section"]


def test_anchors_come_before_anything_refers_to_them() -> None:
    assert 262 < SectionAnchors.default_priority < 700


def test_a_ref_to_a_dropped_page_becomes_its_words_and_without_drops_it_is_a_finding(tmp_path: Path) -> None:
    text = "# A\n\nSee {ref}`the words <gone-target>` and {doc}`/round-1/gone`.\n"
    reading = _read(tmp_path / "one", text, dropped=frozenset({"round-1/gone"}))

    assert "See the words and /round-1/gone." in reading.document("round-1/a").astext()
    assert reading.found == []

    strict = _read(tmp_path / "two", text)
    strict.document("round-1/a")
    assert len(strict.found) == 2


def test_a_link_to_a_dropped_or_moved_section_of_a_page_that_is_there_is_followed(tmp_path: Path) -> None:
    text = "# A\n\n[gone](there.md#part) and [moved](there.md#old) and [kept](there.md#deep)\n"
    dropped, moved = frozenset({"round-1/there#part"}), {"round-1/there#old": "round-1/there#deep"}
    reading = _read(tmp_path, text, {"round-1/there.md": "# There\n\n## Deep\n"}, dropped=dropped, moved=moved)

    assert _links(reading.document("round-1/a")) == {"moved": "there.html#deep", "kept": "there.html#deep"}
    assert reading.found == []


def test_a_link_to_a_moved_page_keeps_its_words_and_its_section(tmp_path: Path) -> None:
    text = "# A\n\n[words](old.md#deep) {doc}`old`\n"
    moved = {"round-1/old": "round-1/new"}
    reading = _read(tmp_path, text, {"round-1/new.md": "# New\n\n## Deep\n"}, moved=moved)

    assert _links(reading.document("round-1/a")) == {"words": "new.html#deep", "New": "new.html"}


def test_alt_text_and_titles_are_filled_as_plain_text(tmp_path: Path) -> None:
    text = "# A\n\n![Map of {{ venue }}](m.png)\n\n:::{activity} Walk to {{ venue }}\n:minutes: 5\n\nGo.\n\n:::\n"
    reading = _read(tmp_path, text, {"round-1/m.png": b"x"}, variables={"venue": "Hall & *Yard*"})
    document = reading.document("round-1/a")

    assert next(document.findall(nodes.image))["alt"] == "Map of Hall & *Yard*"
    assert next(document.findall(activity_node))["title"] == "Walk to Hall & *Yard*"


def test_values_stay_words_whatever_they_look_like(tmp_path: Path) -> None:
    reading = _read(tmp_path, "# A\n\nAt {{ venue }}.\n", variables={"venue": "**not** [a](link) {{ contact }}"})

    assert "At **not** [a](link) {{ contact }}." in reading.document("round-1/a").astext()


def test_an_activity_off_the_agenda_has_the_minutes_of_its_page(tmp_path: Path) -> None:
    document = _read(tmp_path, "# A\n\n:::{activity} Go\n:minutes: 7\n\nGo.\n\n:::\n").document("round-1/a")

    assert next(document.findall(activity_node))["scaled"] == 7


def test_two_readings_in_one_process_do_not_disturb_each_other(tmp_path: Path) -> None:
    first = _read(tmp_path / "one", "# A\n\n{{ venue }}\n", variables={"venue": "First hall"})
    second = _read(tmp_path / "two", "# A\n\n{{ venue }}\n", variables={"venue": "Second hall"})

    assert "First hall" in first.document("round-1/a").astext()
    assert "Second hall" in second.document("round-1/a").astext()


def test_a_lang_role_without_a_language_is_a_finding(tmp_path: Path) -> None:
    found: list[Finding] = []
    read(edition({"index.md": "# Home\n\n{lang}`Croeso`\n"}), tmp_path / "work", found)

    assert [one.place for one in found] == ["index.md:3"]
    assert "Croeso <cy>" in found[0].message


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_keep_line_numbers(ending: str, tmp_path: Path) -> None:
    text = "\ufeff---\nminutes: 5\n---\n# A\n\n:::{nonsense}\n:::\n".replace("\n", ending)
    made = edition({"index.md": "# Home\n", "round-1/index.md": "# Plan\n", "round-1/a.md": "---\nx\n---\n# A\n"})
    page = made.pages["round-1/a"]
    found: list[Finding] = []
    object.__setattr__(page, "text", text)  # a page as the gate reads it, which the helper cannot

    read(made, tmp_path / "work", found)

    assert [one.place for one in found] == ["round-1/a.md:6"]


def test_code_in_a_language_that_is_not_coloured_is_plain_text(tmp_path: Path) -> None:
    """Every language has a parser of its own, and one that nobody knows once stopped the build."""
    document = _read(tmp_path, "# A\n\n```python\nx\n```\n\n```nosuch\nx\n```\n\n```\nx\n```\n").document("round-1/a")
    assert [one["language"] for one in document.findall(nodes.literal_block)] == ["python", "text", "text"]


def test_marks_inside_words_that_nobody_sees_are_left_out_of_all_that_is_made(tmp_path: Path) -> None:
    """Search found neither "procurement" nor its title, and slides showed the hyphens in odd places."""
    word, text = "Pro\u00adcure\u200bment", "# Pro\u00adcurement\n\nPro\u00adcure&shy;ment\n\n"
    text += f":::{{activity}} {word}\n:minutes: 5\n:grouping: {word}\n\n1. {word} `{word}`\n\n:::\n"
    reading = _read(tmp_path, text)
    document = reading.document("round-1/a")

    activity = next(document.findall(activity_node))

    assert "\u00ad" not in document.astext()
    assert document.astext().count("Procurement") == 4
    assert (activity["title"], activity["grouping"]) == ("Procurement", "Procurement")
