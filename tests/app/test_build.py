"""Whole builds of small trees: what is made, where, and what stays as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kit.app.build import Order, build
from kit.model.errors import FindingsError
from tests.built import files_with
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files

LOCAL = {
    "overrides/round-1/how-ready/why-it-matters.replace.md": "## Why it matters\n\nOur own reason.\n",
    "overrides/round-1/next-steps/page.toml": 'rename = "what-next"\n',
    "pages/round-1/ours.md": "---\nminutes: 10\n---\n\n# Our own\n\nSee [how ready](how-ready.md#why-it-matters).\n",
}
SETTINGS = """
[variables]
venue = "O'Neill & Sons Hall"
contact = "peers@example.org"

[brand]
primary = "#7a1f5c"

[round.round-1]
date = 2027-01-20
start = "10:30"

[[round.round-1.agenda]]
add = "ours"
after = "how-ready"
"""


def quietly(root: Path, out: Path, order: Order | None = None) -> None:
    build(root, out, order or Order(), lambda _: None)


def tree_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


SECOND_PLAN = """\
---
minutes: 60
agenda:
  - {session: talk}
---

# Second

See [this](../round-1/how-ready.md).
"""


class _Links(HTMLParser):
    """Collects every address on a page, and every id."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links |= {value for name, value in attrs if name in ("href", "src") and value}
        self.ids |= {value for name, value in attrs if name == "id" and value}


def read_page(path: Path) -> _Links:
    page = _Links()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def dead_links(site: Path) -> list[str]:
    """Return the addresses on the site's pages that lead to no file, or to no id of a page."""
    pages = {path: read_page(path) for path in site.rglob("*.html")}
    dead = []
    for path, page in pages.items():
        for link in sorted(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            missing_id = target in pages and parts.fragment and parts.fragment not in pages[target].ids
            if not target.is_file() or missing_id:
                dead.append(f"{path.relative_to(site)} -> {link}")
    return dead


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_file_tree(tmp_path_factory.mktemp("region"), region_files(LOCAL, SETTINGS))


@pytest.fixture(scope="module")
def out(region: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("built") / "out"
    quietly(region, place)
    return place


def test_the_outputs_stand_where_the_contract_says(out: Path) -> None:
    made = tree_of(out)

    assert made.keys() >= {
        "manifest.json",
        "site/index.html",
        "site/round-1/index.html",
        "site/round-1/how-ready.html",
        "site/round-1/ours.html",
        "site/round-1/what-next.html",
        "site/round-1/run-sheet.html",
        "handouts/round-1/attendee.pdf",
        "handouts/round-1/run-sheet.pdf",
        "decks/round-1.pptx",
    }
    assert b"0; url=what-next.html" in made["site/round-1/next-steps.html"]  # codes on paper still lead there


def test_the_manifest_lists_what_is_there(out: Path) -> None:
    listed = json.loads((out / "manifest.json").read_text())["files"]

    assert {one["path"]: one["size"] for one in listed} == {
        path: len(data) for path, data in tree_of(out).items() if path != "manifest.json"
    }


def test_no_page_links_to_what_is_not_there(out: Path) -> None:
    assert dead_links(out / "site") == []


def test_values_of_the_region_are_in_all_three_faces(out: Path) -> None:
    page = (out / "site/round-1/what-next.html").read_text()

    assert (
        "O'Neill &amp; Sons Hall" in page or "O&#x27;Neill &amp; Sons Hall" in page or "O&#39;Neill &amp; Sons" in page
    )
    assert files_with("10:30am", out) >= {"site/round-1/index.html", "handouts/round-1/attendee.pdf"}
    assert files_with("Our own reason", out) >= {"site/round-1/how-ready.html"}
    assert files_with("#7a1f5c", out)


def test_two_builds_of_the_same_input_give_the_same_bytes(
    region: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    command = [sys.executable, "-m", "kit", "-C", str(region), "build", "--out", str(tmp_path / "again")]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=os.environ | {"LC_ALL": "C"})

    assert tree_of(tmp_path / "again") == tree_of(out)


def test_a_second_build_with_nothing_new_changes_no_byte(region: Path, tmp_path: Path) -> None:
    quietly(region, tmp_path / "out", Order(parts=("site",)))
    before = tree_of(tmp_path)
    sources = tree_of(region)

    quietly(region, tmp_path / "out", Order(parts=("site",)))

    assert tree_of(tmp_path) == before
    assert tree_of(region) == sources


@pytest.mark.parametrize("part", ["site", "handouts", "decks"])
def test_only_one_part_is_made_and_nothing_links_to_the_others(region: Path, tmp_path: Path, part: str) -> None:
    quietly(region, tmp_path / "out", Order(parts=(part,)))

    assert {path.split("/")[0] for path in tree_of(tmp_path / "out")} == {part, "manifest.json"}
    assert dead_links(tmp_path / "out" / "site") == []


def test_one_round_is_built_without_the_pages_of_others(tmp_path: Path) -> None:
    hub = {
        **HUB,
        "hub.toml": f'source = "https://example.org/hub"\n{HUB["hub.toml"]}',
        "round-2/index.md": SECOND_PLAN,
        "round-2/talk.md": "---\nminutes: 60\n---\n\n# Talk\n\nWe talk.\n",
    }
    root = build_file_tree(tmp_path / "hub", hub)

    quietly(root, tmp_path / "out", Order(round="round-2"))
    made = tree_of(tmp_path / "out")

    assert "site/round-2/talk.html" in made
    assert "site/start.html" in made
    assert [path for path in made if "round-1" in path] == []
    assert dead_links(tmp_path / "out" / "site") == []


def test_errors_stop_a_build_and_leave_the_last_one_as_it_was(tmp_path: Path) -> None:
    root = build_file_tree(tmp_path / "hub", HUB)
    quietly(root, tmp_path / "out", Order(parts=("site",)))
    before = tree_of(tmp_path / "out")
    build_file_tree(root, {"round-1/how-ready.md": "# No front matter\n\n:::{activty} Score\n:minutes: ten\n\n:::\n"})

    with pytest.raises(FindingsError) as stopped:
        quietly(root, tmp_path / "out", Order(parts=("site",)))

    assert {one.code.value for one in stopped.value.findings} >= {"no-front-matter", "unknown-directive"}
    assert tree_of(tmp_path / "out") == before


def test_a_dropped_page_leaves_plain_words_where_links_to_it_stood(tmp_path: Path) -> None:
    local = {"overrides/round-1/how-ready/page.toml": "drop = true\n"}
    root = build_file_tree(tmp_path / "region", region_files(local, SETTINGS.split("[[round")[0]))

    quietly(root, tmp_path / "out", Order(parts=("site",)))
    page = (tmp_path / "out/site/round-1/next-steps.html").read_text()

    assert "See scoring" in page.replace("<span>", "").replace("</span>", "")
    assert "how-ready" not in page
    assert dead_links(tmp_path / "out" / "site") == []


def test_publish_run_sheet_false_leaves_it_out_of_the_site_only(tmp_path: Path) -> None:
    files = region_files({}, SETTINGS.split("[[round")[0])
    files["region.toml"] = files["region.toml"].replace("languages", "publish_run_sheet = false\nlanguages", 1)
    root = build_file_tree(tmp_path / "region", files)

    quietly(root, tmp_path / "out", Order(parts=("site", "handouts")))
    made = tree_of(tmp_path / "out")

    assert "handouts/round-1/run-sheet.pdf" in made
    assert [path for path in made if path.startswith("site/") and "run-sheet" in path] == []
    assert "run-sheet" not in (tmp_path / "out/site/round-1/index.html").read_text()


@pytest.mark.slow
def test_a_plain_sphinx_build_at_the_root_gives_the_hub_s_site(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "sphinx", "-q", "-W", str(root), str(tmp_path / "out")]

    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)

    assert (tmp_path / "out" / "index.html").is_file()
    assert (tmp_path / "out" / "round-1" / "how-ready.html").is_file()
