"""A page is added by one function, one template and one row; where it stands, and what it keeps free, follows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from sphinx.application import Sphinx

from kit.app.build import Order, build
from kit.app.check import examine
from kit.model.edition import Round
from kit.model.findings import Code
from kit.model.outputs import Audience, Claim, Location
from kit.render import outputs
from kit.render.handout import papers
from kit.render.reading import settings
from kit.render.site import pages
from kit.render.site.pages import Listed, SitePage
from kit.render.site.state import Site
from tests.helpers import build_file_tree
from tests.regions import hub_files, region_files

EVERYWHERE = Listed.MENU | Listed.FOOT | Listed.SITEMAP
TEMPLATE = '{% extends "page.html" %}{% block content %}<h1>{{ title }}</h1><p>{{ words }}</p>{% endblock %}'


def toy(_: Sphinx, site: Site, round_: Round | None = None) -> dict[str, Any]:
    """What the toy page shows."""
    of = round_.title if round_ else site.edition.name
    return {"words": f"Wind up the duck of {of}.", "kit_summary": "How clockwork animals are kept."}


def registered(monkeypatch: pytest.MonkeyPatch, folder: Path, **changes: Any) -> None:
    """Add the toy page to the table, with its template."""
    build_file_tree(folder, {"templates/pages/toy.html": TEMPLATE})
    row = SitePage(**({"name": "toy", "title": "Toys", "make": f"{__name__}:toy"} | changes))
    monkeypatch.setattr(settings, "TEMPLATES", [*settings.TEMPLATES, str(folder / "templates")])
    monkeypatch.setattr(pages, "PAGES", (*pages.PAGES, row))


def built(folder: Path) -> Path:
    """Build the site of a hub with an address."""
    files = hub_files()
    files["hub.toml"] = re.sub(r"(?m)^(?=\[)", 'url = "https://toys.example.org/"\n', files["hub.toml"], count=1)
    build(build_file_tree(folder / "tree", files), folder / "out", Order(parts=("site",)), lambda _: None)
    return folder / "out" / "site"


def where_listed(site: Path, name: str) -> set[str]:
    """Return the lists in which the page called ``name`` stands."""
    home = (site / "index.html").read_text(encoding="utf-8")
    menu = home.partition('class="kit-menu"')[2].partition("</nav>")[0]
    foot = home.partition('class="kit-foot-links"')[2].partition("</ul>")[0]
    index = json.loads((site / "searchindex.js").read_text(encoding="utf-8")[len("Search.setIndex(") : -1])
    link = f'href="{name}.html"'
    there = {
        "menu": link in menu,
        "foot": link in foot,
        "search": name in index["docnames"],
        "sitemap": f"/{name}.html</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8"),
    }
    return {one for one, so in there.items() if so}


def codes(folder: Path, files: Mapping[str, str]) -> set[tuple[Code, str]]:
    found = examine(build_file_tree(folder, files)).findings
    return {(one.code, one.file) for one in found if one.code in (Code.RESERVED_NAME, Code.NEWLY_RESERVED)}


def test_a_page_that_is_listed_everywhere_is_built_and_found_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    registered(monkeypatch, tmp_path, listed=EVERYWHERE)
    site = built(tmp_path)
    page = (site / "toy.html").read_text(encoding="utf-8")

    assert "<h1>Toys</h1><p>Wind up the duck of" in page
    assert "noindex" not in page
    assert where_listed(site, "toy") == {"menu", "foot", "sitemap"}
    assert '<meta name="description" content="How clockwork animals are kept.">' in page


def test_a_page_that_is_listed_nowhere_is_built_and_found_nowhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    registered(monkeypatch, tmp_path)
    site = built(tmp_path)

    assert '<meta name="robots" content="noindex">' in (site / "toy.html").read_text(encoding="utf-8")
    assert where_listed(site, "toy") == set()


def test_a_page_of_rounds_stands_in_each_with_the_menu_open_at_the_round(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    registered(monkeypatch, tmp_path, place=Location.ROUND, audience=Audience.ORGANISERS)
    page = (built(tmp_path) / "round-1" / "toy.html").read_text(encoding="utf-8")

    assert "<h1>Toys: " in page
    assert 'href="index.html" aria-current="page"' in page


def test_a_page_can_be_left_out_of_an_edition(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    registered(monkeypatch, tmp_path, listed=EVERYWHERE, when=lambda edition, _: edition.is_region)
    site = built(tmp_path)

    assert not (site / "toy.html").exists()
    assert where_listed(site, "toy") == set()


def test_its_name_is_reserved_where_it_stands_and_only_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = hub_files({"toy.md": "# Toys\n", "round-1/toy.md": "# Toys\n"})
    assert codes(tmp_path / "before", files) == set()

    registered(monkeypatch, tmp_path)
    assert codes(tmp_path / "top", files) == {(Code.RESERVED_NAME, "toy.md")}

    registered(monkeypatch, tmp_path, place=Location.ROUND, claim=Claim.NEVER)
    assert codes(tmp_path / "never", files) == {(Code.RESERVED_NAME, "toy.md")}

    registered(monkeypatch, tmp_path, place=Location.ROUND)
    assert (Code.RESERVED_NAME, "round-1/toy.md") in codes(tmp_path / "round", files)


@pytest.mark.parametrize("name", ["toy.md", "toy/index.md"])
def test_a_name_reserved_later_is_an_error_in_a_hub_and_a_warning_in_a_region(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    registered(monkeypatch, tmp_path, claim=Claim.LATER)
    region = region_files({f"pages/{name}": "# Toys\n"})

    assert codes(tmp_path / "hub", hub_files({name: "# Toys\n"})) == {(Code.RESERVED_NAME, name)}
    assert codes(tmp_path / "region", region) == {(Code.NEWLY_RESERVED, f"pages/{name}")}


@pytest.mark.parametrize("path", ["signs.md", "map-host.md", "map-speaker.md", "map-large.md", "fragment.md"])
def test_names_of_a_round_that_were_reserved_later(tmp_path: Path, path: str) -> None:
    files = hub_files({f"round-1/{path}": "# Own\n"})

    assert codes(tmp_path, files) == {(Code.RESERVED_NAME, f"round-1/{path}")}


def test_rounds_may_share_pages_in_a_folder_whose_name_is_reserved_for_that(tmp_path: Path) -> None:
    files = hub_files({"common/welcome.md": "# Welcome\n", "activities/map.md": "# Map\n"})

    assert codes(tmp_path, files) == set()


@pytest.mark.parametrize("row", [*pages.PAGES, *papers.PAPERS], ids=lambda row: f"{type(row).__name__} {row.name}")
def test_every_row_names_a_function_that_is_there(row: SitePage | papers.RoundPaper) -> None:
    assert callable(resolve_name(row.make))


@pytest.mark.parametrize("row", pages.PAGES, ids=lambda row: row.name)
def test_every_page_has_a_template(row: SitePage) -> None:
    assert (settings.SITE / "templates" / "pages" / f"{row.name}.html").is_file()


def test_the_contract_names_what_is_reserved() -> None:
    always = {one.name for one in outputs.reserved_names() if one.claim is Claim.ALWAYS}

    assert always == {
        *("run-sheet", "day", "attendee", "sign-in", "badges", "checklist", "forms"),
        *("downloads", "guides", "fragments", "search", "genindex", "404", "credits", "standards", "group", "messages"),
    }
