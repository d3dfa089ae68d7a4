"""Private names of other packages are confirmed before they are used."""

from __future__ import annotations

import pytest

from kit.model.errors import EnvironmentTrouble
from kit.render.reading import private


def test_every_name_is_there_with_the_packages_that_are_installed() -> None:
    private.confirm_private_names.cache_clear()

    private.confirm_private_names()


def test_a_name_that_is_gone_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "NAMES", ("sphinx.builders:Builder.read", "sphinx.builders:Builder.gone"))
    private.confirm_private_names.cache_clear()

    with pytest.raises(EnvironmentTrouble, match=r"it lacks sphinx\.builders:Builder\.gone\.") as caught:
        private.confirm_private_names()

    assert caught.value.exit_code == 4
    private.confirm_private_names.cache_clear()
