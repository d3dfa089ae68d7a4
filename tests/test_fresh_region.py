"""A region just forked from the hub that the kit carries speaks as itself in everything that is built of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.cli.run import run
from tests.built import words_of

HUB = "Digital peer groups"
NAME = "Fenland Peer Group"
CREDIT = re.compile(rf"(?:[Bb]ased on|Written by) {HUB}")  # what the licence asks for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("fresh")
    region = place / "fenland"
    assert run(["fork", str(region), "--name", NAME, "--from", "builtin"]) == 0
    build(region, place / "out", Order(), lambda _: None)
    return place / "out"


def text(path: Path) -> str:
    """What a built file says, without the marks of links and bold words in a page, and without credits."""
    words = words_of(path.read_bytes(), path.name)
    if path.suffix == ".html":
        words = re.sub(r"</?(?:strong|a)\b[^>]*>", "", words)
    return CREDIT.sub("", words)


def test_no_file_names_the_hub_but_to_credit_it(out: Path) -> None:
    files = [path for path in out.rglob("*") if path.is_file() and path.name != "group.json"]

    assert len(files) > 50
    assert [path.relative_to(out).as_posix() for path in files if HUB.casefold() in text(path).casefold()] == []


def test_its_open_data_names_the_hub_as_what_it_is_based_on(out: Path) -> None:
    facts = json.loads((out / "site" / "group.json").read_bytes())

    assert facts.pop("based_on")["name"] == HUB
    assert HUB not in json.dumps(facts)


def test_the_home_page_says_who_we_are_and_nothing_of_how_to_start_a_group(out: Path) -> None:
    page = (out / "site" / "index.html").read_text(encoding="utf-8")

    assert f"<title>{NAME}</title>" in page
    assert f"We are {NAME}" in page
    for words in ("peerkit", "fork", "two rounds", "This site holds the material", "starts a group"):
        assert words not in page


@pytest.mark.parametrize("name", ["index", "404", "credits", "round-1/index"])
def test_pages_carry_its_name_and_not_the_hub_s_picture(out: Path, name: str) -> None:
    page = (out / "site" / f"{name}.html").read_text(encoding="utf-8")

    assert NAME in page
    assert "logo.svg" not in page


def test_the_first_slide_of_each_deck_names_it(out: Path) -> None:
    for deck in (out / "decks").rglob("*.pptx"):
        assert NAME in words_of(deck.read_bytes(), deck.name)
