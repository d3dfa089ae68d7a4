"""The layers of docs/explanation/architecture.md: an import runs down the table, and none runs in a circle."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "architecture.md"
TOP = {"__main__", "__init__"}  # the way in, and the version: above and below all layers


def layers() -> list[str]:
    """Return the folders of kit/ from the top of the table to its foot."""
    table = PAGE.read_text(encoding="utf-8").split("## The layers")[1].split("\n## ")[0]
    return re.findall(r"^\| `kit/(\w+)/` \|", table, re.MULTILINE)


@cache
def imports() -> dict[str, dict[str, tuple[int, bool]]]:
    """Return for each module the modules of the kit that it imports: the line, and whether on being imported."""
    paths = {_name(path): path for path in (ROOT / "kit").rglob("*.py")}
    return {name: _imports_of(path, set(paths)) for name, path in paths.items()}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports_of(path: Path, modules: set[str]) -> dict[str, tuple[int, bool]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_once = {id(node) for node in tree.body}
    found: dict[str, tuple[int, bool]] = {}
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kit":
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in modules else node.module for name in whole]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] == "kit"]
        for name in names:
            found.setdefault(name, (getattr(node, "lineno", 0), id(node) in at_once))
    return found


def _layer(module: str) -> str:
    return [*module.split("."), "__init__"][1]


def test_the_table_names_every_folder_of_the_kit_and_no_other() -> None:
    folders = {path.parent.name for path in (ROOT / "kit").glob("*/__init__.py")}

    assert sorted(layers()) == sorted(folders)


def test_every_module_stands_in_a_layer() -> None:
    loose = {path.stem for path in (ROOT / "kit").glob("*.py")}

    assert loose == TOP


def test_no_import_runs_up() -> None:
    order = {name: place for place, name in enumerate(layers())}
    up = [
        f"{module}:{line} imports {used}"
        for module, all_used in imports().items()
        for used, (line, _) in all_used.items()
        if not {_layer(module), _layer(used)} & TOP and order[_layer(used)] < order[_layer(module)]
    ]

    assert up == []


def test_no_imports_run_in_a_circle() -> None:
    left = {
        module: {used for used, (_, at_once) in all_used.items() if at_once} for module, all_used in imports().items()
    }
    while free := [module for module, used in left.items() if not used & left.keys()]:
        for module in free:
            del left[module]

    assert sorted(left) == []


def test_no_two_folders_of_the_writers_import_each_other() -> None:
    left: dict[str, set[str]] = {}
    for module, all_used in imports().items():
        for used in (used for used in (module, *all_used) if used.startswith("kit.render.")):
            left.setdefault(_folder(module), set()).add(_folder(used))
    left = {folder: used - {folder} for folder, used in left.items() if folder.startswith("kit.render.")}
    while free := [folder for folder, used in left.items() if not used & left.keys()]:
        for folder in free:
            del left[folder]

    assert sorted(left) == []


def _folder(module: str) -> str:
    """Return the folder of kit/render in which a module lies, or the module itself where it lies beside them."""
    return ".".join(module.split(".")[:3])


@pytest.mark.parametrize(
    "path",
    sorted(path for kind in ("py", "css", "js", "typ", "html") for path in (ROOT / "kit").rglob(f"*.{kind}")),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_file_of_code_is_longer_than_350_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350
