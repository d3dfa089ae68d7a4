"""A corner of a table that names nothing is no heading, and those that name something stay headings."""

from __future__ import annotations

from pathlib import Path

from kit.model.findings import Finding
from kit.render.reading.reading import read
from kit.render.site.writer import write_site
from tests.render.editions import edition
from tests.render.site.markup import parsed

PAGE = """\
# Tables

|         | Monday |
| ------- | ------ |
| Morning | scales |

:::{list-table}
:header-rows: 1
:stub-columns: 1

* -
  - Tuesday
* - Evening
  - rounds
:::
"""


def test_an_empty_corner_is_a_plain_cell_and_other_heads_stay(tmp_path: Path) -> None:
    found: list[Finding] = []
    write_site(read(edition({"index.md": PAGE}), tmp_path / "reading", found), tmp_path / "site", {})
    page = parsed(tmp_path / "site" / "index.html")
    heads = ["".join(one.itertext()).strip() for one in page.iter("th")]

    assert heads == ["Monday", "Tuesday", "Evening"]
    assert len(list(page.iter("td"))) == 5
