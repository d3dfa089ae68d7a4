"""The shape of ``credits.toml``, to which ``accept`` adds a table for each change that a hub takes."""

from __future__ import annotations

from kit.model.schema import Strict
from kit.model.values import Day, Name, Plain, Web


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
