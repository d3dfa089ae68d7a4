"""One hub that holds everything, read and printed once for all tests of the handouts."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest

from kit.app.assemble import assemble
from kit.franchise.compose.compose import compose
from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.render.handout.writer import write_handouts
from kit.render.reading.reading import Reading, read
from kit.source.tree.read import read_tree

CASE = Path(__file__).parents[2] / "cases" / "handouts"

Build = Callable[[Path], tuple[Reading, list[Finding]]]


@dataclass(frozen=True)
class Printed:
    """What came out, and how to make it again."""

    edition: Edition
    reading: Reading
    files: Mapping[str, bytes]
    found: list[Finding]

    def pdf(self, name: str) -> pypdf.PdfReader:
        """The PDF called ``name``, opened."""
        return pypdf.PdfReader(io.BytesIO(self.files[name]))

    def text(self, name: str) -> str:
        """The words of the PDF called ``name``, with single spaces between them."""
        return " ".join(" ".join(page.extract_text() for page in self.pdf(name).pages).split())


def edition_of(root: Path, found: list[Finding]) -> Edition:
    """The edition of the tree at ``root``."""
    composed = compose(read_tree(root, found), found)
    assert composed is not None
    edition = assemble(composed, found)
    assert edition is not None
    return edition


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Everything in ``tests/cases/handouts``, as PDFs."""
    found: list[Finding] = []
    edition = dataclasses.replace(edition_of(CASE, found), epoch=1_735_689_600)
    reading = read(edition, tmp_path_factory.mktemp("reading") / "r", found)
    assert [one for one in found if one.level.value == "error"] == []
    printing: list[Finding] = []
    files = write_handouts(edition, reading.contents, printing)
    return Printed(edition, reading, files, printing)
