"""With nothing but the wheel that a region carries: an empty folder, no git, no network, an old console."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.app.carried_kit import carried_kit
from tests.helpers import build_file_tree, page_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="its paths are those of other systems")]

NOWHERE = "/proc/nowhere"  # a home into which nobody can write, root included


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python in which the wheel is installed; the packages that it needs are those of this one."""
    place = tmp_path_factory.mktemp("wheel")
    build_file_tree(place, dict(carried_kit()))
    subprocess.run([sys.executable, "-m", "venv", place / "venv"], check=True)
    python = place / "venv" / "bin" / "python"
    wheel = next((place / "wheel").glob("*.whl"))
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    folders = [one for one in sys.path if one.endswith("site-packages") and (Path(one) / "click").is_dir()]
    own = next((place / "venv" / "lib").glob("python*/site-packages"))
    # Behind the wheel's own folder, and without what is in development there: .pth files are not read from these.
    (own / "others.pth").write_text("\n".join(folders), encoding="utf-8")
    return python


def offline() -> list[str]:
    """Return the words that take the network away, where this system lets anybody do so."""
    words = ["unshare", "--map-root-user", "--net"]
    tried = shutil.which("unshare") and subprocess.run([*words, "true"], check=False, capture_output=True)
    return words if tried and tried.returncode == 0 else []


def run(python: Path, folder: Path, *words: str) -> str:
    surroundings = {"PATH": str(python.parent), "HOME": NOWHERE, "PYTHONIOENCODING": "cp1252", "LANG": "C"}
    command = [*offline(), str(python), "-P", "-m", "kit", *words]
    command[0] = shutil.which(command[0]) or command[0]
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=False)
    said = done.stdout.decode("cp1252") + done.stderr.decode("cp1252")
    assert done.returncode == 0, said
    return said


def test_a_group_starts_builds_and_opens_in_a_folder_with_spaces_and_accents(
    python: Path, tmp_path: Path, browser: Browser
) -> None:
    assert shutil.which("git", path=str(python.parent)) is None
    folder = tmp_path / "Sesiwn gyntaf – tŷ’r cyngor"
    folder.mkdir()

    answers = ("--name", "Grŵp y Gororau", "--set", "venue=Neuadd Llanfair-ym-Muallt", "--date", "2027-01-20")
    run(python, folder, "fork", "our group", *answers)
    said = run(python, folder, "-C", "our group", "build")

    out = next((folder / "_build").iterdir())
    assert {"site", "handouts", "decks", "calendar", "messages"} <= {one.name for one in out.iterdir()}
    assert "Grŵp y Gororau" in page_words(out / "site" / "index.html")
    assert (out / "handouts" / "round-1" / "run-sheet.pdf").stat().st_size > 10_000
    assert (folder / "our group" / "wheel" / "install.sh").is_file()
    assert "Traceback" not in said
    assert opened(browser, out / "site" / "index.html") == ("Grŵp y Gororau", [])


def opened(browser: Browser, file: Path) -> tuple[str, list[str]]:
    """Open a file in a browser without a network; return its title, and what it could not load or said went wrong."""
    trouble: list[str] = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("requestfailed", lambda request: trouble.append(request.url))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    title = page.title()
    context.close()
    return title, trouble
