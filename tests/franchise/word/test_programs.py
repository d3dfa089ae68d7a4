"""Documents that went through other programs: LibreOffice itself, and one with the quirks of Google Docs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kit.franchise.word.read import read_document
from tests.franchise.word.google import as_exported
from tests.franchise.word.paragraphs import PAGES, back, below, document, name_of
from tests.franchise.word.test_pages import PAGE

SYSTEM_PYTHON = Path("/usr/bin/python3")
EDITOR = Path(__file__).with_name("in_libreoffice.py")


def _has_writer() -> bool:
    return shutil.which("soffice") is not None and any(Path("/usr/lib/libreoffice/program").glob("libsw*lo.so"))


def _has_uno() -> bool:
    asked = [str(SYSTEM_PYTHON), "-c", "import uno"]
    return SYSTEM_PYTHON.exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0


needs_writer = pytest.mark.skipif(not _has_writer(), reason="LibreOffice Writer is not installed")
needs_uno = pytest.mark.skipif(not (_has_writer() and _has_uno()), reason="LibreOffice cannot be led from Python here")


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_document_from_google_docs_that_nobody_edited_changes_no_byte(path: Path) -> None:
    text = path.read_bytes().decode()
    letter = read_document("page.docx", as_exported(document(text)))
    made = back(text, below(letter.paragraphs))

    assert letter.sources is None
    assert not any(one.places for one in letter.paragraphs)
    assert (made.text, made.left, made.said) == (text, [], [])


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of all pages, opened and saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("saved")
    for number, path in enumerate(PAGES):
        (folder / f"{number}.docx").write_bytes(document(path.read_bytes().decode()))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    given = [str(folder / f"{number}.docx") for number in range(len(PAGES))]
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out"), *given]
    subprocess.run(command, check=True, capture_output=True, timeout=600, cwd=folder)
    return folder / "out"


@pytest.mark.slow
@needs_writer
@pytest.mark.parametrize("number", range(len(PAGES)), ids=[name_of(path) for path in PAGES])
def test_a_document_that_libreoffice_opened_and_saved_changes_no_byte(saved: Path, number: int) -> None:
    text = PAGES[number].read_bytes().decode()
    letter = read_document("page.docx", (saved / f"{number}.docx").read_bytes())
    made = back(text, below(letter.paragraphs))

    assert letter.sources is not None
    assert (made.text, made.left, made.said) == (text, [], [])


@pytest.mark.slow
@needs_uno
def test_what_somebody_does_in_libreoffice_is_what_comes_back(tmp_path: Path) -> None:
    given, wanted = tmp_path / "page.docx", tmp_path / "edited.docx"
    given.write_bytes(document(PAGE))
    steps = [
        "change|Last words|The last words",
        "new|Score it|Breathe.",
        "delete|First words",
        "move|Read the point|Compare",
        "tracked|Skip it|Leave it out",
        "comment|Late|Our members asked",
    ]
    profile = tmp_path / "profile"
    subprocess.run(
        [SYSTEM_PYTHON, EDITOR, given, wanted, profile, *steps], check=True, capture_output=True, timeout=120
    )

    letter = read_document("edited.docx", wanted.read_bytes())
    made = back(PAGE, below(letter.paragraphs))
    changes = [(one.what, one.words) for paragraph in letter.paragraphs for one in paragraph.tracked]
    expected = PAGE.replace("Last words", "The last words").replace("First words.\n\n", "")
    expected = expected.replace("Skip it", "Leave it out")
    steps_now = "1. Score it.\n2. Breathe.\n3. Compare.\n4. Read the point.\n"

    assert made.text == expected.replace("1. Read the point.\n2. Score it.\n3. Compare.\n", steps_now)
    assert [(who, what) for _, who, what in made.said] == [("Sam Okafor", "Our members asked")]
    assert made.left == []
    assert changes == [("taken out", "Skip it"), ("added", "Leave it out")]
