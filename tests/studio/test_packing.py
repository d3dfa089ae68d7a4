"""A studio's folder: what is missing is told at once, and the same folders give the same bytes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.studio import studio_in
from kit.model.errors import WrongUsage
from kit.publish.swap import fill
from kit.studio.packing import studio_files
from kit.studio.wheels import chosen, pruned
from tests.helpers import build_file_tree

RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LXML = "lxml-6.1-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
FACTS = {"info": {"python": "3.14.2"}, "packages": {"lxml": {"file_name": LXML}}}


def wheel(*paths: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for path in paths:
            packed.writestr(path, path)
    return made.getvalue()


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    return build_file_tree(
        tmp_path / "pyodide", {**dict.fromkeys(RUNTIME, "x"), "pyodide-lock.json": json.dumps(FACTS)}
    )


def names_missing(pyodide: Path, wheels: Path) -> list[str]:
    with pytest.raises(WrongUsage) as error:
        chosen(pyodide, wheels)
    return error.value.message.rpartition(": ")[2].rstrip(".").split(", ")


@pytest.fixture
def wheels(tmp_path: Path, pyodide: Path) -> Path:
    """Return a folder with a wheel of each package that the kit needs in a browser."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    named = [f"{name.replace('-', '_')}-1.0-py3-none-any.whl" for name in names_missing(pyodide, folder)]
    return build_file_tree(folder, {name: wheel(f"{name.partition('-')[0]}/__init__.py") for name in named})


def test_every_package_that_is_missing_is_named(pyodide: Path, tmp_path: Path) -> None:
    missing = names_missing(pyodide, tmp_path)

    assert {"sphinx", "typst", "pydantic-core", "markupsafe"} <= set(missing)
    assert not {"lxml", "pillow", "colorama"} & set(missing)


def test_a_wheel_for_another_system_will_not_do_unless_its_compiled_parts_only_make_it_quicker(
    pyodide: Path, wheels: Path
) -> None:
    native = "1.0-cp311-cp311-manylinux_2_17_x86_64.whl"
    for name in ("markupsafe", "pydantic_core"):
        (wheels / f"{name}-1.0-py3-none-any.whl").rename(wheels / f"{name}-{native}")

    assert names_missing(pyodide, wheels) == ["pydantic-core"]


def test_pictures_and_decks_need_a_distribution_that_has_both_packages(pyodide: Path, wheels: Path) -> None:
    alone = chosen(pyodide, wheels)
    build_file_tree(pyodide, {LXML: wheel("lxml/__init__.py")})
    half = chosen(pyodide, wheels)
    build_file_tree(wheels, {"pillow-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl": wheel("PIL/__init__.py")})
    both = chosen(pyodide, wheels)

    assert (alone.cannot, half.cannot, both.cannot) == (("decks",), ("decks",), ())
    assert [path.name.partition("-")[0] for path in both.start if path.name.startswith(("lxml", "python_pptx"))] == [
        "lxml",
        "python_pptx",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folders", "says"),
    [
        ((), "Name two folders"),
        (("nowhere", "wheels"), "nowhere is not Pyodide's own folder"),
        (("pyodide", "pyodide"), "has no wheel for a browser of: "),
        (("pyodide", "wheels"), "pictures and slides cannot be tried"),
    ],
)
def test_the_trial_with_a_whole_pyodide_says_in_a_sentence_what_it_lacks(
    wheels: Path, folders: tuple[str, ...], says: str
) -> None:
    script = Path(__file__).parents[2] / "scripts/studio_with_pyodide.py"
    asked = [sys.executable, str(script), *(str(wheels.with_name(name)) for name in folders)]

    ended = subprocess.run(asked, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr


def test_what_no_browser_needs_is_left_out(tmp_path: Path) -> None:
    kept = ("a/one.py", "babel/locale-data/en_GB.dat", "babel/locale-data/cy.dat", "b.so")
    dropped = ("a/tests/test_one.py", "babel/locale-data/fr.dat", "sphinx/locale/de/LC_MESSAGES/sphinx.mo")
    build_file_tree(tmp_path, {"a-1-cp314-cp314-pyemscripten_2026_0_wasm32.whl": wheel(*kept, *dropped)})

    assert sorted(pruned(tmp_path.glob("*.whl"))) == sorted(kept)


def test_the_same_folders_give_the_same_bytes_and_a_site_takes_the_studio_in(
    hub: Path, pyodide: Path, wheels: Path, tmp_path: Path
) -> None:
    files = studio_files(hub, pyodide, wheels)
    (tmp_path / "studio").mkdir()
    fill(tmp_path / "studio", files)

    build(hub, tmp_path / "out", Order(("site",)), lambda _: None, studio=studio_in(tmp_path / "studio"))
    site = tmp_path / "out/site"

    assert studio_files(hub, pyodide, wheels) == files
    assert {path: (site / "studio" / path).read_bytes() for path in files} == files
    assert 'href="studio/index.html"' in (site / "start.html").read_text(encoding="utf-8")


def test_a_folder_that_is_no_studio_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match=r"studio\.json"):
        studio_in(tmp_path)
