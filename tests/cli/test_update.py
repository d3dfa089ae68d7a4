"""``peerkit update``: what it reports, and which command it names after what went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import HUB_TOML, SESSION
from tests.stories import tell


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return tell(tmp_path)[0]


@pytest.mark.parametrize("version", [("--to", "2026.7"), ("--to=2026.7",)])
def test_a_version_that_is_not_there_is_not_asked_for_again(
    peerkit: Peerkit, region: Path, version: tuple[str, ...]
) -> None:
    ended = peerkit("-C", region, "update", *version, "--from", region.parent / "hub")

    assert ended.code == 4
    assert "has version 2026.2, not 2026.7." in ended.err
    assert ended.following == f"peerkit -C {region} update --from {region.parent / 'hub'}"


def test_the_next_command_is_the_one_that_mends_what_stands_in_the_way(peerkit: Peerkit, region: Path) -> None:
    (region / "upstream" / "index.md").write_text("# Ours\n")

    ended = peerkit("-C", region, "update")

    assert ended.code == 1
    assert ended.following == f"peerkit -C {region} capture --upstream"


@pytest.mark.parametrize("source", ["file:///srv/hub", "file:/srv/hub", "FILE://C:/hub"])
def test_an_address_of_a_folder_is_told_as_what_it_is(peerkit: Peerkit, region: Path, source: str) -> None:
    settings = region / "region.toml"
    settings.write_text(settings.read_text().replace('"../hub"', f'"{source}"'))

    ended = peerkit("-C", region, "update")

    assert ended.code == 4
    assert f"{source} is an address" in ended.err
    assert "no folder and no .zip" not in ended.err
    assert str(region) not in ended.err.partition("Next:")[0]


def test_an_address_without_its_slashes_is_told_the_same_where_it_is_typed(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "update", "--from", "file:/srv/hub")

    assert ended.code == 4
    assert "Name the folder or .zip itself" in ended.err


def test_words_that_are_the_same_but_for_line_ends_were_never_hers_alone(peerkit: Peerkit, region: Path) -> None:
    same = "overrides/round-1/how-ready/score-yourselves.replace.md"
    part = SESSION[SESSION.index("## Score yourselves") :].partition("\n### ")[0].partition("\n## Why")[0]
    (region / same).write_text(part.replace("\n", "\r\n"), newline="")

    ended = peerkit("-C", region, "update")

    assert "upstream says what yours says" in ended.err
    assert "has your words now" not in ended.err


def test_what_is_new_comes_first_and_what_waits_comes_last(peerkit: Peerkit, region: Path) -> None:
    said = peerkit("-C", region, "update").err

    order = [
        "A new round: Point by point",
        "What upstream improved",
        "Improved, with your changes kept",
        "Only you can",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_many_improved_pages_are_counted_and_the_most_improved_named_first(peerkit: Peerkit, region: Path) -> None:
    page = "---\nminutes: 5\n---\n\n# Page {}\n\nSay it.\n"
    hub = {f"round-1/page-{number}.md": page.format(number) for number in range(20)}
    build_file_tree(region.parent / "hub", {**hub, "hub.toml": HUB_TOML.replace("2026.1", "2026.3")})
    peerkit("-C", region, "update")
    better = {path: text + "\nOnce more.\n" for path, text in hub.items()}
    better["round-1/page-7.md"] += "\nAnd again. And once again.\n"
    build_file_tree(region.parent / "hub", {**better, "hub.toml": HUB_TOML.replace("2026.1", "2026.4")})

    said = peerkit("-C", region, "update").err

    listed = [line for line in said.splitlines() if line.startswith("  “Page")]
    assert listed[0] == "  “Page 7” (round-1/page-7): 3 sentences in 1 section."
    assert "  And 8 more pages." in said.splitlines()
