"""Where tasks are done: in this process, in several, or on a Dask cluster. Each yields outcomes as they come."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from kit.model.errors import EnvironmentTrouble
from kit.network.bases import Bases
from kit.network.task import Outcome, Task, perform, perform_in_pool
from kit.system.extras import install_command
from kit.system.workdir import scratch

Engine = Callable[[Sequence[Task]], Iterator[Outcome]]


def here(tasks: Sequence[Task]) -> Iterator[Outcome]:
    """Do ``tasks`` in this process."""
    with scratch("network") as folder:
        bases = Bases(folder)
        for task in tasks:
            yield perform(task, bases)


def processes(number: int) -> Engine:
    """Return an engine of ``number`` processes.

    Each starts anew (``spawn``) and not as a copy of this one, which Windows and macOS cannot make, and which takes
    locks and open files along. Where a process is killed, what it worked on is tried once more, alone.
    """

    def engine(tasks: Sequence[Task]) -> Iterator[Outcome]:
        left = list(tasks)
        with _pool(number) as pool:
            for outcome in _done(pool, left):
                left = [task for task in left if task.member != outcome.member]
                yield outcome
        for task in left:
            with _pool(1) as pool:
                yield next(_done(pool, [task]), _killed(task))

    return engine


def _killed(task: Task) -> Outcome:
    message = "The process that built it was ended twice, most often because the machine had no memory left."
    return Outcome(task.member, EnvironmentTrouble.exit_code, (), message, "Build fewer at a time: --jobs 1.")


def _pool(number: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(number, multiprocessing.get_context("spawn"))


def _done(pool: Executor, tasks: Sequence[Task]) -> Iterator[Outcome]:
    """Yield the outcome of each task; those that were lost with a process of the pool are passed over."""
    futures: list[Future[Outcome]] = [pool.submit(perform_in_pool, task) for task in tasks]
    try:
        for future in as_completed(futures):
            if not isinstance(future.exception(), BrokenProcessPool):
                yield future.result()
    except BaseException:
        for future in futures:
            future.cancel()
        raise


def cluster(address: str) -> Engine:
    """Return an engine that hands tasks to the Dask scheduler at ``address``; its workers must see the same folders.

    Dask gives what a lost worker had to another. Raises EnvironmentTrouble where Dask is missing or does not answer.
    """

    def engine(tasks: Sequence[Task]) -> Iterator[Outcome]:
        with _client(address) as executor:
            yield from _done(executor, tasks)

    return engine


@contextmanager
def _client(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        message = "Building on a cluster needs Dask, which is not installed."
        raise EnvironmentTrouble(message, f"Install it with: {install_command('cluster')}") from error
    try:
        client = Client(address, timeout=10)  # type: ignore[no-untyped-call]  # Dask has no types
    except (OSError, ValueError) as error:
        hint = "Start one with: dask scheduler, and name the address that it shows, such as tcp://127.0.0.1:8786"
        raise EnvironmentTrouble(f"No Dask scheduler answers at {address}.", hint) from error
    with client:
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]  # as above
