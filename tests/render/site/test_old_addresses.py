"""Built sites: old addresses lead on, missing ones say so, and each page says in its head what it is."""

from __future__ import annotations

import base64
import datetime
import json
import re
from pathlib import Path

import pytest

from kit.model.edition import Brand
from kit.render.site.head import LONGEST, shortened
from tests.logos import LOGOS
from tests.render.editions import edition
from tests.render.site.test_about import written

FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\nHello *you* at {{ venue }}.\n",
    "round-1/index.md": "# Meet & greet\n\nWhat it is for.\n",
    "round-1/ready.md": "# Ready\n\n## Scores\n\nText.\n",
    "round-1/other.md": "# Other\n\n## Elsewhere\n\nText.\n",
}
DAY = {"round-1/ready": 30}
MOVED = {
    "round-1/old": "round-1/ready",
    "round-1/old#away": "round-1/other#elsewhere",
    "start": "round-1/index",
    "round-1/ready#marks": "round-1/ready#scores",
}
RETIRED = frozenset({"round-1/gone"})
DATE = datetime.date(2027, 1, 20)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    round_ = {"date": DATE, "title": "Meet </script> & greet"}
    made = edition(
        FILES, DAY, 600, round_=round_, moved=MOVED, retired=RETIRED, dropped=RETIRED, is_region=True,
        name="Peers & friends", url="https://example.org/peers", variables={"venue": "Hall", "contact": ""},
    )  # fmt: skip
    return written(tmp_path_factory.mktemp("old"), made)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("plain"), edition(FILES, DAY))


def page(site: Path, name: str) -> str:
    return (site / f"{name}.html").read_text(encoding="utf-8")


def test_a_moved_page_leads_on_without_a_script_and_with_the_section_by_one(site: Path) -> None:
    stub = page(site, "round-1/old")

    assert '<meta http-equiv="refresh" content="0; url=ready.html">' in stub
    assert '<a href="ready.html">Ready</a>' in stub
    assert '<link rel="canonical" href="https://example.org/peers/round-1/ready.html">' in stub
    assert '<meta name="robots" content="noindex">' in stub
    assert '<html lang="en-GB">' in stub
    assert '{"to":"ready.html","at":{"away":"other.html#elsewhere"}}' in stub
    assert len(stub) < 1500


def test_a_stub_leads_on_from_another_folder_and_without_an_address(plain: Path, tmp_path: Path) -> None:
    stub = page(written(tmp_path, edition(FILES, DAY, moved=MOVED)), "start")

    assert 'url=round-1/index.html"' in stub
    assert '<link rel="canonical" href="round-1/index.html">' in stub
    assert "Meet &amp; greet" in stub
    assert not (plain / "start.html").exists()


def test_a_page_that_stayed_leads_on_from_sections_that_left(site: Path) -> None:
    assert '{"marks":"#scores"}' in page(site, "round-1/ready")
    assert "location.replace" not in page(site, "round-1/other")


def test_a_retired_page_says_so_and_leads_to_its_round(site: Path) -> None:
    stub = page(site, "round-1/gone")

    assert "This page was retired</h1>" in stub
    assert '<a href="index.html">Meet &amp; greet</a>' in stub
    assert '<meta name="robots" content="noindex">' in stub
    assert "refresh" not in stub


def test_old_addresses_stand_in_no_menu_no_search_and_no_list(site: Path) -> None:
    for file in (*site.rglob("*.html"), site / "searchindex.js", site / "sitemap.xml"):
        if file.name not in ("old.html", "gone.html", "start.html"):
            assert not re.search(r"(old|gone|start)\.html|retired", file.read_text(encoding="utf-8")), file


def test_a_missing_page_has_links_that_work_at_any_depth(site: Path, plain: Path) -> None:
    there, here = page(site, "404"), page(plain, "404")

    root = "https://example.org/peers/"
    about = {f"{root}{name}.html" for name in ("accessibility", "credits", "privacy", "search")}
    assert set(re.findall(r'(?:href|action|src)="([^"]*)"', there)) == {root, f"{root}round-1/", *about}
    assert re.findall(r'(?:href|action|src)="([^"]*)"', here) == ["mailto:hello@example.org", "index.html"]
    assert "<link" not in there
    assert '<meta name="robots" content="noindex">' in there


def test_a_missing_page_holds_the_logo_itself_on_its_own_ground(tmp_path: Path) -> None:
    """So that it is seen wherever the page is shown, and a white one on white not at all."""
    path, data = LOGOS["white"]
    brand = Brand(logo=path, logo_alt="Peers", logo_ground="#1b4965")
    text = page(written(tmp_path, edition({**FILES, path: data}, DAY, brand=brand)), "404")
    (held,) = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]*)"', text)

    assert base64.b64decode(held) == data
    assert "header span { background: #1b4965;" in text
    assert "img-src data:;" in text


def test_search_engines_are_told_of_pages_for_everybody_only(site: Path, plain: Path) -> None:
    listed = re.findall(r"<loc>https://example.org/peers/(.*?)</loc>", (site / "sitemap.xml").read_text())

    assert listed == [
        "accessibility.html", "credits.html", "", "privacy.html", "round-1/day.html", "round-1/",
        "round-1/other.html", "round-1/ready.html",
    ]  # fmt: skip
    assert not (site / "robots.txt").exists()
    assert not (plain / "sitemap.xml").exists()


def test_a_page_says_in_its_head_what_it_is_and_where(site: Path) -> None:
    home, plan = page(site, "index"), page(site, "round-1/index")

    assert '<meta name="description" content="Hello you at Hall.">' in home
    assert '<link rel="canonical" href="https://example.org/peers/">' in home
    assert '<meta property="og:type" content="website">' in home
    assert re.search('<link rel="alternate" type="application/json" title="Facts about [^"]*" href="group.json">', home)
    assert "group.json" not in plan
    assert '<meta property="og:title" content="Meet &amp; greet">' in plan
    assert '<meta property="og:locale" content="en_GB">' in plan
    assert '<meta name="theme-color" content="#1b4965">' in plan
    head = plan.partition("</head>")[0]
    assert head.count("<title>") == head.count('name="viewport"') == head.count('rel="canonical"') == 1


def test_without_an_address_no_page_claims_one(plain: Path) -> None:
    for file in plain.rglob("*.html"):
        assert not re.search("canonical|og:url", file.read_text(encoding="utf-8")), file


def test_a_meeting_is_told_once_and_its_name_cannot_break_out(site: Path, plain: Path) -> None:
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page(site, "round-1/index"))

    assert json.loads(told)["name"] == "Meet </script> & greet: Peers & friends"
    assert json.loads(told)["url"] == "https://example.org/peers/round-1/"
    assert "ld+json" not in page(plain, "round-1/index") + page(site, "round-1/ready")


def test_pages_for_organisers_say_nothing_to_search_engines_but_to_stay_away(site: Path) -> None:
    sheet = page(site, "round-1/run-sheet")

    assert sheet.count('<meta name="robots" content="noindex">') == 1
    assert "og:" not in sheet
    assert "canonical" not in sheet
    assert '<meta name="robots" content="noindex">' in page(site, "brand")


@pytest.mark.parametrize("text", ["short", "word " * 32, "x" * 40 + ", " + "many words and more " * 20])
def test_a_description_is_cut_at_a_word(text: str) -> None:
    cut = shortened(text.strip())

    assert len(cut) <= LONGEST
    assert text.startswith(cut.removesuffix("…"))
    assert cut.endswith("…") == (len(text.strip()) > LONGEST)
