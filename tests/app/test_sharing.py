"""What a region improves comes home: offered, taken, adopted by a sibling, and received by all."""

from __future__ import annotations

from pathlib import Path

from kit.app.accept import accept, adopt
from kit.app.propose import propose
from kit.cli.run import run
from tests.app.groups import ADDRESS, WHY, credited, offer, taken
from tests.helpers import build_file_tree
from tests.stories import contents


def test_what_a_region_improved_comes_home_and_every_override_ends_by_itself(place: Path) -> None:
    assert run(["-C", "west", "update"]) == 0
    adopt(place / "south", "midlands", ADDRESS, False, False)
    assert (place / "south" / WHY).read_text(encoding="utf-8").endswith("Because it saves an hour.\n")

    assert taken(place / "hub", offer(place, by="Sam Okafor")) == ["TAKEN"]
    for name in ("midlands", "south", "west"):
        assert run(["-C", name, "update"]) == 0

    for name in ("midlands", "south", "west"):
        assert not list((place / name / "overrides").rglob("*.md"))
        assert run(["-C", name, "status", "--exit-code"]) == 0
        page = (place / name / "upstream" / "round-1" / "how-ready.md").read_text(encoding="utf-8")
        assert "Because it saves an hour." in page
        assert credited(place / name, "upstream") == [(ADDRESS, "Sam Okafor, Midlands Group")]
    assert 'what = "proposed"' in (place / "midlands" / "lineage.toml").read_text(encoding="utf-8")


def test_a_reworded_acceptance_shows_both_wordings_and_asks_once(place: Path) -> None:
    accept(place / "hub", offer(place), (), False)
    page = place / "hub" / "round-1" / "how-ready.md"
    page.write_text(page.read_text(encoding="utf-8").replace("saves an hour", "spares everyone an hour"), "utf-8")

    assert run(["-C", "midlands", "update"]) == 1
    (question,) = [
        one for one in (place / "midlands" / "review").glob("*.md") if one.stem not in ("README", "whats-new")
    ]
    text = question.read_text(encoding="utf-8")
    assert "saves an hour" in text
    assert "spares everyone an hour" in text

    assert run(["-C", "midlands", "resolve", ADDRESS, "--take"]) == 0
    assert run(["-C", "midlands", "update"]) == 0


def test_two_groups_from_different_versions_both_come_in(place: Path) -> None:
    more = {"overrides/round-1/how-ready/talk-it-over.after.md": "Then swap.\n"}
    build_file_tree(place / "south", more)
    propose(place / "south", [], place / "south.zip", "", "", False, False)

    assert taken(place / "hub", offer(place)) == ["TAKEN"]
    assert taken(place / "hub", place / "south.zip") == ["TAKEN"]

    page = (place / "hub" / "round-1" / "how-ready.md").read_text(encoding="utf-8")
    assert "In pairs.\n\nThen swap.\n\n## Why it matters\n\nBecause it saves an hour.\n" in page
    assert len(credited(place / "hub")) == 2


def test_a_region_takes_what_its_own_region_proposes_as_an_override(place: Path) -> None:
    path = "overrides/round-1/how-ready/talk-it-over.replace.md"
    build_file_tree(place / "west", {path: "### Talk it over\n\nSing.\n"})
    propose(place / "west", [], place / "west.zip", "", "", False, False)

    assert taken(place / "midlands", place / "west.zip") == ["TAKEN"]

    assert (place / "midlands" / path).read_text(encoding="utf-8").endswith("### Talk it over\n\nSing.\n")
    assert run(["-C", "midlands", "check"]) in (0, 1)


def test_a_grandchild_adopts_the_hubs_words_in_place_of_its_parents(place: Path) -> None:
    assert run(["-C", "west", "update"]) == 0

    adopt(place / "west", "hub", ADDRESS, False, False)

    assert (place / "west" / WHY).read_text(encoding="utf-8").endswith("## Why it matters\n\nBecause of this.\n")


def test_a_session_of_a_siblings_own_is_adopted_whole(place: Path) -> None:
    build_file_tree(place / "midlands", {"pages/round-1/walk.md": "---\nminutes: 15\n---\n\n# A walk\n\nOut.\n"})

    adopt(place / "south", "midlands", "round-1/walk", False, False)

    assert (
        (place / "south" / "pages" / "round-1" / "walk.md").read_text(encoding="utf-8").endswith("# A walk\n\nOut.\n")
    )


def test_adopting_is_taken_back_by_undo_to_the_byte(place: Path) -> None:
    before = contents(place / "south")
    adopt(place / "south", "midlands", ADDRESS, False, False)

    assert run(["-C", "south", "undo"]) == 0

    assert contents(place / "south") == before


def test_a_dry_run_changes_no_byte(place: Path) -> None:
    file = offer(place)
    before = [contents(place / name) for name in ("hub", "midlands", "south")]

    accept(place / "hub", file, (), True)
    adopt(place / "south", "midlands", ADDRESS, False, True)
    propose(place / "midlands", [], place / "other.zip", "", "", False, True)

    assert [contents(place / name) for name in ("hub", "midlands", "south")] == before
    assert not (place / "other.zip").exists()


# What leaves, and what must not.


# Proposals that are damaged, unsafe, or for somebody else.


def test_what_a_group_adopted_and_passes_on_is_credited_to_both(place: Path) -> None:
    adopt(place / "south", "midlands", ADDRESS, False, False)
    propose(place / "south", [], place / "south.zip", "", "", False, False)

    accept(place / "hub", place / "south.zip", (), False)

    assert credited(place / "hub") == [(ADDRESS, "Midlands Group"), (ADDRESS, "South Group")]


WELSH = "# Pa mor barod ydym ni?\n\n## Pam mae'n bwysig\n\nOherwydd hyn.\n"


def test_a_page_in_another_language_comes_home_beside_the_page_that_it_translates(place: Path) -> None:
    build_file_tree(place / "midlands", {"pages/round-1/how-ready.cy.md": WELSH})
    found = propose(place / "midlands", ["round-1/how-ready.cy"], place / "offer.zip", "", "", False, False)
    assert found.leaves == ["round-1/how-ready.cy: the whole page “Pa mor barod ydym ni?”."]

    assert taken(place / "hub", place / "offer.zip") == ["TAKEN"]
    assert (place / "hub/round-1/how-ready.cy.md").read_text(encoding="utf-8") == WELSH
    assert credited(place / "hub") == [("round-1/how-ready.cy", "Midlands Group")]
    assert taken(place / "hub", place / "offer.zip") == ["THERE"]
    assert run(["-C", "hub", "check"]) == 0
    assert run(["-C", "hub", "build", "--only", "site"]) == 0

    assert run(["-C", "midlands", "update"]) == 0
    assert not (place / "midlands/pages/round-1/how-ready.cy.md").exists()
    assert (place / "midlands/upstream/round-1/how-ready.cy.md").read_text(encoding="utf-8") == WELSH


def test_a_translation_that_the_hub_reworded_meanwhile_is_asked_about(place: Path) -> None:
    build_file_tree(place / "midlands", {"pages/round-1/how-ready.cy.md": WELSH})
    propose(place / "midlands", [], place / "offer.zip", "", "", False, False)
    build_file_tree(place / "hub", {"round-1/how-ready.cy.md": WELSH.replace("Oherwydd", "Am")})

    address = "round-1/how-ready.cy"
    assert taken(place / "hub", place / "offer.zip") == ["TAKEN", "CONFLICT"]
    assert taken(place / "hub", place / "offer.zip", address) == ["THERE", "TAKEN"]


def test_a_translation_follows_the_page_that_the_hub_renamed_and_is_never_left_alone(place: Path) -> None:
    build_file_tree(place / "midlands", {"pages/round-1/how-ready.cy.md": WELSH})
    propose(place / "midlands", ["round-1/how-ready.cy"], place / "offer.zip", "", "", False, False)
    (place / "hub/round-1/how-ready.md").rename(place / "hub/round-1/how-fit.md")
    plan = place / "hub/round-1/index.md"
    plan.write_text(plan.read_text(encoding="utf-8").replace("how-ready", "how-fit"), encoding="utf-8")

    assert taken(place / "hub", place / "offer.zip") == ["GONE"]
    build_file_tree(
        place / "hub",
        {"moves.toml": '[[move]]\nfrom = "round-1/how-ready"\nto = "round-1/how-fit"\nin = "2026.2"\n'},
    )
    assert taken(place / "hub", place / "offer.zip") == ["TAKEN"]
    assert (place / "hub/round-1/how-fit.cy.md").is_file()


def test_a_translation_is_adopted_by_a_sibling_and_by_the_region_that_was_forked(place: Path) -> None:
    path = "pages/round-1/how-ready.cy.md"
    build_file_tree(place / "west", {path: WELSH})
    propose(place / "west", [], place / "west.zip", "", "", False, False)
    adopt(place / "south", "west", "round-1/how-ready.cy", False, False)
    assert taken(place / "midlands", place / "west.zip") == ["TAKEN"]

    assert (place / "south" / path).read_text(encoding="utf-8") == WELSH
    assert (place / "midlands" / path).read_text(encoding="utf-8") == WELSH


def test_a_change_of_the_regions_home_page_comes_to_the_page_that_the_hub_has_for_it(place: Path) -> None:
    home = "# Our group\n\n## Who comes\n\nPeople from councils.\n"
    build_file_tree(place / "hub", {"region.md": home})
    for name, source in (("leeds", "hub"), ("otley", "leeds")):
        words = ["fork", name, "--from", source, "--name", name.title(), "--no-kit", "--no-input"]
        assert run(words) == 0
    ours = {"overrides/index/who-comes.replace.md": "## Who comes\n\nPeople from councils and their partners.\n"}
    build_file_tree(place / "otley", {**ours, "pages/index.cy.md": WELSH})
    propose(place / "otley", [], place / "otley.zip", "", "", False, False)

    assert taken(place / "leeds", place / "otley.zip") == ["TAKEN", "TAKEN"]
    assert (place / "leeds/overrides/index/who-comes.replace.md").is_file()
    assert (place / "leeds/pages/index.cy.md").read_text(encoding="utf-8") == WELSH

    found = propose(place / "leeds", [], place / "leeds.zip", "", "", False, False)
    assert [one.address for one in found.proposal.changes] == ["region#who-comes", "region.cy"]
    assert taken(place / "hub", place / "leeds.zip") == ["TAKEN", "TAKEN"]
    assert "their partners" in (place / "hub/region.md").read_text(encoding="utf-8")
    assert (place / "hub/region.cy.md").read_text(encoding="utf-8") == WELSH
    assert run(["-C", "leeds", "update"]) == 0
    assert not list((place / "leeds/overrides").rglob("*.md"))
    adopt(place / "otley", "hub", "index#who-comes", True, False)
