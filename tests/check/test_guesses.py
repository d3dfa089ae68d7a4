"""What somebody most likely meant: guessed among the names that people give, and not among thousands."""

from __future__ import annotations

from kit.app.assemble import assemble
from kit.check.blocks import nearest
from kit.check.settings import check_settings
from kit.franchise.compose.compose import compose
from kit.model.findings import Code, Finding
from tests.hostile.guard import time_limit
from tests.regions import HUB_TOML, hub_files, tree


def test_the_name_most_like_it_is_guessed() -> None:
    assert nearest("venu", ["contact", "venue"]) == "venue"
    assert nearest("venu", ["contact"]) is None


def test_thousands_of_variables_that_nothing_shows_are_told_in_good_time() -> None:
    """A quarter of a megabyte of settings can name so many, and each would be compared with all others."""
    many = "".join(f'v{number} = "x"\n' for number in range(9_000))
    settings = HUB_TOML.replace("[variables]\n", f"[variables]\n{many}")
    found: list[Finding] = []
    composed = compose(tree(hub_files({"hub.toml": settings})), found)
    assert composed is not None
    edition = assemble(composed, found)
    assert edition is not None
    with time_limit(60):
        told = [one for one in check_settings(edition) if one.code is Code.UNUSED_VARIABLE]

    assert len(told) == 9_000
    assert all(one.hint.startswith("Use it on a page") for one in told)
