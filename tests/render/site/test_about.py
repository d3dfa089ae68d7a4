"""What a public body's site must carry: the pages themselves, and the way to them from every page."""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path

import pytest

from kit.model.edition import Ancestor, Edition, Privacy, Standard, Statement
from kit.render.reading.reading import read
from tests.render.editions import edition
from tests.render.site.written import write_into

GAP = '<span class="kit-gap">to be confirmed</span>'
FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\nHello.\n",
    "round-1/index.md": "# Plan\n",
    "round-1/a.md": "# A\n",
}
DAY = {"round-1/a": 30}
WHOLE = Statement(
    organisation="Eastmoor & Fenland Council",
    contact="web@eastmoor.example.org",
    phone="01 555 010",
    reply_days=1,
    status="partial",
    problems=("The map has no words beside it (1.1.1).",),
    tested=datetime.date(2026, 11, 2),
    tested_by="the digital team",
    how="We went through five pages.",
    prepared=datetime.date(2026, 11, 9),
    reviewed=datetime.date(2026, 11, 10),
    nation="scotland",
)


def written(folder: Path, made: Edition) -> Path:
    reading = read(made, folder / "work", [])
    write_into(folder / "site", reading)
    assert reading.found == []
    return folder / "site"


def words(file: Path) -> str:
    article = file.read_text(encoding="utf-8").partition('id="furo-main-content">')[2].partition("</article>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", article)).split())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ancestors = (Ancestor("Hub & co", "2026.1", "https://hub.example.org/"), Ancestor("Midlands", "2026.2"))
    standard = Standard("ten", "A standard", "https://example.org/standard", "OGL-UK-3.0", ())
    made = edition(
        FILES, DAY, name="Fenland", ancestors=ancestors, statement=WHOLE, is_region=True, standard=standard,
        privacy=Privacy("Eastmoor Council", "", "the end of the year", "https://eastmoor.example.org/privacy", "Pages"),
        url="https://fenland.example.org/",
    )  # fmt: skip
    return written(tmp_path_factory.mktemp("about"), made)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("bare"), edition(FILES, DAY, variables={"contact": ""}))


def test_every_page_leads_to_statement_privacy_note_and_credits(site: Path) -> None:
    for page in ("index", "round-1/index", "round-1/a", "search", "accessibility", "privacy", "credits"):
        foot = (site / f"{page}.html").read_text(encoding="utf-8").partition("<footer")[2]
        for name in ("accessibility", "privacy", "credits"):
            link = "#" if page == name else f"{'../' * page.count('/')}{name}.html"
            assert f'href="{link}"' in foot, (page, name)


def test_the_foot_says_who_adapted_what_and_under_which_licence(site: Path, bare: Path) -> None:
    foot = words_of_foot(site / "round-1/a.html")

    assert "Adapted by Fenland. Based on Midlands, version 2026.2." in foot
    assert "Content: CC BY 4.0." in foot
    assert "Written by Digital peer groups, version 2026.1." in words_of_foot(bare / "index.html")


def words_of_foot(file: Path) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", file.read_text(encoding="utf-8").partition("<footer")[2])).split())


@pytest.mark.parametrize(
    "sentence",
    [
        "This accessibility statement applies to the website of Fenland, https://fenland.example.org/.",
        "This website is run by Eastmoor & Fenland Council.",
        "Eastmoor & Fenland Council is committed to making its website accessible, in accordance with the Public "
        "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
        "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, "
        "due to the non-compliances listed below.",
        "The content listed below is non-accessible for the following reasons.",
        "The map has no words beside it (1.1.1).",
        "contact: web@eastmoor.example.org",
        "call 01 555 010",
        "We will answer within 1 day.",
        "This statement was prepared on 9 November 2026. It was last reviewed on 10 November 2026.",
        "This website was last tested on 2 November 2026 against the Web Content Accessibility Guidelines version 2.2 "
        "AA standard. The test was carried out by the digital team. We went through five pages.",
        "The Equality and Human Rights Commission (EHRC) is responsible for enforcing",
    ],
)
def test_the_statement_says_what_the_model_form_asks_for(site: Path, sentence: str) -> None:
    assert sentence in words(site / "accessibility.html")


def test_a_full_statement_has_no_gaps_and_names_only_its_own_nation_s_body(site: Path) -> None:
    page = (site / "accessibility.html").read_text(encoding="utf-8")

    assert "kit-gap" not in page
    assert "ECNI" not in page


def test_what_nobody_said_is_a_gap_and_nothing_is_claimed(bare: Path) -> None:
    page, said = (bare / "accessibility.html").read_text(encoding="utf-8"), words(bare / "accessibility.html")

    assert page.count(GAP) >= 10
    for claim in ("compliant with", "fully accessible", "We know"):
        assert claim not in said
    assert "last tested on to be confirmed" in said
    assert "EHRC" in said
    assert "ECNI" in said


@pytest.mark.parametrize(
    ("statement", "there", "not_there"),
    [
        (Statement(status="full"), "is fully compliant with", "Non-accessible content"),
        (Statement(status="none"), "is not compliant with", "fully compliant"),
        (Statement(nation="northern-ireland"), "Equality Commission for Northern Ireland", "EHRC"),
        (Statement(nation="wales"), "EHRC", "ECNI"),
    ],
)
def test_status_and_nation_choose_the_sentences(
    tmp_path: Path, statement: Statement, there: str, not_there: str
) -> None:
    said = words(written(tmp_path, edition(FILES, DAY, statement=statement)) / "accessibility.html")

    assert there in said
    assert not_there not in said


def test_the_privacy_note_says_who_keeps_what_until_when(site: Path, bare: Path) -> None:
    said = words(site / "privacy.html")
    assert '<a href="https://eastmoor.example.org/privacy">' in (site / "privacy.html").read_text(encoding="utf-8")

    assert "Eastmoor Council is responsible for what we collect. We keep it until the end of the year." in said
    assert "published with Pages. It may keep logs" in said
    assert "web@eastmoor.example.org" in said
    assert (bare / "privacy.html").read_text(encoding="utf-8").count(GAP) == 4


def test_the_credits_name_every_group_in_order_with_version_and_licences(site: Path) -> None:
    said = words(site / "credits.html")
    places = [
        said.index(one) for one in ("Written by Hub & co, version 2026.1", "Adapted by Midlands", "Adapted by Fenland")
    ]

    assert places == sorted(places)
    assert "name all of these groups" in said
    assert "A standard: its text is used under Open Government Licence v3.0." in said
    for name in ("Inter", "Noto Emoji", "Sphinx", "MyST", "Furo", "Typst"):
        assert name in said


def test_a_page_of_the_tree_takes_the_place_of_the_kit_s(tmp_path: Path) -> None:
    files = FILES | {"accessibility.md": "# Our own statement\n\nOurs.\n", "privacy.md": "# Our note\n\nOurs.\n"}
    site = written(tmp_path, edition(files, DAY))

    assert words(site / "accessibility.html").startswith("Our own statement#")
    assert words(site / "privacy.html").startswith("Our note#")
    assert 'href="../accessibility.html">Accessibility statement</a>' in (site / "round-1/a.html").read_text()
