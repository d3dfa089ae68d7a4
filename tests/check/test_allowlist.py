"""The allow-list names what exists, and all that exists beside it is known to be refused."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import en
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from kit.check import allowlist
from kit.check.allowlist import ROLES, UNSAFE_DIRECTIVES, UNSAFE_ROLES, is_unsafe

OURS = {"activity", "say", "facilitator", "slide", "handout", "lang", "passage"}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """Return the names of all directives and roles that Sphinx has with MyST and sphinx-design."""
    folder = tmp_path_factory.mktemp("sphinx")
    (folder / "conf.py").write_text("extensions = ['myst_parser', 'sphinx_design']\n")
    (folder / "index.md").write_text("# A\n")
    with docutils_namespace():
        app = Sphinx(folder, folder, folder / "o", folder / "d", "html", status=io.StringIO(), warning=io.StringIO())
        domains = list(app.registry.domains.values())
        names: Any = ([*vars(directives)["_directives"], *en.directives], [*vars(roles)["_roles"], *en.roles])
        return (
            {*names[0], *(name for domain in domains for name in domain.directives)},
            {*names[1], *(name for domain in domains for name in domain.roles)},
        )


def test_everything_that_exists_is_either_allowed_or_refused(known: tuple[set[str], set[str]]) -> None:
    blocks, words = known
    unknown_words = {name for name in words - ROLES if not is_unsafe(name, UNSAFE_ROLES)}

    assert {name for name in blocks - allowlist.directives() if not is_unsafe(name, UNSAFE_DIRECTIVES)} == set()
    # Roles of domains that have only a domain's own short names, such as func, are reached as py:func.
    assert {name for name in unknown_words if name in {*en.roles, *vars(roles)["_roles"]}} == set()


def test_everything_allowed_exists_or_is_ours(known: tuple[set[str], set[str]]) -> None:
    blocks, words = known

    assert allowlist.directives() - blocks == OURS
    assert ROLES - words == {"lang"}
    assert [name for name in (*UNSAFE_DIRECTIVES, "unheard-of") if allowlist.argument_of(name)] == []


def test_nothing_is_both_allowed_and_refused() -> None:
    assert not allowlist.directives() & UNSAFE_DIRECTIVES
    assert not ROLES & UNSAFE_ROLES


@pytest.mark.parametrize("name", ["include", "INCLUDE", "py:class", "Std:option"])
def test_capitals_and_domains_hide_nothing(name: str) -> None:
    assert is_unsafe(name, UNSAFE_DIRECTIVES)
