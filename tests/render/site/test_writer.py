"""The site as visitors get it, read file by file."""

from __future__ import annotations

import dataclasses
import datetime
import re
from pathlib import Path

import pytest

from kit.model.edition import Brand, Edition
from kit.model.errors import FindingsError
from kit.model.findings import Code, Finding
from kit.render.downloads import Download
from kit.render.reading.reading import read
from kit.render.site.writer import write_site
from tests.helpers import places
from tests.render.editions import edition
from tests.render.site.markup import one, parsed, words

HOME = "# Digital peer groups\n\nFor councils.\n\n## Who it is for\n\nEverybody.\n"
PLAN = """\
# Meet & greet

A first meeting.

:::{facilitator} canaryplantitle

canaryplan

:::

## What to bring

A pen.
"""
SESSION = """\
# How ready are we?

{lang}`Croeso <cy>` to all. [^note]

[^note]: A note for everyone.

:::{facilitator}

canarytop with [a link](other.md) and ![canaryalt](secret.png) [^quiet]

[^quiet]: canaryfootnote

:::

- A list

  :::{facilitator}

  canarylist

  :::

- [ ] A task that is open

## Score yourselves

::::{activity} Score yourselves
:minutes: 10
:grouping: pairs, then tables

1. A visible step for {{ group }}.

:::{facilitator}

canaryactivity

:::
::::

:::::{slide} Slide words

slidecanary

::::{facilitator}

canaryslide

::::
:::::

::::{handout} Sheet

On paper.

:::{facilitator}

canaryhandout

:::
::::

:::::::{grid} 2
::::::{grid-item}

:::::{facilitator}

canarygrid

:::::
::::::
:::::::

::::{tab-set}
:::{tab-item} One
First
:::
:::{tab-item} Two
Second
:::
::::

:::{lang} cy

Dydd da

:::
"""
NOTES = ("top", "alt", "list", "activity", "slide", "handout", "grid", "plan", "plantitle")
DAY = {"arrive": 15, "round-1/how-ready": 30, "round-1/other+round-1/third": 20}


def _edition(**changes: object) -> Edition:
    files: dict[str, str | bytes] = {
        "index.md": HOME,
        "round-1/index.md": PLAN,
        "round-1/how-ready.md": SESSION,
        "round-1/other.md": "# Other\n\n![Seen](seen.png)\n",
        "round-1/third.md": "# Third\n",
        "round-1/secret.png": b"\x89PNG secret",
        "round-1/seen.png": b"\x89PNG seen",
        "brand/logo.png": b"\x89PNG logo",
    }
    metas = {"round-1/how-ready": {"minutes": 20, "materials": ["dot stickers: 5 per person"], "group_size": "5-8"}}
    made = edition(files, DAY, metas=metas, name="Peers & friends", brand=Brand(logo="brand/logo.png"))
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]  # tests name real fields


def _site(made: Edition, folder: Path) -> Path:
    found: list[Finding] = []
    reading = read(made, folder / "work", found)
    own = Download("downloads/round-1/how-ready.pdf", "Sheet & pen", "PDF", 120_400)
    badges = Download("downloads/round-1/badges.pdf", "Badges", "PDF", 60_000, organisers=True)
    downloads = {"round-1": [own, badges]}
    write_site(reading, folder / "site", downloads)
    assert found == []
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _site(_edition(), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def regional(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = _edition()
    day = edition({page.path: page.text for page in made.pages.values()}, DAY, start=630).rounds[0]
    date = datetime.date(2027, 1, 20)
    round_ = dataclasses.replace(day, date=date, heads=28, table_size=6, leads={"round-1/how-ready": "Sam"})
    changed = dataclasses.replace(
        made,
        rounds=(round_,),
        publish_run_sheet=True,
        guides_url="https://example.org/guides/",
        based_on="The hub",
        is_region=True,
    )
    return _site(changed, tmp_path_factory.mktemp("regional"))


def _files(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("word", NOTES)
def test_each_facilitator_word_stands_in_the_run_sheet_and_in_no_other_file(site: Path, word: str) -> None:
    holding = {name for name, text in _files(site).items() if re.search(rf"(?<![a-z])canary{word}(?![a-z])", text)}

    assert holding == {"round-1/run-sheet.html"}


def test_footnotes_of_facilitators_and_the_words_of_slides_are_on_no_page(site: Path) -> None:
    files = _files(site)

    assert [name for name, text in files.items() if "canaryfootnote" in text] == []
    assert [name for name, text in files.items() if "slidecanary" in text] == []
    assert "A note for everyone." in files["round-1/how-ready.html"]


def test_the_run_sheet_is_named_by_its_round_only_and_stands_in_no_search_index(site: Path) -> None:
    naming = {name for name, text in _files(site).items() if "run-sheet" in text and not name.endswith(".css")}

    assert naming == {"round-1/index.html"}
    assert '<meta name="robots" content="noindex">' in (site / "round-1/run-sheet.html").read_text()


def test_a_picture_of_a_page_is_served_with_its_bytes(site: Path) -> None:
    assert (site / "_images/seen.png").read_bytes() == b"\x89PNG seen"


def test_without_publish_run_sheet_there_is_none_and_nothing_leads_to_it(tmp_path: Path) -> None:
    files = _files(_site(_edition(publish_run_sheet=False), tmp_path))

    assert not [name for name, text in files.items() if "run-sheet" in name or "canary" in text]
    assert "For facilitators" not in files["round-1/index.html"]


def _table(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page.split('<table class="kit-agenda">')[1].split("</table>")[0], re.S)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_a_hub_shows_its_day_in_minutes_from_the_beginning(site: Path) -> None:
    assert _table((site / "round-1/index.html").read_text()) == [
        ["From the start", "What", "Minutes"],
        ["0:00", "Arrive", "15"],
        ["0:15", "How ready are we?", "30"],
        ["0:45", "At the same time Other Third", "20"],
        ["1:05", "End", "65"],
    ]


def test_a_region_shows_its_day_by_the_clock_with_its_date_and_who_leads(regional: Path) -> None:
    plan = (regional / "round-1/index.html").read_text()
    sheet = (regional / "round-1/run-sheet.html").read_text()

    assert [row[0] for row in _table(plan)] == ["Time", "10:30am", "10:45am", "11:15am", "11:35am"]
    assert '<time datetime="2027-01-20">Wednesday 20 January 2027</time>' in plan
    assert _table(sheet)[2] == ["10:45am", "How ready are we?", "Sam", "30"]
    assert "dot stickers: 140" in sheet
    assert "Sam" not in plan


def test_the_agenda_leads_to_sessions_and_stands_between_lead_and_plan(site: Path) -> None:
    plan = (site / "round-1/index.html").read_text()
    places = [plan.index(words) for words in ("A first meeting.", 'id="day--agenda"', "Downloads</h2>", "A pen.")]

    assert places == sorted(places)
    assert '<a href="how-ready.html">How ready are we?</a>' in plan
    assert '<a href="third.html">Third</a>' in plan
    assert re.search(r'href="../downloads/round-1/how-ready.pdf" download>Sheet &amp; pen</a> .*\(PDF, 120 KB\)', plan)


@pytest.mark.parametrize(("page", "before"), [("index", "day--agenda"), ("run-sheet", "sheet--day")])
def test_the_picture_of_the_day_stands_between_its_title_and_its_table(site: Path, page: str, before: str) -> None:
    text = (site / f"round-1/{page}.html").read_text()
    places = [
        text.index(f'id="{before}"'),
        text.index('<svg class="kit-strip"'),
        text.index('<table class="kit-agenda"'),
    ]

    assert places == sorted(places)
    assert "0:15 How ready are we?, 30 minutes" in text


def test_what_organisers_print_stands_apart_after_what_everybody_takes(site: Path) -> None:
    plan = (site / "round-1/index.html").read_text()
    words = ("For everyone</h3>", "Sheet &amp; pen</a>", "For organisers</h3>", "For facilitators</a>", ">Badges</a>")
    places = [plan.index(one) for one in words]

    assert places == sorted(places)
    assert plan.count(">Badges</a>") == 1


def test_a_session_shows_its_place_its_activity_and_its_handout(site: Path) -> None:
    page = (site / "round-1/how-ready.html").read_text()
    place = one(parsed(site / "round-1/how-ready.html"), "//div[@class='kit-place']")
    activity = one(parsed(site / "round-1/how-ready.html"), "//div[contains(@class, 'kit-activity')]")

    assert [words(item) for item in place.findall(".//li")] == [
        "30 minutes",
        "0:15 to 0:45 from the start",
        "Groups of 5-8",
        "Handout (PDF, 120 KB)",
    ]
    assert (
        words(one(parsed(site / "round-1/how-ready.html"), "//p[@class='kit-crumb']")) == "Meet & greet Session 1 of 3"
    )
    assert [words(p) for p in activity[0].findall("p")] == ["Activity", "20 minutes", "Pairs, then tables"]
    assert "A visible step for Peers &amp; friends." in page
    assert "On paper." in page
    assert '<span lang="cy">Croeso</span>' in page
    assert '<div lang="cy">' in page


def test_a_title_that_the_heading_says_already_is_not_repeated(site: Path) -> None:
    page = (site / "round-1/how-ready.html").read_text()

    assert 'aria-label="Activity: Score yourselves"' in page
    assert 'kit-block-title">Score yourselves' not in page
    assert 'kit-block-title">Sheet' in page


def test_a_task_box_has_a_name_and_nothing_to_tick(site: Path) -> None:
    page = (site / "round-1/how-ready.html").read_text()

    assert '<span class="kit-box" role="img" aria-label="To do">☐</span>' in page
    assert "task-list-item-checkbox" not in page


def test_one_goes_through_the_sessions_in_the_order_of_the_day(site: Path) -> None:
    page = (site / "round-1/how-ready.html").read_text()

    assert re.search(r'class="next-page" href="other.html"', page)
    assert re.search(r'class="prev-page" href="index.html"', page)
    assert "next-page" not in (site / "round-1/third.html").read_text()


def test_the_home_page_has_a_card_for_each_round(site: Path, regional: Path) -> None:
    hub, region = (site / "index.html").read_text(), (regional / "index.html").read_text()

    assert "No date yet" not in hub
    assert '<a href="round-1/index.html">Meet &amp; greet</a>' in hub
    assert "Everybody." in hub
    assert 'data-date="2027-01-20"' in region


def test_a_region_leads_to_the_guides_and_says_what_it_is_based_on(site: Path, regional: Path) -> None:
    page = (regional / "round-1/third.html").read_text()

    assert 'href="https://example.org/guides/">Guides</a>' in page
    assert "Based on The hub." in page
    assert "Guides" not in (site / "index.html").read_text()


def test_names_are_escaped_wherever_they_stand(site: Path) -> None:
    page = (site / "round-1/third.html").read_text()

    assert "<title>Third - Peers &amp; friends</title>" in page
    assert page.count("Peers &amp; friends") >= 3  # title, masthead, foot
    assert not re.search(r"Peers &(?!amp;)", page)


def test_every_page_names_its_language_and_asks_no_other_host_for_anything(site: Path) -> None:
    for name, text in _files(site).items():
        if name.endswith(".html"):
            assert re.search(r'<html [^>]*\blang="en-GB"', text), name
            assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', text), name


def test_every_link_within_the_site_leads_to_a_file_and_an_id(site: Path) -> None:
    files = _files(site)
    lost = []
    for name, text in files.items():
        for target in re.findall(r'<a [^>]*href="([^":]*)"', text) if name.endswith(".html") else ():
            path, _, anchor = target.partition("#")
            there = (site / name).parent.joinpath(path).resolve() if path else site / name
            known = there.is_relative_to(site) and there.relative_to(site).as_posix()
            if known in files and (not anchor or f'id="{anchor}"' in files[str(known)]):
                continue
            lost.append((name, target))

    assert {target for _, target in lost} == {"../downloads/round-1/how-ready.pdf", "../downloads/round-1/badges.pdf"}


def test_machine_files_are_not_served(site: Path) -> None:
    names = _files(site)

    assert not [name for name in names if name.startswith((".", "_sources", "objects.inv"))]


def test_the_same_edition_gives_the_same_bytes_again(site: Path, tmp_path: Path) -> None:
    again = _site(_edition(), tmp_path)

    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first == second


def test_a_link_that_leads_nowhere_stops_the_site_and_nothing_is_written(tmp_path: Path) -> None:
    made = edition({"index.md": "# Home\n\n[gone](gone.md)\n"})
    reading = read(made, tmp_path / "work", [])

    with pytest.raises(FindingsError) as caught:
        write_site(reading, tmp_path / "site", {})

    assert places(caught.value.findings) == [(Code.BROKEN_LINK, "index.md:3")]
    assert not (tmp_path / "site").exists()
