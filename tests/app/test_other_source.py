"""A hub that was copied from the kit's own is told where its regions would still receive from that one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.franchise.upstream.sources import builtin_hub
from kit.model.findings import Code
from tests.helpers import build_file_tree, places
from tests.regions import HUB, region_files

ITS_OWN = (builtin_hub() / "hub.toml").read_text(encoding="utf-8").partition("licence")[0]
COPY = ITS_OWN.replace('name = "', 'name = "Northern ')


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        (COPY + 'source = "builtin"\n', 5),
        (ITS_OWN.replace('id = "hub"', 'id = "north"') + '\n\nsource = "builtin"\n', 7),
        (COPY + 'source = "https://example.org/hub.git"\n', None),
        (COPY, None),
        (ITS_OWN + 'source = "builtin"\n', None),
    ],
)
def test_only_a_hub_that_is_another_one_is_told(settings: str, line: int | None, tmp_path: Path) -> None:
    build_file_tree(tmp_path, HUB | {"hub.toml": settings})

    told = [one for one in examine(tmp_path).findings if one.code is Code.OTHER_SOURCE]

    assert places(told) == ([] if line is None else [(Code.OTHER_SOURCE, f"hub.toml:{line}")])


def test_a_region_of_such_a_hub_is_not_told(tmp_path: Path) -> None:
    build_file_tree(tmp_path, region_files({}, hub=HUB | {"hub.toml": COPY + 'source = "builtin"\n'}))

    assert Code.OTHER_SOURCE not in {one.code for one in examine(tmp_path).findings}
