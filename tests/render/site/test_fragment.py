"""A round as a piece of HTML for other sites: safe, whole by itself, and true to status, sittings and kinds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from kit.app.build import Order, build
from kit.render.site.fragment import fragment
from tests.facilitate.trees import edition_of, region
from tests.helpers import build_file_tree
from tests.regions import hub_files, region_files

DATED = '[round.round-1]\ndate = 2027-01-20\nstart = "13:00"\n'
ELEMENTS = {"section", "h2", "p", "strong", "ul", "li", "time", "a", "br"}
ELEMENTS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}


def made(settings: str, hub: dict[str, str] | None = None) -> html.HtmlElement:
    """The fragment of round 1 of the small region with these settings."""
    edition = region(settings, hub)
    return html.fromstring(str(fragment(edition, edition.rounds[0])))


def text(piece: html.HtmlElement, part: str) -> str:
    """The words of a part of a fragment by its class, "" where there is none."""
    return " ".join(" ".join(one.text_content() for one in piece.find_class(f"peer-round-{part}")).split())


def test_it_says_when_where_and_what_in_elements_that_any_site_can_show() -> None:
    piece = made(DATED)

    assert {one.tag for one in piece.iter()} <= ELEMENTS
    assert {name for one in piece.iter() for name in one.attrib} <= {"class", "href", "lang", "scope", "datetime"}
    assert piece.get("class") == "peer-round peer-round-planned"
    assert text(piece, "when").startswith("Wednesday 20 January 2027, 1pm to ")
    assert piece.xpath("//time/@datetime") == ["2027-01-20"]
    assert text(piece, "agenda").startswith("Agenda TimeWhat 1pmArrivals")


@pytest.mark.parametrize("address", ["", 'url = "https://groups.example.org/mid/"\n'])
def test_its_links_are_whole_addresses_or_missing(address: str) -> None:
    files = region_files({}, DATED)
    files["region.toml"] = re.sub(r"(?m)^url = .*\n", "", files["region.toml"])
    files["region.toml"] = address + files["region.toml"]
    edition, _ = edition_of(files)
    links = html.fromstring(str(fragment(edition, edition.rounds[0]))).xpath("//a/@href")

    assert bool(links) is bool(address)
    assert all(link.startswith("https://groups.example.org/mid/round-1/") for link in links)


def test_a_cancelled_meeting_is_told_first_and_has_no_agenda() -> None:
    piece = made(
        f'{DATED}status = "cancelled"\nstatus_note = "Too many of us are ill."\nrevision = 1\n'.replace(
            "<b>", ""
        ).replace("</b>", "")
    )

    assert piece.get("class") == "peer-round peer-round-cancelled"
    assert [one.get("class") for one in piece][1] == "peer-round-notice"
    assert "Too many of us are ill." in text(piece, "notice")
    assert text(piece, "agenda") == ""


def test_signs_in_titles_are_words_and_no_elements() -> None:
    hub = hub_files()
    plan = re.sub(r"(?m)^# .*$", '# Fish & \\"chips\\" 2 \\\\< 3', hub["round-1/index.md"], count=1)
    piece = made(DATED, {"round-1/index.md": plan})

    assert "Fish & " in text(piece, "title")
    assert {one.tag for one in piece.iter()} <= ELEMENTS


def test_without_a_date_or_a_start_what_nobody_knows_is_left_out() -> None:
    piece = made("")

    assert text(piece, "when") == ""
    assert "Start" in text(piece, "agenda")


def test_a_build_writes_one_for_each_round_and_a_page_of_that_name_keeps_it(tmp_path: Path) -> None:
    for name, own in (
        ("plain", {}),
        ("own", {"pages/round-1/fragment.md": "---\nminutes: 5\n---\n\n# Fragment\n\nOurs.\n"}),
    ):
        root = build_file_tree(tmp_path / name, region_files(own, DATED))
        build(root, tmp_path / f"out-{name}", Order(parts=("site",)), lambda _: None)

    written = (tmp_path / "out-plain/site/round-1/fragment.html").read_text(encoding="utf-8")
    assert written.startswith("<section ")
    assert "<h1" in (tmp_path / "out-own/site/round-1/fragment.html").read_text(encoding="utf-8")
