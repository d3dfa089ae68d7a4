"""The small site, as a hub and as a region, written once for all who read its files."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from tests.render.editions import edition
from tests.render.site.peers import DAY, built_site, peers


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_site(peers(), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def regional(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = peers()
    day = edition({page.path: page.text for page in made.pages.values()}, DAY, start=630).rounds[0]
    date = datetime.date(2027, 1, 20)
    round_ = dataclasses.replace(day, date=date, heads=28, table_size=6, leads={"round-1/how-ready": "Sam"})
    changed = dataclasses.replace(
        made,
        rounds=(round_,),
        publish_run_sheet=True,
        guides_url="https://example.org/guides/",
        based_on="The hub",
        is_region=True,
    )
    return built_site(changed, tmp_path_factory.mktemp("regional"))
