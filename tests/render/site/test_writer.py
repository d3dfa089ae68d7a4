"""The site as visitors get it, read file by file: what stands in all its files, and in none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.model.errors import FindingsError
from kit.model.findings import Code
from kit.render.reading.reading import read
from tests.helpers import build_file_tree, places
from tests.render.editions import edition
from tests.render.site.peers import built_site, files_of, peers
from tests.render.site.written import write_into

NOTES = ("top", "alt", "list", "activity", "slide", "handout", "grid", "plan", "plantitle")


@pytest.mark.parametrize("word", NOTES)
def test_each_facilitator_word_stands_in_the_run_sheet_and_in_no_other_file(site: Path, word: str) -> None:
    holding = {name for name, text in files_of(site).items() if re.search(rf"(?<![a-z])canary{word}(?![a-z])", text)}

    assert holding == {"round-1/run-sheet.html"}


def test_footnotes_of_facilitators_and_the_words_of_slides_are_on_no_page(site: Path) -> None:
    files = files_of(site)

    assert [name for name, text in files.items() if "canaryfootnote" in text] == []
    assert [name for name, text in files.items() if "slidecanary" in text] == []
    assert "A note for everyone." in files["round-1/how-ready.html"]


def test_the_run_sheet_is_named_by_its_round_only_and_stands_in_no_search_index(site: Path) -> None:
    naming = {name for name, text in files_of(site).items() if "run-sheet" in text and not name.endswith(".css")}

    assert naming == {"round-1/index.html"}
    assert '<meta name="robots" content="noindex">' in (site / "round-1/run-sheet.html").read_text()


def test_a_picture_of_a_page_is_served_with_its_bytes(site: Path) -> None:
    assert (site / "_images/seen.png").read_bytes() == b"\x89PNG seen"


def test_without_publish_run_sheet_there_is_none_and_nothing_leads_to_it(tmp_path: Path) -> None:
    files = files_of(built_site(peers(publish_run_sheet=False), tmp_path))

    assert not [name for name, text in files.items() if "run-sheet" in name or "canary" in text]
    assert "Run sheet" not in files["round-1/index.html"]


def test_names_are_escaped_wherever_they_stand(site: Path) -> None:
    page = (site / "round-1/third.html").read_text()

    assert "<title>Third - Peers &amp; friends</title>" in page
    assert page.count("Peers &amp; friends") >= 3  # title, masthead, foot
    assert not re.search(r"Peers &(?!amp;)", page)


def test_every_page_names_its_language_and_asks_no_other_host_for_anything(site: Path) -> None:
    for name, text in files_of(site).items():
        if name.endswith(".html"):
            whole = "section" if name.endswith("/fragment.html") else "html"  # a piece for pages of other sites
            assert re.search(rf'<{whole} [^>]*\blang="en-GB"', text), name
            assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', text), name


def test_every_link_within_the_site_leads_to_a_file_and_an_id(site: Path) -> None:
    files = files_of(site)
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


def test_from_a_guide_nothing_leads_to_a_session_as_if_it_stood_before(tmp_path: Path) -> None:
    guides = build_file_tree(tmp_path / "docs", {"index.md": "# Guides\n\n[How](how.md)\n", "how.md": "# How\n"})
    write_into(tmp_path / "site", read(peers(), tmp_path / "work", [], guides))

    assert not re.search('rel="(?:prev|next)"', (tmp_path / "site" / "guides" / "index.html").read_text())


def test_a_page_with_sections_has_its_contents_beside_it_and_one_without_has_none(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\n## Who we are\n\nUs.\n\n## Where\n\nHere.\n", "short.md": "# Short\n\nWords.\n"}
    write_into(tmp_path / "site", read(edition(pages), tmp_path / "work", []))
    long, short = ((tmp_path / "site" / name).read_text() for name in ("index.html", "short.html"))
    beside = long[long.index('<div class="toc-tree">') : long.index("</nav>", long.index('<div class="toc-tree">'))]

    assert re.findall('href="#([^"]+)"', beside) == ["who-we-are", "where"]
    assert "toc-tree" not in short


def test_machine_files_are_not_served(site: Path) -> None:
    names = files_of(site)

    assert not [name for name in names if name.startswith((".", "_sources", "objects.inv"))]


def test_the_same_edition_gives_the_same_bytes_again(site: Path, tmp_path: Path) -> None:
    again = built_site(peers(), tmp_path)

    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first == second


def test_a_link_that_leads_nowhere_stops_the_site_and_nothing_is_written(tmp_path: Path) -> None:
    made = edition({"index.md": "# Home\n\n[gone](gone.md)\n"})
    reading = read(made, tmp_path / "work", [])

    with pytest.raises(FindingsError) as caught:
        write_into(tmp_path / "site", reading)

    assert places(caught.value.findings) == [(Code.BROKEN_LINK, "index.md:3")]
    assert not (tmp_path / "site").exists()
