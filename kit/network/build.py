"""``network build`` as a list of steps: who, where, all of them, the page that lists them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from kit.network.engines import Engine
from kit.network.index import write_index
from kit.network.members import Member
from kit.network.task import Job, Outcome, Task
from kit.publish.region import plainly

Tell = Callable[[Outcome, int], None]  # what became of a region, and how many are done


def build_network(everyone: Sequence[Member], out: Path, job: Job, engine: Engine, tell: Tell) -> list[Outcome]:
    """Build ``everyone`` into folders of ``out``, and a page that lists them; return what became of each.

    A region that has an error keeps the build that it had. Raises EnvironmentTrouble where there is no place to write:
    before the first region, for no other could be written either.
    """
    _make_sure_of(out)
    tasks = [Task(one, out / one.id, job) for one in everyone]
    found: list[Outcome] = []
    for outcome in engine(tasks):
        found.append(outcome)
        tell(outcome, len(found))
    write_index(out)
    place = {one: at for at, one in enumerate(everyone)}
    return sorted(found, key=lambda one: place[one.member])


def _make_sure_of(out: Path) -> None:
    """Make the folder ``out``, and a file in it for a moment, to know that regions can be written there."""
    with plainly(out, "No region was built.", "See that you may write there, or choose another place with --out."):
        out.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=out).close()


def exit_code(found: Sequence[Outcome]) -> int:
    """Return the exit code of it all: 3 where anything was unsafe, else 1 for errors, else 4 for the machine's part."""
    codes = {one.code for one in found}
    return next((code for code in (3, 1, 4, *codes) if code in codes), 0)
