"""Capture on trees that are out of the ordinary."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kit.franchise.capture.capture import Captured, capture
from kit.franchise.compose.overrides import read_overrides
from kit.franchise.record import Lock, lock_files
from kit.franchise.update.record_bases import record
from kit.model.errors import FindingsError
from kit.model.tree import Tree
from kit.source.settings.files import read_region
from tests.franchise.capture.test_random_edits import composed, shown_again
from tests.regions import HUB, PLAN, REGION_TOML, SESSION, region_files, tree

READY = "overrides/round-1/how-ready"


def edited(region: Tree, path: str, old: str, new: str) -> Tree:
    files = dict(composed(region).tree.files)
    text = files[path].decode()
    assert old in text
    return Tree({**files, path: text.replace(old, new).encode()})


def moved_on(local: Mapping[str, str], hub: Mapping[str, str]) -> Tree:
    """A region whose record is of the small hub, and whose upstream is ``hub`` by now."""
    before = tree(region_files(local))
    region = read_region(before, [])
    assert region is not None
    lock = lock_files(record(before, region, read_overrides(before, []), Lock()))
    return Tree({**tree(region_files(local, hub=hub)).files, **lock})


ORPHANS = {
    f"{READY}/why-it-matters.replace.md": "## Why it matters\n\nOurs.\n",
    f"{READY}/talk-it-over.after.md": "Below.\n",
}


def test_text_whose_section_upstream_gave_up_stays_in_its_own_file() -> None:
    page = SESSION.replace("## Why it matters\n\nBecause of this.\n", "").replace(
        "### Talk it over\n\nIn pairs.\n\n", ""
    )
    region = moved_on(ORPHANS, {**HUB, "round-1/how-ready.md": page})

    captured = shown_again(region, edited(region, "round-1/how-ready.md", "Ours.", "Ours too."))

    assert captured.changes == {f"{READY}/why-it-matters.replace.md": b"## Why it matters\n\nOurs too.\n"}
    assert captured.notes == ["How ready are we? (round-1/how-ready): “Why it matters” changed."]


def test_text_whose_page_upstream_gave_up_stays_in_its_own_file() -> None:
    hub = {path: text for path, text in HUB.items() if path != "round-1/how-ready.md"}
    hub["round-1/index.md"] = PLAN.replace("  - {session: how-ready}          # the heart of it\n", "").replace(
        "    - {session: how-ready}", "    - {session: next-steps}"
    )
    hub["round-1/next-steps.md"] = "---\nminutes: 15\n---\n\n# Next steps\n"
    region = moved_on(ORPHANS, hub)

    captured = shown_again(region, edited(region, "round-1/how-ready.md", "Below.", "Further below."))

    assert captured.changes == {f"{READY}/talk-it-over.after.md": b"Further below.\n"}


def test_region_toml_keeps_its_line_ends_and_its_byte_order_mark() -> None:
    text = "\ufeff" + (REGION_TOML + '\n[round.round-1]\nstart = "10:00"\n').replace("\n", "\r\n")
    region = tree({**region_files({}), "region.toml": text})

    captured = shown_again(region, edited(region, "round-1/index.md", "minutes: 15", "minutes: 20"))

    added = '\r\n[[round.round-1.agenda]]\r\nitem = "arrive"\r\nminutes = 20\r\n'
    assert captured.changes == {"region.toml": (text + added).encode()}


def test_what_sections_cannot_say_is_kept_whole_and_told() -> None:
    region = tree(region_files({}))

    captured = shown_again(region, edited(region, "round-1/how-ready.md", "---\n\n# How", "---\n\n\n\n# How"))

    assert list(captured.changes) == ["pages/round-1/how-ready.md"]
    assert "kept whole" in captured.notes[0]


def test_a_page_that_was_dropped_comes_back_as_it_was_edited_and_what_goes_is_told() -> None:
    local = {
        "overrides/round-1/next-steps/page.toml": 'why = "too long"\ndrop = true\n',
        "overrides/round-1/next-steps/next-steps.after.md": "And then home.\n",
    }
    region = tree(region_files(local))
    files = {**composed(region).tree.files, "round-1/next-steps.md": HUB["round-1/next-steps.md"].encode()}

    captured = shown_again(region, Tree(files))

    assert captured.changes["overrides/round-1/next-steps/next-steps.after.md"] is None
    assert "Next steps (round-1/next-steps): back on the site." in captured.notes
    assert "Next steps (round-1/next-steps): your text below “Next steps” was taken out." in captured.notes


def test_dropping_a_page_takes_its_items_off_agendas_and_off_the_region_s_operations() -> None:
    region = tree(region_files({}, '\n[[round.round-1.agenda]]\nitem = "next-steps"\nminutes = 12\n'))
    files = dict(composed(region).tree.files)
    del files["round-1/next-steps.md"]

    captured = capture(region, Tree(files), [])
    again = composed(Tree({**region.files, **{path: data for path, data in captured.changes.items() if data}}))

    assert captured.left == []
    assert b"next-steps" not in again.tree.files["round-1/index.md"]


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("hub.toml", 'licence = "MIT"', "licence belongs to upstream"),
        ("hub.toml", "# a remark", "its remarks and spacing are upstream's"),
        ("round-1/map.png", None, "not take it out"),
        ("round-1/how-ready.cy.md", None, "not take it out"),
    ],
)
def test_what_a_region_cannot_say_is_told_and_nothing_else_happens(path: str, text: str | None, words: str) -> None:
    hub = {**HUB, "round-1/map.png": "x", "round-1/how-ready.cy.md": "# Pa mor barod?\n"}
    region = tree(region_files({}, hub=hub))
    files = dict(composed(region).tree.files)
    data = files.pop(path)
    if text is not None:
        files[path] = text.encode() + b"\n" + data

    captured = capture(region, Tree(files), [])

    assert (captured.changes, captured.notes) == ({}, [])
    assert len(captured.left) == 1
    assert captured.left[0].startswith(f"{path}: ")
    assert words in captured.left[0]


def test_a_region_with_errors_is_not_captured_into() -> None:
    """Text of an override that has no effect is missing from the edited tree without anybody's doing."""
    region = tree(region_files({f"{READY}/no-such-section.replace.md": "## No\n\nBut ours.\n"}))

    with pytest.raises(FindingsError):
        capture(region, tree(HUB), [])


def test_nothing_changed_is_nothing_captured() -> None:
    region = tree(region_files(ORPHANS))

    assert capture(region, composed(region).tree, []) == Captured()


CAKE = "---\nminutes: 20\n---\n\n# Cake\n\nA slice.\n"
OWN_PLAN = "---\nminutes: 60\nagenda:\n  - session: how-ready\n  - session: next-steps\n---\n\n# Ours\n\nFor us.\n"


def test_own_pages_of_a_dropped_round_stay_whatever_else_was_edited() -> None:
    dropped = '\n[round.round-1]\ndrop = true\n\n[[round.round-1.agenda]]\nadd = "cake"\n'
    region = tree(region_files({"pages/round-1/cake.md": CAKE, "pages/about.md": "# About\n\nWho.\n"}, dropped))

    captured = shown_again(region, edited(region, "about.md", "Who.", "Who and why."))

    assert captured.changes == {"pages/about.md": b"# About\n\nWho and why.\n"}


def test_an_own_plan_that_names_a_dropped_session_stays_whatever_else_was_edited() -> None:
    local = {f"{READY}/page.toml": "drop = true\n", "pages/round-1/index.md": OWN_PLAN, "pages/about.md": "# Who\n"}
    region = tree(region_files(local))

    captured = shown_again(region, edited(region, "about.md", "# Who", "# Who and why"))

    assert captured.changes == {"pages/about.md": b"# Who and why\n"}


def test_an_own_plan_is_stored_as_it_was_edited() -> None:
    region = tree(region_files({f"{READY}/page.toml": "drop = true\n", "pages/round-1/index.md": OWN_PLAN}))

    captured = shown_again(region, edited(region, "round-1/index.md", "For us.", "For all."))

    assert b"For all." in (captured.changes["pages/round-1/index.md"] or b"")


@pytest.mark.parametrize("other", [False, True])
def test_a_round_whose_pages_all_went_is_left_out_and_what_the_region_says_of_it_waits(other: bool) -> None:
    local = {f"{READY}/why-it-matters.after.md": "Ours.\n", "pages/round-1/quiz.md": "---\nminutes: 5\n---\n\n# Quiz\n"}
    region = tree(region_files(local, '\n[[round.round-1.agenda]]\nadd = "quiz"\nafter = "how-ready"\n'))
    files = {path: data for path, data in composed(region).tree.files.items() if not path.startswith("round-1/")}
    home = {"index.md": files["index.md"] + b"\nWelcome.\n"} if other else {}

    captured = capture(region, Tree({**files, **home}), [])
    again = composed(Tree({**region.files, **{path: data for path, data in captured.changes.items() if data}}))

    assert "The round round-1 is left out, by drop = true under [round.round-1] in region.toml." in captured.notes
    assert captured.left == []
    assert not [path for path, data in captured.changes.items() if data is None or "round-1" in path]
    assert not [path for path in again.tree.files if path.startswith("round-1/")]
    assert home.items() <= again.tree.files.items()


def test_a_round_is_left_out_also_where_the_tree_has_a_new_one_that_is_not_like_it() -> None:
    region = tree(region_files({}))
    files = {path: data for path, data in composed(region).tree.files.items() if not path.startswith("round-1/")}
    new = {"round-9/index.md": b"---\nminutes: 30\n---\n\n# Cake\n\nWe bake it.\n", "round-9/oven.md": CAKE.encode()}

    captured = capture(region, Tree({**files, **new}), [])

    assert captured.left == []
    assert captured.changes.keys() == {"region.toml", *(f"pages/{path}" for path in new)}
    assert b"[round.round-1]\ndrop = true" in (captured.changes["region.toml"] or b"")


def test_a_round_whose_folder_was_renamed_is_not_left_out() -> None:
    region = tree(region_files({}))
    files = {path.replace("round-1/", "round-9/"): data for path, data in composed(region).tree.files.items()}

    captured = capture(region, Tree(files), [])

    assert b"drop" not in (captured.changes.get("region.toml") or b"")
