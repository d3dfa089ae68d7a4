"""Where ``moves.toml`` says that pages and sections are now. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One move of a page or a section, and the version in which it happened."""

    old: str
    new: str
    version: str

    @property
    def since(self) -> tuple[int, ...]:
        """The version as numbers, of which 2026.10 comes after 2026.9."""
        return tuple(int(one) for one in re.findall(r"\d+", self.version))

    @property
    def turn(self) -> tuple[tuple[int, ...], bool]:
        """When it takes place: in each version sections move first, as their new addresses name the page as it is."""
        return self.since, "#" not in self.old

    def may_follow(self, other: Step) -> bool:
        """Whether this can be the next move of what ``other`` moved: not from before, and once in each version.

        In one version a section can move, and its page too, unless the section went to another page by itself.
        """
        if self.version != other.version:
            return self.since >= other.since
        if "#" in self.old:
            return "#" not in other.old
        return "#" in other.old and _page(other.old) == _page(other.new)

    def fits(self, address: str) -> bool:
        """Whether it moves ``address``, or the page on which that is."""
        return address in (self.old, f"{self.old}#{address.partition('#')[2]}")

    def of(self, address: str) -> str:
        """Return the new address of ``address``."""
        return self.new if address == self.old or "#" in self.new else self.new + address[len(self.old) :]


def moved(steps: Sequence[Step], address: str) -> str:
    """Return where ``steps`` say that ``address`` is now, "" where they say nothing of it.

    One move leads on to another only where that came in a later version: of pages that swap names in one version
    each moves once. With talk -> speech in 2026.2 and speech -> address in 2026.3, talk is at address. With
    talk -> speech and speech -> talk both in 2026.2, talk is at speech, and not back at talk. With speech -> address
    in 2026.2 and talk -> speech in 2026.3, talk is at speech: that name was free again by then.
    """
    used = list[Step]()
    while fitting := [one for one in steps if one.fits(address) and all(one.may_follow(other) for other in used)]:
        used.append(min(fitting, key=lambda one: one.turn))
        address = used[-1].of(address)
    return address if used else ""


def _page(address: str) -> str:
    return address.partition("#")[0]
