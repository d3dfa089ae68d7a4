"""Plain facts about what a build writes: whom a file is for, and which names pages of the tree may not have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase


class Audience(Enum):
    """Whom a file is for."""

    EVERYONE = "everyone"
    ORGANISERS = "organisers"  # of no use to others; nothing in it is secret
    FACILITATORS = "facilitators"  # may hold facilitators' notes


class Location(Enum):
    """Where a file stands."""

    TOP = "top"  # beside the home page
    ROUND = "round"  # in the folder of each round


class Claim(Enum):
    """What happens where a page of the tree has the name of something that a build writes."""

    ALWAYS = "always"  # an error
    LATER = "later"  # as always in a hub; a region may be older than the claim: its page stays, the output is left out
    NEVER = "never"  # the page takes the place of the kit's own


@dataclass(frozen=True)
class Reserved:
    """A name that a build needs. ``name`` may hold ``*``: ``*-large`` is every name that ends so."""

    name: str
    place: Location
    claim: Claim = Claim.ALWAYS

    def holds(self, page: str) -> bool:
        """Whether ``page`` (``credits``, ``round-1/day``) has this name, as a page, a round or, at the top, a folder.

        A folder that is no round may have a name that was reserved later: ``common/`` holds pages that rounds share.
        """
        top, _, last = page.partition("/")
        if self.place is Location.ROUND:
            return bool(last) and fnmatchcase(last, self.name)
        return top == self.name and (self.claim is Claim.ALWAYS or last in ("", "index"))
