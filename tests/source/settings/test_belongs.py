"""A line that stands in the wrong part of a settings file is told with the part to which it belongs."""

from __future__ import annotations

import pytest

from kit.model.schema import HubFile, PageFile, RegionFile
from kit.source.settings.belongs import belongs

ROUND = ("round", "round-5")


@pytest.mark.parametrize(
    ("key", "stands", "hint"),
    [
        ("url", ROUND, "It belongs to the top of the file, above the first line in square brackets."),
        ("areas", ("brand",), "It belongs to the top of the file, above the first line in square brackets."),
        ("heads", (), "It belongs below a line that says [round.round-1]"),
        ("heads", (*ROUND, "agenda", 0), "It belongs below a line that says [round.round-5]"),
        ("minutes", ROUND, "It belongs below a line that says [[round.round-5.agenda]]"),
        ("logo", (), "It belongs below a line that says [brand]"),
        ("venue", ROUND, "It belongs below a line that says [variables]"),
        ("contact", (), "It belongs below a line that says [variables]"),
        ("reply_days", ("privacy",), "It belongs below a line that says [accessibility]"),
        ("tree", (), ""),
        ("font", ("brand",), ""),
    ],
)
def test_a_name_of_another_part_is_told_with_it(key: str, stands: tuple[str | int, ...], hint: str) -> None:
    assert belongs(RegionFile, key, stands) == hint


def test_a_hub_has_no_rounds_in_its_settings() -> None:
    assert belongs(HubFile, "heads", ()) == ""
    assert belongs(HubFile, "url", ("brand",)).startswith("It belongs to the top")


def test_other_files_have_no_such_parts() -> None:
    assert belongs(PageFile, "url", ("set",)) == ""
