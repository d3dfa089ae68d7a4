"""A region on the disk: receiving, settling and taking back, and being killed at every step of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.app.capture import begin_editing, capture_editing
from kit.app.check import examine
from kit.app.region import differences, open_region, receive, settle, standing
from kit.franchise.update.draft import News, State
from kit.model.errors import EnvironmentTrouble, FindingsError, KitError, WrongUsage
from kit.model.findings import has_errors
from kit.publish.undo import undo
from tests.faults import killings, needs_fork
from tests.helpers import build_file_tree
from tests.stories import contents, tell

REVIEW = "review/round-1--how-ready.why-it-matters.md"
QUESTION = "round-1/how-ready#why-it-matters"


def tick(region: Path, box: str) -> None:
    page = region / REVIEW
    page.write_text(page.read_text().replace(f"- [ ] {box}", f"- [x] {box}"))


def test_status_tells_the_state_of_each_override_before_anything_is_received(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)

    status = standing(region)

    assert {one.address: one.state for one in status.draft.states} == {
        QUESTION: State.CONFLICT,
        "round-1/how-ready#talk-it-over": State.BASE_MOVED,
        "round-1/next-steps:cut": State.FRESH,
        "round-1/ours.md": State.FRESH,
        "round-1@ours": State.FRESH,
    }
    assert status.reached is not None
    assert status.reached.version == "2026.2"


def test_status_only_looks(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    before = contents(region)

    standing(region)

    assert contents(region) == before


def test_an_update_merges_what_it_can_and_asks_about_the_rest(tmp_path: Path) -> None:
    region, hub = tell(tmp_path)

    _, updated = receive(region, None, None, dry_run=False)

    assert [one.address for one in updated.questions] == [QUESTION]
    assert updated.new_rounds == ["Point by point"]
    assert [kind for kind, _ in updated.news] == [News.MERGED]
    merged = (region / "overrides/round-1/how-ready/talk-it-over.replace.md").read_text()
    assert merged == "### Talk it over\n\nIn pairs, standing.\n\nThen tell your table.\n"
    assert "Because of that." in (region / "overrides/round-1/how-ready/why-it-matters.replace.md").read_text()
    assert (region / "upstream/round-1/next-steps.md").read_text() == (hub / "round-1/next-steps.md").read_text()
    assert 'version = "2026.2"' in (region / "region.toml").read_text()
    assert 'what = "updated"' in (region / "lineage.toml").read_text()
    assert not has_errors(examine(region).findings)


def test_a_second_update_changes_no_byte_and_keeps_the_tick(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    receive(region, None, None, dry_run=False)
    tick(region, "Keep ours")
    before = contents(region)

    _, updated = receive(region, None, None, dry_run=False)

    assert contents(region) == before
    assert [one.address for one in updated.questions] == [QUESTION]


def test_a_copy_of_the_region_itself_is_no_upstream_of_it(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    shutil.copytree(region, tmp_path / "copy")
    before = contents(region)

    with pytest.raises(KitError, match="a copy of Midlands Peer Group itself, and not of"):
        receive(region, str(tmp_path / "copy"), None, dry_run=False)

    assert contents(region) == before


def test_another_hub_is_received_and_told(tmp_path: Path) -> None:
    region, hub = tell(tmp_path)
    other = (hub / "hub.toml").read_text().replace('id = "', 'id = "other-').replace('name = "', 'name = "Other ')
    (hub / "hub.toml").write_text(other)

    _, updated = receive(region, None, None, dry_run=False)

    told = [sentence for kind, sentence in updated.news if kind is News.TOLD]
    assert any(one.startswith("What you received is “Other ") and "undo" in one for one in told)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    before = contents(region)

    receive(region, None, None, dry_run=True)

    assert contents(region) == before


@pytest.mark.parametrize(("box", "words"), [("Keep ours", "Because of that."), ("Take theirs", "this and more.")])
def test_a_ticked_page_settles_its_question_for_good(tmp_path: Path, box: str, words: str) -> None:
    region, _ = tell(tmp_path)
    receive(region, None, None, dry_run=False)
    tick(region, box)

    done, left = settle(region, None, dry_run=False)

    assert ([one.address for one in done], left) == ([QUESTION], [])
    assert [path.name for path in (region / "review").iterdir()] == ["whats-new.md"]
    composed = examine(region).composed
    assert composed is not None
    assert words in composed.tree.files["round-1/how-ready.md"].decode()
    assert receive(region, None, None, dry_run=False)[1].questions == []


def test_a_page_with_both_boxes_ticked_stays_open(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    receive(region, None, None, dry_run=False)
    tick(region, "Keep ours")
    tick(region, "Take theirs")

    done, left = settle(region, None, dry_run=False)

    assert done == []
    assert [one.path for one in left] == [REVIEW]


def test_undo_gives_the_region_back_as_it_was(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    before = contents(region)
    receive(region, None, None, dry_run=False)

    undo(region)

    assert contents(region) == before


def test_the_difference_of_a_section_has_both_texts(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)

    (talk, why) = differences(open_region(region))

    assert (talk.address, why.address) == ("round-1/how-ready#talk-it-over", QUESTION)
    assert "Because of this." in why.theirs
    assert "Because of that." in why.ours
    assert "this" in why.marked
    assert "that" in why.marked


def test_an_upstream_that_vanished_is_told_and_everything_else_goes_on(tmp_path: Path) -> None:
    region, hub = tell(tmp_path)
    hub.rename(tmp_path / "elsewhere")

    with pytest.raises(EnvironmentTrouble, match="cannot be reached"):
        receive(region, None, None, dry_run=False)
    status = standing(region)

    assert status.trouble is not None
    assert {one.state for one in status.draft.states} == {State.FRESH}
    assert not has_errors(examine(region).findings)


def test_a_version_that_a_folder_does_not_have_is_refused(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)

    with pytest.raises(EnvironmentTrouble, match=r"has version 2026\.2, not 2027\.1"):
        receive(region, None, "2027.1", dry_run=False)


def test_edits_in_upstream_are_not_written_over(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    (region / "upstream/index.md").write_text("# Our own words\n")

    with pytest.raises(KitError, match="upstream/ were edited") as refused:
        receive(region, None, None, dry_run=False)

    assert "capture --upstream" in refused.value.hint
    assert (region / "upstream/index.md").read_text() == "# Our own words\n"


def test_a_pin_edited_by_hand_does_no_harm_once_the_files_are_recorded(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    receive(region, None, None, dry_run=False)
    settings = region / "region.toml"
    settings.write_text(re.sub(r'tree = "sha256:[0-9a-f]+"', 'tree = "sha256:0"', settings.read_text()))

    receive(region, None, None, dry_run=False)

    assert 'tree = "sha256:0"' not in settings.read_text()


def test_a_circle_of_regions_is_refused_with_the_chain(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    text = (region / "region.toml").read_text()
    other = build_file_tree(tmp_path / "other", {"region.toml": text.replace("../hub", "../midlands")})
    (region / "region.toml").write_text(text.replace("../hub", "../other"))

    with pytest.raises(KitError, match=f"own upstreams: .*midlands -> .*{other.name} -> .*midlands"):
        receive(region, None, None, dry_run=False)


def test_a_region_of_a_newer_schema_is_told_so(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    settings = region / "region.toml"
    settings.write_text(settings.read_text().replace("schema = 1", "schema = 2"))

    with pytest.raises(FindingsError) as stopped:
        receive(region, None, None, dry_run=False)

    assert [one.code.value for one in stopped.value.findings] == ["newer-schema"]


def test_a_hub_has_nothing_to_receive(tmp_path: Path) -> None:
    _, hub = tell(tmp_path)

    with pytest.raises(WrongUsage, match="is a hub"):
        receive(hub, None, None, dry_run=False)


def updating(region: Path) -> None:
    receive(region, None, None, dry_run=False)


def settling(region: Path) -> None:
    settle(region, None, dry_run=False)


def taking_back(region: Path) -> None:
    undo(region)


def capturing(region: Path) -> None:
    capture_editing(region, dry_run=False)


def ready(folder: Path, command: Callable[[Path], None]) -> None:
    """Make a region in which ``command`` has something to do."""
    region, _ = tell(folder)
    if command is capturing:
        begin_editing(region, "round-1/next-steps", dry_run=False)
        page = region / "editing" / "round-1" / "next-steps.md"
        page.write_text(page.read_text().replace("What we do next", "What the Midlands do next"))
        return
    if command is not updating:
        receive(region, None, None, dry_run=False)
        tick(region, "Take theirs")
    if command is taking_back:
        settle(region, None, dry_run=False)


@needs_fork
@pytest.mark.slow
@pytest.mark.parametrize("command", [updating, settling, taking_back, capturing])
def test_killed_at_any_step_the_next_command_leaves_all_or_nothing(
    tmp_path: Path, command: Callable[[Path], None]
) -> None:
    ready(tmp_path / "once", command)
    old = contents(tmp_path / "once" / "midlands")
    command(tmp_path / "once" / "midlands")
    new = contents(tmp_path / "once" / "midlands")
    assert old != new

    for folder in killings(tmp_path, lambda place: ready(place, command), lambda place: command(place / "midlands")):
        open_region(folder / "midlands")

        assert contents(folder / "midlands") in (old, new), f"mixed: {folder.name}"


def test_logs_follow_a_round_that_the_hub_numbers_anew(tmp_path: Path) -> None:
    region, hub = tell(tmp_path)
    log = 'schema = 1\nround = "round-1"\ndate = 2026-01-20\n'
    build_file_tree(region, {"log/round-1-2026-01-20.toml": log})
    (hub / "round-1").rename(hub / "round-9")
    build_file_tree(hub, {"moves.toml": '[[move]]\nfrom = "round-1"\nto = "round-9"\nin = "2026.2"\n'})

    receive(region, None, None, dry_run=False)

    assert not (region / "log/round-1-2026-01-20.toml").exists()
    assert (region / "log/round-9-2026-01-20.toml").read_text() == log.replace("round-1", "round-9")
    undo(region)
    assert (region / "log/round-1-2026-01-20.toml").read_text() == log
