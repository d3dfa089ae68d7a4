"""Results of pure functions, kept from one run to the next of a process that goes on, such as the live preview.

Nothing is kept unless a Memory is in use, so a single build takes no more room than before. What work on one region
asks for again and again is kept without one too (``lasting``), until whoever goes on to another region lets it go.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_AGE = 8  # runs: how long a result is kept that nobody asks for, as while another file has a mistake
_BY_VALUE = (str, bytes, int, float, tuple, frozenset, type(None))


class Memory:
    """What functions that are ``remembered`` returned and found, by their arguments."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]] = {}
        self._asked: dict[tuple[Any, ...], int] = {}
        self._run = 0

    def __len__(self) -> int:
        return len(self._kept)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """While it is open, remember; when it closes, forget what nobody has asked for in the last runs."""
        self._run += 1
        token = _IN_USE.set(self)
        try:
            yield
        finally:
            _IN_USE.reset(token)
            for key in [key for key, run in self._asked.items() if run <= self._run - _AGE]:
                del self._asked[key], self._kept[key]

    def recall(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """Return what ``function`` returns; a list as its last argument grows by what it finds."""
        *given, found = arguments if isinstance(arguments[-1], list) else (*arguments, [])
        key = (function, *(_part(one) for one in given))
        if key not in self._kept:
            added: list[Any] = []
            takes_list = len(given) < len(arguments)
            result = function(*given, added) if takes_list else function(*given)
            self._kept[key] = (result, tuple(added))
        self._asked[key] = self._run
        result, added_before = self._kept[key]
        found.extend(added_before)
        return list(result) if isinstance(result, list) else result


_IN_USE: ContextVar[Memory | None] = ContextVar("memory", default=None)


def in_use() -> bool:
    """Whether a Memory is, because work follows that is like what is done now."""
    return _IN_USE.get() is not None


@contextmanager
def remembering() -> Iterator[None]:
    """While it is open, remember: in the Memory that is in use, else in one of its own, for work that repeats."""
    if _IN_USE.get() is not None:
        yield
        return
    with Memory().in_use():
        yield


_LASTING: list[Callable[[], None]] = []  # each empties what one function has kept


def lasting(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a pure function keep the ``most`` results that were asked for last, until ``let_go``."""

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        kept: Any = functools.lru_cache(maxsize=most)(function)
        _LASTING.append(kept.cache_clear)
        return cast("Callable[P, R]", kept)

    return keep


def let_go() -> None:
    """Forget all that ``lasting`` functions keep: the next region says other words."""
    for empty in _LASTING:
        empty()


class _Same:
    """Stands for an object that is compared by being the same one; it is kept, so nothing else gets its number."""

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __hash__(self) -> int:
        return id(self._thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._thing is self._thing


def _part(argument: object) -> object:
    return argument if isinstance(argument, _BY_VALUE) else _Same(argument)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Let a pure function be remembered while a Memory is in use.

    What it returns depends on its arguments alone and is not changed by anybody afterwards. Its last argument may be a
    list, to which it may only add. Texts, bytes, numbers, and tuples and sets of them are compared by value, all else
    by being the same object.
    """

    @functools.wraps(function)
    def recalled(*args: P.args, **kwargs: P.kwargs) -> R:
        memory = _IN_USE.get()
        if memory is None or kwargs or not args:
            return function(*args, **kwargs)
        result: R = memory.recall(function, args)
        return result

    return recalled
