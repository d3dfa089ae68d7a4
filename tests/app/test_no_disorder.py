"""No verb leaves a tree that the next one refuses: what would be wrong is refused, asked or told, by name and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.fork import Wishes, start
from kit.app.region import receive, settle
from kit.cli.run import run
from kit.franchise.update.draft import News
from kit.franchise.update.resolve import Choice, Settled
from kit.model.errors import FindingsError
from kit.publish.plain import write_new
from tests.app.disorder import HUB_TOML, OTHER, PICTURE, PLAN, WHY, errors, forked, next_version, talk
from tests.stories import contents

# Upstream's own mistakes: nothing is changed, and they are told as upstream's.


UPSTREAMS_OWN: dict[str, tuple[dict[str, str | bytes], str, int]] = {
    "a page that could carry a script": ({"a/talk.md": talk("Hi.\n\n<script>x</script>")}, "a/talk.md:9", 3),
    "a fence that is never closed": ({"a/talk.md": talk("Hi.\n\n:::{facilitator}\n\n- x")}, "a/talk.md:9", 1),
    "a page in UTF-16": ({"a/talk.md": talk("Hi.").encode("utf-16")}, "a/talk.md:1", 1),
    "settings that cannot be parsed": ({"hub.toml": 'schema = 1\nid = "hub\n'}, "hub.toml:2", 1),
    "a colour that is none": ({"hub.toml": HUB_TOML.format(2) + '\n[brand]\nprimary = "red"\n'}, "hub.toml:11", 1),
    "a picture that is none": ({"a/plan.svg": "<svg><oops"}, "a/plan.svg:1", 1),
    "a list of moves that cannot be parsed": ({"moves.toml": "[[move]]\nfrom = \n"}, "moves.toml:2", 1),
    "two footnotes of one name": ({"a/talk.md": talk("Hi.[^1]\n\n[^1]: A.\n\n[^1]: B.")}, "a/talk.md:11", 1),
    "a link that leads nowhere": ({"a/talk.md": talk("[Gone](gone.md)")}, "a/talk.md:7", 1),
    "an agenda with an unknown session": ({"a/index.md": PLAN.replace("talk", "walk")}, "a/index.md:4", 1),
    "a name that no system takes": ({"a/Talk (1).md": talk("Hi.")}, "a/Talk (1).md", 3),
    "a second title": ({"a/talk.md": talk("Hi.\n\n# Again")}, "a/talk.md:9", 1),
}


@pytest.mark.parametrize("name", UPSTREAMS_OWN)
def test_a_new_mistake_of_upstreams_changes_nothing_and_is_told_as_its_own(tmp_path: Path, name: str) -> None:
    files, place, code = UPSTREAMS_OWN[name]
    region, hub = forked(tmp_path, {"a/talk.md": talk("Hi.")}, {})
    next_version(hub, files)
    before = contents(region)

    with pytest.raises(FindingsError, match="upstream's own files") as told:
        receive(region, None, None, dry_run=False)

    assert place in [one.place for one in told.value.findings]
    assert told.value.exit_code == code
    assert contents(region) == before


def test_a_mistake_that_upstream_had_before_stops_no_update(tmp_path: Path) -> None:
    """It may have moved to another line, and to another page."""
    broken = "Hi.\n\n:::{facilitator}\n\n- x"
    region, hub = forked(tmp_path, {"a/talk.md": talk(broken)}, {})
    (hub / "a/talk.md").unlink()
    moves = '[[move]]\nfrom = "a/talk"\nto = "a/chat"\nin = "2026.2"\n'
    next_version(
        hub, {"a/chat.md": talk(f"More.\n\n{broken}"), "a/index.md": PLAN.replace("talk", "chat"), "moves.toml": moves}
    )

    receive(region, None, None, dry_run=False)

    assert errors(region) == ["upstream/a/chat.md:11 unclosed-fence"]


def test_a_mistake_that_upstream_mended_here_and_made_there_is_a_new_one(tmp_path: Path) -> None:
    broken, whole = "Hi.\n\n:::{facilitator}\n\n- x", "Hi.\n\n:::{facilitator}\n\n- x\n\n:::"
    region, hub = forked(tmp_path, {"a/talk.md": talk(broken), "a/more.md": talk(whole)}, {})
    next_version(hub, {"a/talk.md": talk(whole), "a/more.md": talk(broken)})

    with pytest.raises(FindingsError) as told:
        receive(region, None, None, dry_run=False)

    assert [one.place for one in told.value.findings] == ["a/more.md:9"]


def test_a_mistake_of_a_parent_region_is_told_by_the_parents_own_file(tmp_path: Path) -> None:
    parent, _ = forked(tmp_path, {"a/talk.md": talk("Hi.\n\n## Why\n\nSo.")}, {WHY: "## Why\n\nOur own.\n"})
    child = tmp_path / "child"
    started = start(Wishes(child, "Child", None, str(parent), {}))
    write_new(child, started.files, started.folders)
    (parent / WHY).write_text("## Why\n\nOur own.\n\n:::{note}\n\nOpen.\n")

    with pytest.raises(FindingsError, match="upstream's own files") as told:
        receive(child, None, None, dry_run=False)

    assert [one.place for one in told.value.findings] == [f"{WHY}:5"]


# What does not fit the region's changes never refuses an update.


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("One.[^a]\n\n[^a]: Note.", "One.[^a]\n\nTwo.[^a]\n\n[^a]: Note.", "One."),
        (
            "One.\n\n[^1]: Note.\n\nTwo.[^1]",
            "One.[^1]\n\n[^1]: Note.\n\nTwo.[^1]",
            "One.\n\nTwo.",
        ),
        (
            ":::{list-table}\n:header-rows: 1\n\n* - A\n* - B\n:::",
            ":::{list-table}\n:header-rows: 1\n\n* - A\n  - X\n* - B\n  - Y\n:::",
            ":::{list-table}\n:header-rows: 1\n\n* - A\n* - B\n* - C\n:::",
        ),
    ],
    ids=[
        "a footnote that upstream took out and we use again",
        "a footnote whose text upstream took out",
        "a column of ours and a row of upstream's in a table that is written as a list",
    ],
)
def test_a_merge_that_would_be_wrong_is_a_question_and_everything_else_comes_in(
    tmp_path: Path, base: str, ours: str, theirs: str
) -> None:
    section = "## Why\n\n{}\n"
    page = "Hi.\n\n## Other\n\nA.\n\nB.\n\n"
    local = {WHY: section.format(ours), OTHER: "## Other\n\nA.\n\nB, ours.\n"}
    region, hub = forked(tmp_path, {"a/talk.md": talk(page + section.format(base))}, local)
    next_version(hub, {"a/talk.md": talk(page.replace("A.", "A, better.") + section.format(theirs))})

    _, updated = receive(region, None, None, dry_run=False)

    assert [one.address for one in updated.questions] == ["a/talk#why"]
    assert errors(region) == []
    assert (region / WHY).read_text() == section.format(ours)
    assert (region / OTHER).read_text() == "## Other\n\nA, better.\n\nB, ours.\n"
    assert any("a/talk#why" in sentence for kind, sentence in updated.news if kind is News.TOLD)


@pytest.mark.parametrize(
    "theirs", ["One.\n\nTwo.[^1]\n\n[^1]: Theirs.", "One.\n\nTwo.\n\n## Z\n\nZ.[^1]\n\n[^1]: Theirs."]
)
def test_two_footnotes_of_one_name_are_told_apart_in_one_section_and_in_two(tmp_path: Path, theirs: str) -> None:
    page = "Hi.\n\n## Why\n\n"
    ours = "## Why\n\nOne.[^1]\n\nTwo.\n\n[^1]: Ours.\n"
    region, hub = forked(tmp_path, {"a/talk.md": talk(f"{page}One.\n\nTwo.")}, {WHY: ours})
    next_version(hub, {"a/talk.md": talk(page + theirs)})

    _, updated = receive(region, None, None, dry_run=False)
    _, again = receive(region, None, None, dry_run=False)

    assert updated.questions == []
    assert errors(region) == []
    assert "One.[^1-ours]" in (region / WHY).read_text()
    assert "[^1-ours]: Ours." in (region / WHY).read_text()
    assert dict(again.changes) == {}


def test_a_question_about_a_merge_that_would_be_wrong_stays_until_it_is_settled(tmp_path: Path) -> None:
    ours = "## Why\n\nOne.[^1]\n\n[^1]: Note.\n\nTwo.[^1]\n"
    base = "Hi.\n\n## Why\n\nOne.\n\n[^1]: Note.\n\nTwo.[^1]"
    region, hub = forked(tmp_path, {"a/talk.md": talk(base)}, {WHY: ours})
    next_version(hub, {"a/talk.md": talk("Hi.\n\n## Why\n\nOne.\n\nTwo.")})
    receive(region, None, None, dry_run=False)
    before = contents(region)

    _, again = receive(region, None, None, dry_run=False)
    settle(region, Settled("a/talk#why", Choice.KEEP), dry_run=False)
    _, last = receive(region, None, None, dry_run=False)

    assert dict(again.changes) == {}
    assert before != contents(region)
    assert last.questions == []
    assert (region / WHY).read_text() == ours


def test_what_cannot_be_followed_is_told_by_name_with_what_to_do_and_everything_else_comes_in(tmp_path: Path) -> None:
    base = talk("Hi.\n\n## Why\n\nSo.\n\n(shared)=\n## Other\n\nO.")
    region, hub = forked(tmp_path, {"a/talk.md": base}, {WHY: "## Why\n\nAs {ref}`there <shared>`.\n"})
    next_version(hub, {"a/talk.md": base.replace("(shared)=\n", "").replace("Hi.", "Hello.")})

    _, updated = receive(region, None, None, dry_run=False)

    (told,) = [sentence for kind, sentence in updated.news if kind is News.UNFIT]
    assert told.startswith(f"{WHY}:3: ")
    assert "shared" in told
    assert "Hello." in (region / "upstream/a/talk.md").read_text()
    assert receive(region, None, None, dry_run=False)[1].news == []


def test_an_update_after_which_something_is_to_be_mended_leads_to_check_and_not_to_a_build_that_refuses(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    base = talk("Hi.\n\n## Why\n\nSo.\n\n(shared)=\n## Other\n\nO.")
    region, hub = forked(tmp_path, {"a/talk.md": base}, {WHY: "## Why\n\nAs {ref}`there <shared>`.\n"})
    next_version(hub, {"a/talk.md": base.replace("(shared)=\n", "")})

    code = run(["-C", str(region), "update"])

    assert code == 0  # 1 means that a question is open, and none is
    assert capfd.readouterr().err.rstrip().endswith(" check")


def test_a_picture_and_a_variable_that_only_the_regions_text_needs_stay_as_its_own(tmp_path: Path) -> None:
    pages = {"a/talk.md": talk("Hi.\n\n## Why\n\nSo."), "a/hall.svg": PICTURE, "a/spare.svg": PICTURE}
    region, hub = forked(tmp_path, pages, {WHY: "## Why\n\nEach {{ day }} in ![the hall](hall.svg).\n"})
    settings = region / "region.toml"
    settings.write_text(settings.read_text().replace('day = "Monday"', ""))
    next_version(hub, {"hub.toml": HUB_TOML.format(2).replace('day = "Monday"\n', "")})
    (hub / "a/hall.svg").unlink()
    (hub / "a/spare.svg").unlink()

    _, updated = receive(region, None, None, dry_run=False)

    assert errors(region) == []
    assert [path.name for path in (region / "files/a").iterdir()] == ["hall.svg"]
    assert 'day = "Monday"' in settings.read_text()
    assert [kind for kind, _ in updated.news] == [News.TOLD, News.TOLD]
    assert dict(receive(region, None, None, dry_run=False)[1].changes) == {}


def test_a_picture_that_stays_where_a_page_was_is_still_shown_on_the_page_that_moved(tmp_path: Path) -> None:
    text = "Hi.\n\n## Why\n\nSo.\n"
    pages = {"a/talk.md": talk(text), "a/hall.svg": PICTURE, "b/index.md": PLAN}
    region, hub = forked(tmp_path, {**pages, "b/talk.md": talk("B.")}, {WHY: "## Why\n\nIn ![the hall](hall.svg).\n"})
    (hub / "a/talk.md").unlink()
    moves = '[[move]]\nfrom = "a/talk"\nto = "b/more"\nin = "2026.2"\n'
    next_version(hub, {"b/more.md": talk(text), "a/index.md": PLAN.replace("talk", "b/more"), "moves.toml": moves})

    receive(region, None, None, dry_run=False)

    assert errors(region) == []
    assert "![the hall](../a/hall.svg)" in (region / "overrides/b/more/why.replace.md").read_text()
