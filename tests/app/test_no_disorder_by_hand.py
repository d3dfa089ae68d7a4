"""Nor does an answer, an edit or taking back leave a tree that the next verb refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.app.capture import begin_editing, capture_editing, capture_from
from kit.app.check import examine
from kit.app.region import receive, settle, take_back
from kit.franchise.update.resolve import Choice, Settled
from kit.model.errors import FindingsError, KitError
from tests.app.disorder import OTHER, PLAN, WHY, errors, forked, next_version, talk
from tests.helpers import build_file_tree
from tests.stories import contents

# Answers to questions.


def asked(tmp_path: Path) -> Path:
    """A region with an open question about each of two sections."""
    text = "Hi.\n\n## Why\n\nSo {0}.\n\n## Other\n\nWell {0}.\n"
    local = {WHY: "## Why\n\nSo ours.\n", OTHER: "## Other\n\nWell ours.\n"}
    region, hub = forked(tmp_path, {"a/talk.md": talk(text.format("base"))}, local)
    next_version(hub, {"a/talk.md": talk(text.format("theirs"))})
    receive(region, None, None, dry_run=False)
    return region


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("No heading here.\n", "both.md:1"),
        ("# Why\n\nOurs and theirs.\n", "both.md:1"),
        ("## Why\n\n:::{note}\n\nOurs.\n", "both.md:3"),
        ("## Why\n\nOurs.[^1]\n", "both.md:3"),
        ("## Why\n\n<script>x</script>\n", "both.md:3"),
        ("## Why\n\n{{ nobody }}\n", "both.md:3"),
        ("## Why\n\n" + "Many words. " * 100_000, "both.md"),
    ],
    ids=["empty", "blank", "no heading", "a title", "an open fence", "half a note", "a script", "a name", "huge"],
)
def test_a_text_that_would_not_do_is_refused_by_its_own_line_and_nothing_changes(
    tmp_path: Path, text: str, words: str
) -> None:
    region = asked(tmp_path)
    before = contents(region)

    with pytest.raises(KitError) as told:
        settle(region, Settled("a/talk#why", Choice.KEEP, text, "both.md"), dry_run=False)

    places = [one.place for one in getattr(told.value, "findings", ())]
    assert words in " ".join([told.value.message, *places])
    assert contents(region) == before


def test_a_text_that_will_do_settles_the_question(tmp_path: Path) -> None:
    region = asked(tmp_path)

    done, left = settle(region, Settled("a/talk#why", Choice.KEEP, "## Why\n\nBoth.\n", "both.md"), dry_run=False)

    assert [one.address for one in done] == ["a/talk#why"]
    assert [one.address for one in left] == ["a/talk#other"]
    assert (region / WHY).read_text() == "## Why\n\nBoth.\n"


def test_of_several_ticked_pages_the_one_that_would_be_wrong_stays_open_and_is_told(tmp_path: Path) -> None:
    region = asked(tmp_path)
    build_file_tree(
        region, {"pages/a/own.md": talk("[Look](talk.md#part)"), WHY: "## Why\n\n(part)=\n### Part\n\nX.\n"}
    )
    for page in (region / "review").glob("a--*.md"):
        page.write_text(page.read_text().replace("- [ ] Take theirs", "- [x] Take theirs"))

    done, left = settle(region, None, dry_run=False)

    assert [one.address for one in done] == ["a/talk#other"]
    assert [(one.address, "pages/a/own.md:7" in one.trouble) for one in left] == [("a/talk#why", True)]
    assert errors(region) == []
    assert not (region / OTHER).exists()


# Captured edits.


def edited(region: Path, folder: Path, path: str, text: str) -> Path:
    """The composed tree of ``region`` with ``text`` at ``path``."""
    composed = examine(region).composed
    assert composed is not None
    return build_file_tree(folder / "tree", {**composed.tree.files, path: text})


BAD_EDITS = {
    "a second title": ("Hi.\n\n# Again", 9),
    "a fence that is never closed": ("Hi.\n\n:::{note}\n\nOpen.", 9),
    "half a footnote": ("Hi.[^1]", 7),
    "a link that leads nowhere": ("[Gone](gone.md)", 7),
    "a name that is not declared": ("{{ nobody }}", 7),
}


@pytest.mark.parametrize("name", BAD_EDITS)
def test_an_edited_tree_that_would_be_wrong_is_refused_by_its_own_line(tmp_path: Path, name: str) -> None:
    text, line = BAD_EDITS[name]
    region, _ = forked(tmp_path, {"a/talk.md": talk("Hi.")}, {})
    tree = edited(region, tmp_path, "a/talk.md", talk(text))
    before = contents(region)

    with pytest.raises(FindingsError, match="Nothing was stored") as told:
        capture_from(region, tree, dry_run=False)

    assert [one.place for one in told.value.findings] == [f"{tree.as_posix()}/a/talk.md:{line}"]
    assert contents(region) == before
    assert (tree / "a/talk.md").read_text() == talk(text)


@pytest.mark.parametrize("name", BAD_EDITS)
def test_an_edited_page_that_would_be_wrong_is_refused_and_stays_in_editing(tmp_path: Path, name: str) -> None:
    text, line = BAD_EDITS[name]
    region, _ = forked(tmp_path, {"a/talk.md": talk("Hi.")}, {})
    build_file_tree(region, {"editing/a/talk.md": talk(text), ".kit/editing/a/talk.md": talk("Hi.")})
    before = contents(region)

    with pytest.raises(FindingsError, match="Nothing was stored") as told:
        capture_editing(region, dry_run=False)

    assert [one.place for one in told.value.findings] == [f"editing/a/talk.md:{line}"]
    assert contents(region) == before


def test_a_mistake_that_was_there_before_keeps_nobody_from_storing_an_edit(tmp_path: Path) -> None:
    page = talk("Hi.\n\n## Why\n\nSo.\n\n:::{note}\n\nOpen.")
    region, _ = forked(tmp_path, {"a/talk.md": page}, {})

    capture_from(region, edited(region, tmp_path, "a/talk.md", page.replace("Hi.", "Hello.\n\nMore.")), dry_run=False)

    assert "Hello." in (region / "overrides/a/talk/talk.replace.md").read_text()
    assert errors(region) == ["upstream/a/talk.md:13 unclosed-fence"]


# Taking back.


def test_what_was_in_order_is_in_order_again_once_an_update_is_taken_back(tmp_path: Path) -> None:
    region, hub = forked(tmp_path, {"a/talk.md": talk("Hi.\n\n## Why\n\nSo.")}, {WHY: "## Why\n\nOurs.\n"})
    (hub / "a/talk.md").unlink()
    moves = '[[move]]\nfrom = "a/talk"\nto = "a/chat"\nin = "2026.2"\n'
    chat = talk("Hi.\n\n## Why\n\nSo.\n\n## New\n\nN.")
    next_version(hub, {"a/chat.md": chat, "a/index.md": PLAN.replace("talk", "chat"), "moves.toml": moves})
    before = contents(region)
    receive(region, None, None, dry_run=False)

    _, wrong = take_back(region)

    assert wrong == []
    assert contents(region) == before
    assert errors(region) == []


def test_what_somebody_wrote_upon_an_update_is_told_where_it_no_longer_fits_once_that_is_taken_back(
    tmp_path: Path,
) -> None:
    region, hub = forked(tmp_path, {"a/talk.md": talk("Hi.")}, {})
    next_version(hub, {"a/talk.md": talk("Hi.\n\n## New\n\nN.")})
    receive(region, None, None, dry_run=False)
    build_file_tree(region, {"overrides/a/talk/new.replace.md": "## New\n\nOurs.\n"})

    _, wrong = take_back(region)

    assert [one.place for one in wrong] == ["overrides/a/talk/new.replace.md"]
    assert (region / "overrides/a/talk/new.replace.md").is_file()


def test_a_page_that_is_edited_while_upstream_numbers_its_rounds_anew_is_stored_where_it_is_now(tmp_path: Path) -> None:
    plan = "---\nminutes: 60\nagenda:\n  - {session: talk}\n---\n\n# {}\n"
    first = {"a/index.md": plan.replace("{}", "A"), "a/talk.md": talk("Hi.\n\n## Why\n\nOne. Two.")}
    region, hub = forked(tmp_path, first, {})
    begin_editing(region, "a/talk", dry_run=False)
    page = region / "editing" / "a" / "talk.md"
    page.write_text(page.read_text().replace("One.", "One, ours."))
    moved = {f"b/{name[2:]}": text for name, text in first.items()}
    moves = '[[move]]\nfrom = "a/{0}"\nto = "b/{0}"\nin = "2026.2"\n'
    new = {**moved, "moves.toml": moves.format("talk") + moves.format("index")}
    shutil.rmtree(hub / "a")
    next_version(hub, {**new, "b/talk.md": moved["b/talk.md"].replace("Two.", "Two, better.")})
    receive(region, None, None, dry_run=False)

    stored = capture_editing(region, dry_run=False)

    assert (region / "overrides/b/talk/why.replace.md").read_text() == "## Why\n\nOne, ours. Two, better.\n"
    assert not (region / "editing").exists()
    assert "editing/a/talk.md: the page is b/talk now." in stored.captured.notes
