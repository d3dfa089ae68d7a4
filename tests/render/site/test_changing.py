"""The links that change a page, as they stand on built pages: decoded, and held against what they are to save."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kit.app.build import Order, build
from kit.app.check import check, load
from kit.app.pack import pack, ready
from kit.model.edition import Edition
from kit.model.repository import Change
from tests.built import files_with
from tests.example_regions import whole
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files
from tests.render.site.markup import parsed

ROOT = "https://github.com/us/ours"
LINE = f'repository = "{ROOT}"\n'
ADDED = "overrides/round-1/how-ready/why-it-matters.after.md"
LOCAL = {
    "overrides/round-1/how-ready/talk-it-over.replace.md": "### Talk it over\n\nIn threes.\n",
    ADDED: "And this.\n",
    "pages/round-1/quiz.md": "---\nminutes: 5\n---\n\n# Quiz\n\nAsk.\n\n## Why\n\nFor fun.\n",
}
MORE = """
[variables]
contact = "us@example.org"

[round.round-1]
date = 2027-01-20
start = "10:30"

[[round.round-1.agenda]]
add = "quiz"
after = "next-steps"
"""
PARTS = Order(parts=("site",))


def written(place: Path, line: str = LINE) -> Path:
    """Write a region with changes of each kind, and return its folder."""
    files = region_files(LOCAL, MORE, HUB)
    return build_file_tree(place / "region", {**files, "region.toml": line + files["region.toml"]})


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("changing"))


@pytest.fixture(scope="module")
def site(region: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("changing-built") / "out"
    build(region, out, PARTS, lambda _: None)
    return out / "site"


def rows(page: Path) -> dict[str, dict[str, str]]:
    """Return the links of the list at the foot of a page, by their words, by the title of their row."""
    found = parsed(page).xpath("//aside[@class='kit-change']//li")
    return {
        row.findtext("b"): {" ".join(link.text_content().split()): link.get("href") for link in row.findall("a")}
        for row in found
    }


def offered(edition: Edition) -> Iterator[tuple[str, Change]]:
    """Yield the page and the change of everything that can be changed."""
    for name, ones in edition.changes.items():
        yield from ((name, one) for one in ones)


def edits(site: Path, name: str) -> list[str]:
    """Return where the list of a page leads to edit each section, in their order."""
    return [
        address
        for links in rows(site / f"{name}.html").values()
        for words, address in links.items()
        if words.startswith('Edit "')
    ]


def decoded(address: str) -> tuple[str, str, str]:
    """Return what an address of GitHub does, the file, and the text that it begins with."""
    parts = urlsplit(address)
    does, _, file = parts.path.removeprefix("/us/ours/").partition("/main")
    fields = parse_qs(parts.query)
    return does, file.strip("/") or fields["filename"][0], fields.get("value", [""])[0]


def test_each_page_lists_its_sections_with_where_to_edit_ask_and_write(site: Path) -> None:
    found = rows(site / "round-1/how-ready.html")

    assert list(found) == ["How ready are we?", "Score yourselves", "Talk it over", "Why it matters"]
    assert [words.split(' "')[0] for words in found["Why it matters"]] == [
        "Edit",
        "Edit our addition to",
        "Ask for a change of",
        "Write to us about",
    ]
    assert found["Why it matters"]['Edit our addition to "Why it matters"'] == f"{ROOT}/edit/main/{ADDED}"


def test_every_link_says_what_it_would_save(region: Path, site: Path) -> None:
    edition = load(region).edition
    assert edition is not None
    told = [(name, *decoded(address)) for name in edition.changes for address in edits(site, name)]

    assert told == [(name, "new" if one.new else "edit", one.file, one.text) for name, one in offered(edition)]


def test_the_pencil_beside_each_heading_leads_to_the_same_place_and_is_for_a_mouse_alone(site: Path) -> None:
    for name in ("index", "round-1/index", "round-1/how-ready", "round-1/quiz"):
        pencils = parsed(site / f"{name}.html").xpath("//article//a[@class='kit-pencil']")

        assert [one.get("href") for one in pencils] == edits(site, name)
        assert {(one.get("tabindex"), one.get("aria-hidden"), one.text_content()) for one in pencils} == {
            ("-1", "true", "")
        }
    assert files_with("kit-pencil", site) == {
        *(
            f"{name}.html"
            for name in ("index", "round-1/index", "round-1/how-ready", "round-1/next-steps", "round-1/quiz")
        ),
        "_static/brand.css",
    }


def test_home_and_rounds_lead_to_the_settings_and_sessions_do_not(site: Path) -> None:
    words = "Our dates, venue and colours"
    expected = {"Edit region.toml": f"{ROOT}/edit/main/region.toml"}

    assert rows(site / "index.html")[words] == expected
    assert rows(site / "round-1/index.html")[words] == expected
    assert words not in rows(site / "round-1/how-ready.html")


def test_without_a_repository_no_page_says_any_of_it(tmp_path: Path) -> None:
    build(written(tmp_path, line=""), tmp_path / "out", PARTS, lambda _: None)

    assert files_with("kit-change", tmp_path / "out") == files_with("kit-pencil", tmp_path / "out") == set()


def test_a_pack_for_the_day_has_none_of_it(region: Path, tmp_path: Path) -> None:
    pack(ready(region, "round-1"), tmp_path / "pack.zip", lambda _: None)

    assert files_with(ROOT, tmp_path) == set()


@pytest.mark.slow
def test_all_that_the_links_of_an_example_would_save_passes_a_check(tmp_path: Path) -> None:
    root = whole(tmp_path, "midlands")
    settings = root / "region.toml"
    settings.write_text(LINE + settings.read_text(encoding="utf-8"), encoding="utf-8")
    before = [(one.code, one.place) for one in check(root).findings]
    build(root, tmp_path / "out", PARTS, lambda _: None)
    pages = [path for path in (tmp_path / "out/site").rglob("*.html") if rows(path)]
    links = [decoded(address) for page in pages for address in edits(page.parent, page.stem)]
    build_file_tree(root, {file: text for does, file, text in links if does == "new" and text})

    assert len(links) > 50
    assert all((root / file).is_file() for _, file, text in links if text)
    assert [(one.code, one.place) for one in check(root).findings] == before
