"""Files of facts say where what the pages tell comes from; the site makes its page of sources from them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import examine, load
from kit.model.findings import Code
from kit.model.sources import Fact
from kit.render.site.sources import usual_check
from tests.helpers import build_file_tree, page_words, places
from tests.regions import HUB, NEXT_STEPS, SESSION, region_files

FACTS = """\
title = "How it began"

[[source]]
address = "https://news.example.org/began"
title = "We began & went on"
publisher = "The News"
published = "July 2016"

[[source.fact]]
claim = "It began on an afternoon."
checked = 2025-12-31
how = "in a stored copy"

[[source.fact]]
claim = "Nine people came."

[[source]]
address = "https://secret.example.org/notes"
title = "For those who lead"
publisher = "A friend"
archive = "https://archive.example.org/1"

[[source.fact]]
claim = "Coffee helps."
checked = 2023-12-01
"""
CITING = SESSION.replace(
    "Because of this.",
    "It began [in 2016](http://news.example.org/began/#afternoon).\n\n"
    ":::{facilitator}\n\nIn 2011 [coffee helped](https://secret.example.org/notes).\n\n:::",
)
WITH_FACTS = HUB | {"facts/began.toml": FACTS, "round-1/how-ready.md": CITING}
OURS = """\
title = "Our own"

[[source]]
address = "https://news.example.org/began/"
title = "The same again"
publisher = "The News"

[[source.fact]]
claim = "One of the nine came from here."

[[source]]
address = "https://ours.example.org"
title = "Our council"
publisher = "Us"
fact = []
"""


def site(root: Path, files: Mapping[str, str]) -> Path:
    build(build_file_tree(root / "tree", files), root / "out", Order(("site",)), lambda _: None)
    return root / "out/site"


def codes(root: Path, files: Mapping[str, str]) -> list[tuple[Code, str]]:
    return [one for one in places(examine(build_file_tree(root, files)).findings) if one[0] is not Code.GAP]


def test_the_page_of_sources_names_each_source_with_what_it_says_and_when_that_was_checked(tmp_path: Path) -> None:
    page = site(tmp_path, WITH_FACTS) / "sources.html"
    words = page_words(page)

    assert "How it began We began & went on , The News, July 2016" in words
    assert "It began on an afternoon. (checked 31 December 2025, in a stored copy)" in words
    assert "Nine people came. (not yet checked by us)" in words
    assert "Of 3 facts, 2 have been checked against their source" in words
    assert 'href="https://archive.example.org/1"' in page.read_text(encoding="utf-8")


def test_how_most_facts_were_checked_stands_once_and_behind_a_fact_only_what_is_otherwise() -> None:
    day, copy = datetime.date(2026, 11, 29), "in a stored copy"
    same = [Fact("One.", day, copy), Fact("Two.", day, copy)]

    assert usual_check([*same, Fact("Three.", day, "in a mirror"), Fact("Four.")]) == same[-1]
    assert usual_check(same[:1]) is None
    assert usual_check([*same, Fact("Three.", day), Fact("Four.", None), Fact("Five.", day, "in a mirror")]) is None


def test_a_page_uses_a_source_whose_address_it_links_to_in_public_text(tmp_path: Path) -> None:
    """Where a note for facilitators links to stays theirs."""
    words = page_words(site(tmp_path, WITH_FACTS) / "sources.html")
    began, _, notes = words.partition("For those who lead")

    assert began.count("Used in How ready are we?") == 1
    assert "Used in" not in notes


def test_a_round_lists_the_sources_of_its_sessions_and_every_foot_leads_to_the_page(tmp_path: Path) -> None:
    built = site(tmp_path, WITH_FACTS)
    plan = (built / "round-1/index.html").read_text(encoding="utf-8")

    assert "1 source of the facts in this round" in plan
    assert '<a href="../sources.html#began-1">We began &amp; went on</a>, The News' in plan
    assert 'id="began-1"' in (built / "sources.html").read_text(encoding="utf-8")
    assert 'href="sources.html"' in (built / "index.html").read_text(encoding="utf-8")


def test_without_facts_there_is_no_page_and_no_advice(tmp_path: Path) -> None:
    built = site(tmp_path, HUB | {"round-1/how-ready.md": CITING})

    assert not (built / "sources.html").exists()
    assert "sources.html" not in "".join(path.read_text(encoding="utf-8") for path in built.rglob("*.html"))
    assert codes(tmp_path / "checked", HUB | {"round-1/how-ready.md": CITING}) == []


def test_a_regions_own_facts_join_those_of_the_hub_and_nothing_stands_twice(tmp_path: Path) -> None:
    own = "# Ours\n\nAsk [our council](https://ours.example.org).\n"
    local = {"files/facts/ours.toml": OURS, "pages/ours.md": own}
    page = site(tmp_path, region_files(local, hub=WITH_FACTS)) / "sources.html"
    words = page_words(page)

    assert "Nine people came. (not yet checked by us) One of the nine came from here." in words
    assert "The same again" not in words
    assert page.read_text(encoding="utf-8").count('href="https://news.example.org/began') == 1
    assert "Our own Our council , Us" in words


def test_a_region_shows_only_sources_that_its_own_pages_use(tmp_path: Path) -> None:
    """Others belong to rounds and guides that it does not show."""
    built = site(tmp_path, region_files({"files/facts/ours.toml": OURS}, hub=WITH_FACTS))
    words = page_words(built / "sources.html")

    assert "Nine people came." in words
    assert "For those who lead" not in words
    assert "Our own" not in words


def test_a_region_that_uses_no_source_has_no_page_of_them(tmp_path: Path) -> None:
    hub = WITH_FACTS | {"round-1/how-ready.md": SESSION}

    assert not (site(tmp_path, region_files({}, hub=hub)) / "sources.html").exists()


def test_a_region_replaces_a_file_of_the_hubs_whole(tmp_path: Path) -> None:
    mended = FACTS.replace("Nine people", "Ten people")
    words = page_words(
        site(tmp_path, region_files({"files/facts/began.toml": mended}, hub=WITH_FACTS)) / "sources.html"
    )

    assert "Ten people came." in words
    assert "Nine people" not in words


def test_a_regions_page_called_sources_keeps_its_place(tmp_path: Path) -> None:
    files = region_files({"pages/sources.md": "# Our springs\n\nThey are cold.\n"}, hub=WITH_FACTS)
    built = site(tmp_path, files)

    assert "They are cold." in page_words(built / "sources.html")
    assert "of the facts in this round" not in (built / "round-1/index.html").read_text(encoding="utf-8")


def test_subjects_of_one_title_stand_below_one_heading(tmp_path: Path) -> None:
    files = WITH_FACTS | {"facts/more.toml": OURS.replace("Our own", "How it began")}
    page = site(tmp_path, files) / "sources.html"

    assert re.findall("<h2[^>]*>([^<]*)</h2>", page.read_text(encoding="utf-8")) == ["How it began"]
    assert "Our council" in page_words(page)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('claim = "Nine people came."', 'claim = ""', Code.BAD_VALUE, 15),
        ('claim = "Nine people came."', 'says = "Nine people came."', Code.UNKNOWN_KEY, 15),
        ("checked = 2023-12-01", 'checked = "1 December 2023"', Code.BAD_VALUE, 25),
        ('publisher = "A friend"', "", Code.MISSING_KEY, 17),
        ('"https://secret.example.org/notes"', '"javascript:alert(1)"', Code.UNSAFE_VALUE, 18),
        ('"https://secret.example.org/notes"', '"secret.example.org"', Code.BAD_VALUE, 18),
        ('"https://secret.example.org/notes"', '"http://news.example.org/began#top"', Code.DUPLICATE_ID, 18),
        ("checked = 2025-12-31", "", Code.BAD_VALUE, 9),
        ('title = "How it began"', "", Code.MISSING_KEY, 1),
        ("It began on an afternoon.", "It <b>began</b>.", Code.UNSAFE_VALUE, 10),
    ],
)
def test_a_mistake_in_a_file_of_facts_is_told_in_its_line(
    tmp_path: Path, old: str, new: str, code: Code, line: int
) -> None:
    assert old in FACTS
    found = codes(tmp_path, WITH_FACTS | {"facts/began.toml": FACTS.replace(old, new)})

    assert (code, f"facts/began.toml:{line}") in found


def test_how_without_a_day_says_what_to_write(tmp_path: Path) -> None:
    root = build_file_tree(tmp_path, WITH_FACTS | {"facts/began.toml": FACTS.replace("checked = 2025-12-31\n", "")})
    (one,) = (one for one in examine(root).findings if one.file == "facts/began.toml")

    assert "says how it was checked, and not when" in one.message
    assert one.hint.startswith("Write the day, such as checked = ")


def test_a_fact_checked_24_months_before_the_version_is_due_and_one_of_the_day_before_is_not(tmp_path: Path) -> None:
    facts = FACTS.replace("2025-12-31", "2024-01-02")

    assert codes(tmp_path, WITH_FACTS | {"facts/began.toml": facts}) == [(Code.FACT_DUE, "facts/began.toml:25")]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("In 2019 there were [nine](https://other.example.org).", True),
        ("It costs [£ 40](https://other.example.org).", True),
        ("Some [40% came](https://other.example.org).", True),
        ("Four per cent, or 4 per cent, [came](https://other.example.org).", True),
        ("In 2019 there were [nine](https://news.example.org/began).", False),
        ("Open [our board](https://other.example.org) in groups of 4.", False),
        ("In 2019 [we](mailto:us@example.org) met [to plan](next-steps.md).", False),
        ("In 2019 it began.\n\nOpen [our board](https://other.example.org).", False),
        ("Read [the book](https://other.example.org/2019/page).", False),
    ],
)
def test_a_sentence_that_states_something_wants_its_source_in_a_file_of_facts(
    tmp_path: Path, sentence: str, told: bool
) -> None:
    files = WITH_FACTS | {
        "facts/began.toml": FACTS.replace("2023-12-01", "2024-12-01"),
        "round-1/how-ready.md": SESSION.replace("Because of this.", sentence),
    }

    assert codes(tmp_path, files) == ([(Code.UNSOURCED_LINK, "round-1/how-ready.md:25")] if told else [])


def test_the_standards_own_page_needs_no_entry(tmp_path: Path) -> None:
    standard = 'name = "First"\nurl = "https://first.example.org/"\n[[point]]\nnumber = 1\ntitle = "Understand"\n'
    files = WITH_FACTS | {
        "facts/began.toml": FACTS.replace("2023-12-01", "2024-12-01"),
        "standards/first.toml": standard,
        "round-1/next-steps.md": NEXT_STEPS + "\nIn 2016 came [the standard](https://first.example.org).\n",
    }

    assert codes(tmp_path, files) == []


def test_every_outside_link_of_the_hub_has_an_entry() -> None:
    """Whoever adds a link to the hub's pages or handbook writes down what it says."""
    root = Path(__file__).parents[2]
    edition = load(root / "sessions").edition
    assert edition is not None
    entries = {one.address.rstrip("/") for subject in edition.facts for one in subject.sources}
    pages = [*(root / "sessions").rglob("*.md"), *(root / "docs/handbook").rglob("*.md")]
    linked = {
        found.rstrip("/") for page in pages for found in re.findall(r"\]\((https?://[^)\s]+)\)", page.read_text())
    }

    assert linked - entries == set()
