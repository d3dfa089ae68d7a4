"""Names of python-pptx that it does not promise are confirmed before they are used."""

from __future__ import annotations

import pytest
from pptx.opc.package import OpcPackage

from kit.model.errors import EnvironmentTrouble
from kit.render.deck.design import open_design
from kit.render.deck.writer import write_decks
from tests.render.deck.conftest import Made, draw


def test_every_name_is_there_with_the_package_that_is_installed() -> None:
    open_design.confirm_private_names.cache_clear()
    open_design.confirm_private_names()


def test_without_one_of_them_no_deck_is_begun_and_one_sentence_says_why(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_design.confirm_private_names.cache_clear()
    monkeypatch.delattr(OpcPackage, "drop_rel")
    with pytest.raises(EnvironmentTrouble, match=r"python-pptx .* lacks part\.package\.drop_rel\.") as caught:
        write_decks(made.edition, made.document, [], draw=draw)
    assert caught.value.exit_code == 4
    open_design.confirm_private_names.cache_clear()
