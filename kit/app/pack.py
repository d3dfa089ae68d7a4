"""A pack for the day: one round built whole, and all of it in one zip that works offline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kit.app.build import Order, Tell, render
from kit.app.check import examine, guides_of, ordered
from kit.model.edition import Edition, only_round, round_named
from kit.model.errors import FindingsError
from kit.model.findings import Finding, has_errors
from kit.publish.archive import zipped
from kit.publish.single import write_over
from kit.render.pack import START, packed
from kit.system.workdir import scratch


@dataclass(frozen=True)
class Ready:
    """A round that can be packed: its edition, without the other rounds, and what was found on the way."""

    edition: Edition
    round: str
    guides: Path | None
    findings: tuple[Finding, ...]

    @property
    def target(self) -> Path:
        """Where a pack goes unless people say otherwise."""
        return Path("_build") / f"{self.edition.id}-{self.round}.zip"


def ready(root: Path, round_name: str) -> Ready:
    """Return the round to be packed. Its run sheet is in the pack even where the region does not publish it.

    So is what is never published: the day page with notes.

    Raises FindingsError where a page has an error, WrongUsage for an unknown round.
    """
    examined = examine(root)
    if examined.edition is None or has_errors(examined.findings):
        raise FindingsError(examined.findings)
    edition = replace(only_round(examined.edition, round_name), publish_run_sheet=True, packed=True)
    return Ready(edition, round_name, guides_of(root), examined.findings)


def pack(one: Ready, dest: Path, tell: Tell, large_print: bool = False) -> tuple[Finding, ...]:
    """Build the round and write its pack to ``dest``, whole or not at all; return the findings left.

    With ``large_print`` it holds that too.

    Raises FindingsError where a writer finds an error, EnvironmentTrouble where ``dest`` cannot be written.
    """
    found = list(one.findings)
    with scratch("pack") as work:
        made = render(one.edition, work, Order(large_print=large_print), one.guides, found, tell)
    tell("Packing")
    files = packed(one.edition, round_named(one.edition, one.round), made)
    write_over(dest, zipped(files, one.edition.epoch), START)
    return ordered(found)
