"""What pages offer for download."""

from __future__ import annotations

from dataclasses import dataclass

_KILO = 1000  # file sizes on web pages are decimal


@dataclass(frozen=True)
class Download:
    """A file that round pages link to.

    ``path`` is its place in the site (``downloads/round-1/attendee.pdf``), ``title`` what it is, for people,
    ``kind`` its type as people say it (``PDF``), ``size`` its length in bytes. ``organisers`` says that only they need
    it: pages list those apart.
    """

    path: str
    title: str
    kind: str
    size: int
    organisers: bool = False

    @property
    def detail(self) -> str:
        """Type and size for people, such as "PDF, 120 KB"."""
        return f"{self.kind}, {people_size(self.size)}"


def people_size(size: int) -> str:
    """Return a size in bytes for people, such as "120 KB" or "1.4 MB"; nothing is under 1 KB."""
    kilos = max(1, round(size / _KILO))
    return f"{kilos} KB" if kilos < _KILO else f"{size / _KILO**2:.1f} MB"
