"""What moves.toml says of an address, in whatever order it lists its moves."""

from __future__ import annotations

from itertools import permutations

import pytest

from kit.franchise.update.follow_moves import Step, moved

RENAMED, NEXT = Step("r/talk", "r/speech", "2026.9"), Step("r/speech", "r/address", "2026.10")
SWAPPED = Step("r/speech", "r/talk", "2026.9")
TO_NEW_PAGE = Step("r/talk#why", "r/speech#reasons", "2026.9")
ON_OLD_PAGE = Step("r/talk#why", "r/talk#reasons", "2026.9")
ON_NEW_PAGE = Step("r/speech#why", "r/speech#reasons", "2026.9")
FREED = Step("r/speech", "r/address", "2026.8")


@pytest.mark.parametrize(
    ("steps", "address", "now"),
    [
        ((RENAMED, NEXT), "r/talk", "r/address"),
        ((RENAMED, FREED), "r/talk", "r/speech"),
        ((RENAMED, FREED), "r/speech", "r/address"),
        ((RENAMED, SWAPPED), "r/talk", "r/speech"),
        ((RENAMED, SWAPPED), "r/speech#why", "r/talk#why"),
        ((RENAMED, TO_NEW_PAGE), "r/talk#why", "r/speech#reasons"),
        ((RENAMED, SWAPPED, TO_NEW_PAGE), "r/talk#why", "r/speech#reasons"),
        ((RENAMED, ON_OLD_PAGE), "r/talk#why", "r/speech#reasons"),
        ((RENAMED, ON_NEW_PAGE), "r/talk#why", "r/speech#reasons"),
        ((RENAMED, NEXT, TO_NEW_PAGE), "r/talk#why", "r/address#reasons"),
        ((RENAMED, TO_NEW_PAGE), "r/welcome", ""),
    ],
)
def test_moves_lead_on_only_into_later_versions_and_for_a_section_first(
    steps: tuple[Step, ...], address: str, now: str
) -> None:
    assert {moved(order, address) for order in permutations(steps)} == {now}
