"""A region in a folder that a service syncs (OneDrive, Dropbox, iCloud): held files, copies, files that come and go."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kit.app.check import examine
from kit.app.fitting import fitted
from kit.app.region import receive, settle
from kit.franchise.update.update import Updated
from kit.model.errors import EnvironmentTrouble, FindingsError, KitError
from kit.model.findings import Code, Level
from kit.publish import files
from kit.source.tree import read
from tests.faults import HeldOnWindows, before_each, operations
from tests.stories import contents, tell

REVIEW = "review/round-1--how-ready.why-it-matters.md"


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the kit would have waited."""
    seconds: list[float] = []
    monkeypatch.setattr("kit.system.patience.time.sleep", seconds.append)
    return seconds


@pytest.fixture
def told(tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """A region whose hub has news, and what it holds once they are received in a folder that nobody syncs."""
    (tmp_path / "still").mkdir()
    still, _ = tell(tmp_path / "still")
    receive(still, None, None, dry_run=False)
    region = tell(tmp_path)[0]
    after = {path: data.replace(b"/still/", b"/") for path, data in contents(still).items()}
    return region, after


def update(region: Path) -> None:
    receive(region, None, None, dry_run=False)


def steps_of_an_update(folder: Path) -> list[str]:
    """The operations on the disk of one update, by name."""
    (folder / "count").mkdir()
    region, _ = tell(folder / "count")
    return operations(lambda: update(region))


# Files that another program holds.


def test_an_update_ends_whole_whichever_file_is_held_for_a_moment(tmp_path: Path) -> None:
    """Each operation on the disk fails twice, as while OneDrive uploads what was just written."""
    for at in range(1, len(steps_of_an_update(tmp_path)) + 1, 7):
        region, _ = tell(tmp_path / str(at))
        with _failing(at, times=2):
            update(region)
        assert examine(region).edition is not None
        assert not list((region / ".kit").glob("journal*"))
        assert 'version = "2026.2"' in (region / "region.toml").read_text()


def test_a_file_that_stays_held_ends_in_a_sentence_and_the_next_command_finishes(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    steps = steps_of_an_update(tmp_path)
    first = steps.index("replace") + 1

    with _failing(first, times=1_000), pytest.raises(EnvironmentTrouble, match="another program has the file open"):
        update(region)
    update(region)

    assert 'version = "2026.2"' in (region / "region.toml").read_text()
    assert not list((region / ".kit").glob("journal*"))


@contextmanager
def _failing(at: int, times: int) -> Iterator[None]:
    """Let what is done from operation ``at`` on fail ``times`` times, as Windows lets it fail."""
    left, begun = [times], [False]

    def held(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(self: Path, *given: Any, **named: Any) -> Any:
            if begun[0] and left[0]:
                left[0] -= 1
                raise HeldOnWindows(13, "in use", str(self))
            return real(self, *given, **named)

        return step

    def act(count: int, name: str, args: tuple[Any, ...]) -> None:
        begun[0] = count >= at

    with pytest.MonkeyPatch.context() as patched, before_each(act):
        for name in ("replace", "rename", "unlink", "rmdir", "mkdir"):
            patched.setattr(Path, name, held(getattr(Path, name)))
        yield


def test_a_file_that_is_held_while_the_region_is_read_is_read_a_moment_later(
    told: tuple[Path, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    region, after = told
    real, tries = read.read_plain, dict[Path, int]()

    def busy(place: Path) -> bytes:
        tries[place] = tries.get(place, 0) + 1
        if tries[place] <= 2:
            raise HeldOnWindows(13, "in use", str(place))
        return real(place)

    monkeypatch.setattr(read, "read_plain", busy)
    update(region)

    assert contents(region).keys() == after.keys()


# Files that are not on this computer.


class NotFetched(OSError):
    """What Windows raises where OneDrive cannot fetch a file that it keeps online only."""

    winerror = 362


def test_a_file_that_is_kept_online_only_and_cannot_be_fetched_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region, _ = tell(tmp_path)
    real = read.read_plain

    def online(place: Path) -> bytes:
        if place.name == "talk-it-over.replace.md":
            raise NotFetched(22, "The cloud file provider is not running", str(place))
        return real(place)

    monkeypatch.setattr(read, "read_plain", online)
    before = contents(region)

    with pytest.raises(FindingsError) as refused:
        update(region)

    (one,) = refused.value.findings
    assert one.file == "overrides/round-1/how-ready/talk-it-over.replace.md"
    assert "kept online only" in one.message
    assert contents(region) == before


def test_an_override_that_icloud_took_away_is_no_override_that_somebody_deleted(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    folder = region / "overrides/round-1/how-ready"
    (folder / "talk-it-over.replace.md").rename(folder / ".talk-it-over.replace.md.icloud")

    with pytest.raises(FindingsError) as refused:
        update(region)

    assert [one.place for one in refused.value.findings] == ["overrides/round-1/how-ready/talk-it-over.replace.md"]


# Copies that a service made where two computers changed a file.


@pytest.mark.parametrize(
    "name",
    [
        "region (conflicted copy 2026-01-02).toml",
        "region-DESKTOP-AB12.toml",
        "pages/round-1/ours (1).md",
        "pages/round-1/ours-DESKTOP-AB12.md",
        "pages/round-1/ours (Ann's conflicted copy 2026-01-02).md",
        "overrides/round-1/how-ready/talk-it-over.replace (1).md",
        "overrides/round-1/how-ready/talk-it-over-LAPTOP-7.replace.md",
        "review/round-1--how-ready.why-it-matters (1).md",
        "review/round-1--how-ready.why-it-matters-DESKTOP-AB12.md",
    ],
)
def test_a_conflicted_copy_is_named_with_what_to_do_and_read_as_nothing(tmp_path: Path, name: str) -> None:
    region, _ = tell(tmp_path)
    update(region)
    original = region / (REVIEW if name.startswith("review/") else "pages/round-1/ours.md")
    shutil.copy(original, region / name)
    before = contents(region)

    with pytest.raises(FindingsError) as refused:
        settle(region, None, dry_run=False)

    (one,) = refused.value.findings
    assert one.file == name
    assert "It looks like a copy of" in one.hint
    assert "what only the copy says" in one.hint
    assert any(found.file == name and found.level is Level.ERROR for found in examine(region).findings)
    assert contents(region) == before


def test_a_copy_of_a_question_is_told_with_the_name_of_the_question(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    update(region)
    shutil.copy(region / REVIEW, region / REVIEW.replace(".md", " (1).md"))

    told = [one for one in examine(region).findings if one.level is Level.ERROR]

    assert [one.file for one in told] == [REVIEW.replace(".md", " (1).md")]
    assert REVIEW.rpartition("/")[2] in told[0].hint


def test_a_copy_in_upstream_is_told_where_it_is_and_blamed_on_no_change_of_ours(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    shutil.copy(region / "upstream/round-1/how-ready.md", region / "upstream/round-1/how-ready (1).md")

    (told,) = [one for one in examine(region).findings if one.level is Level.ERROR]

    assert told.file == "upstream/round-1/how-ready (1).md"
    assert "change of yours" not in told.message
    assert "peerkit edit" not in told.hint


def test_a_copy_whose_name_could_be_a_pages_is_told(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    shutil.copy(region / "pages/round-1/ours.md", region / "pages/round-1/ours-copy.md")

    told = [one for one in examine(region).findings if one.code is Code.MAYBE_COPY]

    assert [one.file for one in told] == ["pages/round-1/ours-copy.md"]
    assert "ours.md" in told[0].hint


def test_a_page_called_a_copy_beside_no_original_is_a_page_like_any_other(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    shutil.copy(region / "pages/round-1/ours.md", region / "pages/round-1/make-a-copy.md")

    assert [one for one in examine(region).findings if one.code is Code.MAYBE_COPY] == []


def test_a_copy_of_the_record_is_not_used_and_does_no_harm(told: tuple[Path, dict[str, bytes]]) -> None:
    region, after = told
    lock = region / ".kit/lock/pages/round-1/how-ready (conflicted copy 2026-01-02).json"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text("{}")

    update(region)

    assert contents(region).keys() - {lock.relative_to(region).as_posix()} == after.keys()


# Files that change, vanish or come back meanwhile.


def test_an_update_on_files_that_changed_while_it_ran_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An override that was away for a moment would look like one that somebody deleted."""
    region, _ = tell(tmp_path)
    file = region / "overrides/round-1/how-ready/talk-it-over.replace.md"
    text = file.read_bytes()
    file.unlink()

    def meanwhile(*given: Any) -> Updated:
        file.write_bytes(text)
        return fitted(*given)

    monkeypatch.setattr("kit.app.region.fitted", meanwhile)
    before = {**contents(region), file.relative_to(region).as_posix(): text}

    with pytest.raises(KitError, match=r"talk-it-over\.replace\.md") as refused:
        update(region)

    assert "again" in refused.value.hint
    assert contents(region) == before


def test_an_update_ends_whole_where_folders_vanish_meanwhile(tmp_path: Path) -> None:
    """A service takes away folders that are empty on the other computer."""
    region, _ = tell(tmp_path)
    gone: list[Path] = []

    def act(count: int, name: str, args: tuple[Any, ...]) -> None:
        folder = args[1].parent if name == "replace" else None
        if folder and folder not in gone and not any(folder.iterdir()):
            folder.rmdir()
            gone.append(folder)

    with before_each(act):
        update(region)

    assert gone
    assert 'version = "2026.2"' in (region / "region.toml").read_text()
    assert [one for one in examine(region).findings if one.level is Level.ERROR] == []


def test_a_folder_into_which_a_file_came_back_stays(tmp_path: Path) -> None:
    from kit.publish.journal import apply

    page = tmp_path / "overrides/a/talk/why.replace.md"
    page.parent.mkdir(parents=True)
    page.write_text("text")
    real = files.remove_folder

    def late(folder: Path) -> None:
        if folder == page.parent and not any(folder.iterdir()):
            (folder / "late.md").write_text("came back")
        real(folder)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files, "remove_folder", late)
        apply(tmp_path, {"overrides/a/talk/why.replace.md": None}, "update")

    assert [one.name for one in page.parent.iterdir()] == ["late.md"]
