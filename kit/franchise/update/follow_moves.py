"""Where ``moves.toml`` says that pages and sections are now. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One move of a page or a section, and the version in which it happened."""

    old: str
    new: str
    version: str

    @property
    def turn(self) -> tuple[bool, str]:
        """Whether a section moves, and when."""
        return "#" in self.old, self.version

    def fits(self, address: str) -> bool:
        """Whether it moves ``address``, or the page on which that is."""
        return address in (self.old, f"{self.old}#{address.partition('#')[2]}")

    def of(self, address: str) -> str:
        """Return the new address of ``address``."""
        return self.new if address == self.old or "#" in self.new else self.new + address[len(self.old) :]


def moved(steps: Sequence[Step], address: str) -> str:
    """Return where ``steps`` say that ``address`` is now, "" where they say nothing of it.

    One move leads on to another only where that came in another version: of pages that swap names in one version
    each moves once. With talk -> speech in 2026.2 and speech -> address in 2026.3, talk is at address. With
    talk -> speech and speech -> talk both in 2026.2, talk is at speech, and not back at talk.
    """
    left, used, start = list(steps), set[tuple[bool, str]](), address
    while step := next((one for one in left if one.fits(address) and one.turn not in used), None):
        left.remove(step)
        used.add(step.turn)
        address = step.of(address)
    return "" if address == start and not used else address
