"""The kitchen sink in all three faces: each element in a session of its own, in every kind of block."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html
import pypdf
import pytest
from pptx import Presentation

from kit.app.build import Order, build
from tests.render.sink.source import lay_out, slug

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060-‐\uf8ff"))


def squashed(text: str) -> str:
    """``text`` without what lines and pages do to it: spaces, and the hyphens and joiners of broken words."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_UNSEEN).split())


@dataclass(frozen=True)
class Faces:
    """The built kitchen sink."""

    folder: Path

    def page(self, title: str) -> Any:
        """The page of the element called ``title``."""
        path = self.folder / f"site/round-1/{slug(title)}.html"
        return lxml.html.document_fromstring(path.read_text(encoding="utf-8"))

    def on_page(self, title: str) -> Any:
        """The part of its page where the element is text."""
        (part,) = self.page(title).xpath("//section[@id='on-the-page']")
        return part

    def pdf(self, name: str) -> pypdf.PdfReader:
        """The PDF called ``name``."""
        return pypdf.PdfReader(self.folder / f"handouts/round-1/{name}.pdf")

    def on_paper(self, title: str) -> str:
        """The words of the handout of an element."""
        return "\n".join(page.extract_text() for page in self.pdf(slug(title)).pages)

    @cached_property
    def run_sheet(self) -> str:
        """The words of the run sheet."""
        return "\n".join(page.extract_text() for page in self.pdf("run-sheet").pages)

    def slides(self, title: str) -> list[Any]:
        """The slides of the deck of an element."""
        return list(self.deck(slug(title)).slides)

    def deck(self, name: str) -> Any:
        """The deck of the session called ``name``."""
        return Presentation(io.BytesIO((self.folder / f"decks/round-1/{name}.pptx").read_bytes()))


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    """The kitchen sink, built once."""
    root, out = tmp_path_factory.mktemp("sink") / "hub", tmp_path_factory.mktemp("faces") / "out"
    lay_out(root)
    found = build(root, out, Order(session_decks=True), lambda _: None)
    assert [one for one in found if one.level.value != "advice"] == []
    return Faces(out)
