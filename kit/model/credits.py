"""Whose words stand in a hub's pages: ``credits.toml``, to which ``accept`` adds and which travels with the pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kit.model.schema import Strict
from kit.model.values import Day, Name, Plain, Web

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


class CreditFile(Strict):
    """``[[credit]]``."""

    address: Plain
    group: Name
    on: Day
    url: Web = ""
    by: Plain = ""


class CreditsFile(Strict):
    """``credits.toml``."""

    credit: list[CreditFile]
