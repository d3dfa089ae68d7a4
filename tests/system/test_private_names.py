"""Names that other packages do not promise are confirmed before they are used, and all of them are listed.

A name that begins with an underscore is somebody else's, unless the file that uses it defines it too: our own private
names stay in their files. Names of the standard library that begin so (``os._exit``) are in its reference.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble
from kit.system import private_names
from kit.system.private_names import DECK, DECKS, DOCUMENT, READING, SPHINX, confirm_attributes, confirm_modules

KIT = Path(private_names.__file__).parents[1]
LIST = Path(private_names.__file__)
OTHERS = [path for path in sorted(KIT.rglob("*.py")) if path != LIST]
# Relied on without being named: steps of the kit come before or after what these do, or take over what they leave.
UNNAMED = {"CollectFootnotes", "MystReferenceResolver", "_html_page_context", "initial_data"}
BY_TEXT = {"getattr", "hasattr", "setattr", "delattr"}  # functions that take the name of an attribute as a text


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def listed() -> set[str]:
    """Return every part of the names in the list."""
    names = [name.replace(":", ".") for name in (*READING, *SPHINX, *DECKS, *DECK, *DOCUMENT)]
    return {part for name in names for part in name.split(".")}


def foreign(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of each private name of another package that a file uses."""
    ours = set(_defined(tree))
    modules = {name for name in _imported(tree) if name in sys.stdlib_module_names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id in modules):
            yield from ((node.lineno, node.attr) for _ in range(node.attr not in ours))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] not in ("kit", "__future__"):
            yield from ((node.lineno, name) for one in node.names for name in f"{node.module}.{one.name}".split("."))
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, name) for one in node.names for name in one.name.split("."))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BY_TEXT:
            yield from _texts(node.args[1:2])
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call):  # vars(thing)["_name"]
            yield from _texts([node.slice] if ast.unparse(node.value.func) == "vars" else [])


def _texts(nodes: list[ast.expr]) -> Iterator[tuple[int, str]]:
    return ((one.lineno, one.value) for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            yield node.attr


def _imported(tree: ast.Module) -> Iterator[str]:
    return (one.asname or one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names)


def strange(text: str) -> list[str]:
    return [name for _, name in foreign(ast.parse(text)) if private(name)]


def test_every_private_name_of_another_package_is_listed() -> None:
    found = [
        f"{path.relative_to(KIT).as_posix()}:{line}: {name}"
        for path in OTHERS
        for line, name in foreign(ast.parse(path.read_text(encoding="utf-8")))
        if private(name) and name not in listed()
    ]

    assert found == [], "list them in kit/system/private_names.py, so that they are confirmed before they are used"


def test_every_listed_name_is_used() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in OTHERS)
    last = {name.replace(":", ".").rpartition(".")[2] for name in (*READING, *SPHINX, *DECKS, *DECK, *DOCUMENT)}

    assert {name for name in last if name not in texts} == UNNAMED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("env._builder_cls", ["_builder_cls"]),
        ("part.package._rels.values()", ["_rels"]),
        ("import sphinx._cli", ["_cli"]),
        ("from sphinx.builders.html._assets import checksum", ["_assets"]),
        ("from sphinx.builders import _write_docname", ["_write_docname"]),
        ("vars(directives)['_directives']", ["_directives"]),
        ("getattr(env, '_search', None)", ["_search"]),
        ("class Mine(Theirs):\n    def go(self): return self._domains", ["_domains"]),
        ("class Mine:\n    _ours = 1\n    def go(self): return self._ours", []),
        ("class Mine:\n    def go(self): self._ours = 1; return self._ours", []),
        ("import os\nos._exit(0)", []),
        ("from kit.system import _private", []),
        ("thing.__class__", []),
    ],
)
def test_a_private_name_is_somebody_elses_unless_its_file_defines_it(text: str, found: list[str]) -> None:
    assert strange(text) == found


def test_every_name_is_there_with_the_packages_that_are_installed() -> None:
    confirm_modules("Sphinx", READING)
    confirm_modules("lxml", DECKS)


@pytest.mark.parametrize("name", ["sphinx.builders:Builder.gone", "sphinx.gone:Builder"])
def test_a_name_that_is_gone_is_told_in_one_sentence(name: str) -> None:
    with pytest.raises(EnvironmentTrouble, match=rf"installed Sphinx .* it lacks {name}\.") as caught:
        confirm_modules("Sphinx", ("sphinx.builders:Builder.read", name))

    assert caught.value.exit_code == 4


def test_attributes_are_looked_up_one_after_another_and_in_lists() -> None:
    class Thing:
        parts = ("a text",)

    confirm_attributes("Sphinx", Thing(), ("parts.0.upper",))
    with pytest.raises(EnvironmentTrouble, match=r"it lacks parts\.0\.gone\."):
        confirm_attributes("Sphinx", Thing(), ("parts.0.upper", "parts.0.gone"))
