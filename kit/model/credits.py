"""Whose words stand in pages, as ``credits.toml`` says, which travels with the pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

CREDITS = "credits.toml"


@dataclass(frozen=True)
class Credit:
    """A group whose words stand at ``address``, a page, section or field; ``by`` is a person who agreed to be named."""

    address: str
    group: str
    on: datetime.date
    url: str = ""
    by: str = ""

    @property
    def page(self) -> str:
        """The name of the page."""
        return self.address.partition("#")[0].partition(":")[0]

    @property
    def named(self) -> str:
        """The group, after the person if one may be named."""
        return f"{self.by}, {self.group}" if self.by else self.group
