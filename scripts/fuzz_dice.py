"""Dice for random files as a careless or hostile stranger might send them, and damage to any file, for ``fuzz.py``.

The same files come for the same seed. Half of each is made from a grammar of what the kit's readers know, half is a
good file that was damaged: see ``fuzz_pages.py`` and ``fuzz_files.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

NOTE = "zephyrnote"  # stands in facilitators' notes alone, so it may reach few files
LIVE = "alert(666)"  # what a script would run

T = TypeVar("T")


class Dice(Random):
    """Dice that throw something odd with the probability ``wild``: at 0 the files are good, at 1 hardly readable."""

    wild = 0.5

    def odd(self) -> bool:
        """Whether something odd comes now."""
        return self.random() < self.wild

    def pick(self, good: Sequence[T], odd: Sequence[T]) -> T:
        """Return one of the good ones, or of the odd ones."""
        return self.choice(odd if self.odd() else good)


def each(names: str) -> list[str]:
    """Return the names that stand in a text."""
    return names.split()


def damaged(random: Dice, data: bytes) -> bytes:
    """Return ``data`` cut off, with bytes changed, doubled, taken out or put in."""
    made = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(made) + 1)
        until = min(len(made), at + random.choice((1, 1, 4, 40)))
        how = random.randrange(5)
        if how == 0 and at < len(made):
            made[at] = random.randrange(256)
        elif how == 1:
            made[at:at] = made[at:until]
        elif how == 2:
            del made[at:until]
        elif how == 3:
            made[at:at] = random.choice(
                (b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\n---\n", b":::", b"\xe2\x80\xae")
            )
        elif random.random() < 0.2:
            del made[at:]
    return bytes(made)
