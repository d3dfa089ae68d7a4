"""Editions of the small hub and region, assembled as a build does it."""

from __future__ import annotations

from collections.abc import Mapping

from kit.app.assemble import assemble
from kit.check.edition import check_edition
from kit.franchise.compose.compose import compose
from kit.model.edition import Edition
from kit.model.findings import Finding, has_errors
from kit.render.outputs import reserved_names
from tests.regions import hub_files, region_files, tree


def edition_of(files: Mapping[str, str]) -> tuple[Edition, list[Finding]]:
    """Return the edition of ``files`` and what checks say of it; reading it finds no error."""
    found: list[Finding] = []
    composed = compose(tree(files), found)
    assert composed is not None
    edition = assemble(composed, found)
    assert edition is not None
    return edition, [*found, *check_edition(edition, reserved_names())]


def region(settings: str, hub: Mapping[str, str] | None = None, local: Mapping[str, str] | None = None) -> Edition:
    """Return the small region with ``settings`` at the end of its region.toml, its hub changed by ``hub``."""
    edition, found = edition_of(region_files(dict(local or {}), settings, hub_files(hub)))
    assert not has_errors(found), found
    return edition
