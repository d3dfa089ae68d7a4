"""What leaves a region in a proposal, and what must not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kit.app.propose import propose
from kit.cli.run import run
from kit.model.errors import FindingsError, KitError, WrongUsage
from tests.app.groups import ADDRESS, WHY, offer
from tests.helpers import build_file_tree


def test_nothing_leaves_that_the_list_does_not_name(place: Path) -> None:
    toml = place / "midlands" / "region.toml"
    own = '\n[variables]\nvenue = "Canary Hall"\n\n[round.round-1]\nleads = {how-ready = "Canaria"}\n'
    text = toml.read_text(encoding="utf-8").partition("[variables]")[0]
    toml.write_text(text + own, encoding="utf-8")
    build_file_tree(
        place / "midlands",
        {
            "private.toml": '[round.round-1]\njoin = "https://canary.example.org/join"\n',
            "overrides/round-1/next-steps/next-steps.after.md": "Canary notes.\n",
            "pages/round-1/canary.md": "---\nminutes: 5\n---\n\n# Canary page\n",
            "log/round-1-2026-01-20.toml": 'schema = 1\nround = "round-1"\ndate = 2026-01-20\nlessons = ["Canary."]\n',
        },
    )

    with zipfile.ZipFile(offer(place, ADDRESS)) as archive:
        everything = "".join(archive.read(name).decode() for name in archive.namelist())

    assert "anar" not in everything
    assert "Because it saves an hour." in everything


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Come to Canary Hall.", "what {{ venue }} stands for at yours"),
        ("Ask Canaria about it.", "the name of a person who leads a session"),
        ("The Midlands Group says so.", "the name of your group"),
        ("> We meet at Canary\n> Hall.", "what {{ venue }} stands for at yours"),
        ("In *Canary* **Hall**, or Canary&nbsp;Hall.", "what {{ venue }} stands for at yours"),
        ("In Canary-Hall.", "what {{ venue }} stands for at yours"),
    ],
)
def test_a_text_with_a_name_of_ones_own_is_refused_until_it_is_said_that_it_may_leave(
    place: Path, words: str, told: str
) -> None:
    toml = place / "midlands" / "region.toml"
    own = '[variables]\nvenue = "Canary Hall"\n\n[round.round-1]\nleads = {how-ready = "Canaria"}\n'
    toml.write_text(toml.read_text(encoding="utf-8").partition("[variables]")[0] + own, encoding="utf-8")
    build_file_tree(place / "midlands", {WHY: f"## Why it matters\n\n{words}\n"})

    with pytest.raises(KitError, match=told.replace("{", r"\{").replace("}", r"\}")):
        offer(place)
    assert not (place / "offer.zip").exists()

    with zipfile.ZipFile(offer(place, names_too=True)) as archive:
        assert words in archive.read("after/01.md").decode()


def test_a_joining_link_never_leaves(place: Path) -> None:
    link = "https://meet.example.org/abc"
    build_file_tree(
        place / "midlands",
        {"private.toml": f'[round.round-1]\njoin = "{link}"\n', WHY: f"## Why it matters\n\nJoin at {link} now.\n"},
    )

    with pytest.raises(KitError, match="a joining link of yours"):
        offer(place, names_too=True)


def test_a_section_about_which_a_question_is_open_is_not_offered(place: Path) -> None:
    page = place / "hub" / "round-1" / "how-ready.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Because of this.", "Because of that."), "utf-8")
    assert run(["-C", "midlands", "update"]) == 1

    with pytest.raises(KitError, match="A question about"):
        offer(place)


def test_a_region_that_changed_nothing_for_others_offers_nothing(place: Path) -> None:
    with pytest.raises(WrongUsage, match="changed nothing that others could take"):
        propose(place / "south", [], place / "x.zip", "", "", False, False)


def test_a_reason_that_names_the_venue_is_refused_as_a_text_is(place: Path) -> None:
    toml = place / "midlands" / "region.toml"
    text = toml.read_text(encoding="utf-8").partition("[variables]")[0]
    toml.write_text(text + '[variables]\nvenue = "Canary Hall"\n', encoding="utf-8")

    with pytest.raises(KitError, match="--why has “Canary Hall”"):
        propose(place / "midlands", [], place / "x.zip", "", "As we did at the Canary Hall.", False, False)


def test_a_region_with_mistakes_offers_nothing(place: Path) -> None:
    build_file_tree(place / "midlands", {WHY: "Because, anew.\n"})

    with pytest.raises(FindingsError):
        offer(place)
