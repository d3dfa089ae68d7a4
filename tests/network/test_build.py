"""Many regions: what is written, what is told, and that one with a mistake stops no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from kit.app.build import Order
from kit.model.errors import EnvironmentTrouble
from kit.model.findings import Code, Level
from kit.network.build import build_network, exit_code
from kit.network.engines import Engine, cluster, here, processes
from kit.network.members import Member, members
from kit.network.task import Job, Outcome, Task
from tests.helpers import build_file_tree
from tests.network.regions import write_regions
from tests.network.test_law import files
from tests.regions import NEXT_STEPS, hub_files, region_files

SITE = Job(Order(("site",)))


def silent(_: Outcome, __: int) -> None:
    """Nobody looks on."""


def built(everyone: Sequence[Member], out: Path, engine: Engine = here) -> list[Outcome]:
    return build_network(everyone, out, SITE, engine, silent)


@pytest.fixture
def everyone(tmp_path: Path) -> list[Member]:
    return members(write_regions(tmp_path, [[], ["a section"], ["a date", "areas"]]))


def spoil(one: Member) -> None:
    page = one.root / "pages" / "round-1" / "ours.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n", encoding="utf-8")


def test_a_region_with_a_mistake_stops_no_other_and_keeps_what_it_had(everyone: list[Member], tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(everyone, out)
    before = files(out / "region-1")
    spoil(everyone[1])
    (everyone[2].root / "region.toml").write_text("schema = = 1\n", encoding="utf-8")
    found = built(everyone, out)

    assert [one.member.id for one in found] == ["region-0", "region-1", "region-2"]
    assert [one.code for one in found] == [0, 1, 1]
    assert Code.BROKEN_LINK in {one.code for one in found[1].findings}
    assert files(out / "region-1") == before
    assert exit_code(found) == 1


def test_where_nothing_can_be_written_no_region_is_tried(everyone: list[Member], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("A file.\n", encoding="utf-8")
    tried: list[Task] = []

    def engine(tasks: Sequence[Task]) -> Iterator[Outcome]:
        tried.extend(tasks)
        return iter(())

    with pytest.raises(EnvironmentTrouble, match="No region was built"):
        built(everyone, tmp_path / "taken" / "out", engine)
    assert tried == []


def test_a_mistake_on_a_page_that_regions_share_is_told_of_each(tmp_path: Path) -> None:
    """Both leave out the section with a word that a page of the hub leads to, so that this page is wrong for both."""
    hub = hub_files(
        {
            "words.md": "# Words\n\n## Hard words\n\n:::{glossary}\nTriage\n: Sorting.\n:::\n\n## More\n\nText.\n",
            "round-1/next-steps.md": NEXT_STEPS + "\nAbout {term}`Triage`.\n",
        }
    )
    gone = {"overrides/words/hard-words.remove.md": ""}
    for name, local in {"whole": {}, "first": gone, "second": gone}.items():
        settings = region_files(local, hub=hub)["region.toml"].replace('id = "midlands"', f'id = "{name}"')
        build_file_tree(tmp_path / name, region_files(local, hub=hub) | {"region.toml": settings})
    found = built(members([tmp_path / name for name in ("whole", "first", "second")]), tmp_path / "out")

    assert [one.code for one in found] == [0, 1, 1]
    wrong = [[one.file for one in outcome.findings if one.level is Level.ERROR] for outcome in found[1:]]
    assert wrong == [["upstream/round-1/next-steps.md"]] * 2


def test_the_exit_code_says_the_worst_and_what_is_unsafe_first(everyone: list[Member]) -> None:
    one = everyone[0]

    assert exit_code([Outcome(one), Outcome(one)]) == 0
    assert exit_code([Outcome(one, 4), Outcome(one, 1), Outcome(one, 3)]) == 3
    assert exit_code([Outcome(one, 4), Outcome(one, 1)]) == 1
    assert exit_code([Outcome(one), Outcome(one, 4)]) == 4


def test_progress_is_told_region_by_region(everyone: list[Member], tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    build_network(everyone, tmp_path / "out", SITE, here, lambda one, done: told.append((one.member.id, done)))

    assert told == [("region-0", 1), ("region-1", 2), ("region-2", 3)]


def test_the_page_of_all_groups_leads_to_each_and_names_their_dates(everyone: list[Member], tmp_path: Path) -> None:
    built(everyone, tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")

    for one in everyone:
        assert f'href="{one.id}/site/index.html"' in page
        assert f'href="{one.id}/site/round-1/index.html"' in page
        assert (tmp_path / "out" / one.id / "site" / "round-1" / "index.html").is_file()
    assert "Wednesday 20 January 2027" in page
    assert "Wednesday 10 February 2027" in page
    assert "West Midlands" in page


@pytest.mark.slow
def test_several_processes_make_the_same_bytes(everyone: list[Member], tmp_path: Path) -> None:
    built(everyone, tmp_path / "one")
    found = built(everyone, tmp_path / "two", processes(2))

    assert {one.code for one in found} == {0}
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that ends a process at once")
def test_a_worker_that_is_killed_loses_nothing(everyone: list[Member], tmp_path: Path) -> None:
    """The first region's process is killed as soon as another region is there, as when memory runs out."""
    victims = [os.getpid()]

    def engine(tasks: Sequence[Task]) -> Iterator[Outcome]:
        import multiprocessing

        for at, outcome in enumerate(processes(2)(tasks)):
            if at == 0:
                worker = multiprocessing.active_children()[0]
                assert worker.pid not in victims
                os.kill(int(worker.pid or 0), signal.SIGKILL)
            yield outcome

    found = built(everyone, tmp_path / "out", engine)
    built(everyone, tmp_path / "alone")

    assert [one.code for one in found] == [0, 0, 0]
    assert files(tmp_path / "out") == files(tmp_path / "alone")


@contextmanager
def dask(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a scheduler and workers of Dask's, and yield the scheduler's address and the workers."""
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", local_directory=folder
    ) as made:
        yield made.scheduler_address, list(made.workers.values())


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes_also_where_a_worker_is_lost(everyone: list[Member], tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    built(everyone, tmp_path / "one")
    with dask(tmp_path / "dask", 2) as (address, workers):

        def engine(tasks: Sequence[Task]) -> Iterator[Outcome]:
            for at, outcome in enumerate(cluster(address)(tasks)):
                if at == 0:
                    os.kill(workers[0].pid, signal.SIGKILL)
                yield outcome

        found = built(everyone, tmp_path / "two", engine)

    assert {one.code for one in found} == {0}
    assert files(tmp_path / "one") == files(tmp_path / "two")
