"""Numbered lists, as LibreOffice draws them and as they are written for PowerPoint."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pypdf import PdfReader

from kit.render.deck.pptx.text import Look, paragraphs_xml
from kit.render.deck.slides.model import Mark, Paragraph, words

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
A = "http://schemas.openxmlformats.org/drawingml/2006/main"

# What an author writes, a step in for each two spaces; each item says after its words the number that it must have.
LISTS = {
    "two lists with a line between": [
        "First, alone:",
        "1. Read =1",
        "2. Score =2",
        "Then:",
        "1. Compare =1",
        "2. Agree =2",
    ],
    "three lists with lines between": [
        "1. a =1",
        "2. b =2",
        "Then:",
        "1. c =1",
        "2. d =2",
        "Last:",
        "1. e =1",
        "2. f =2",
    ],
    "one list right after another": ["1. a =1", "2. b =2", "1. c =1", "1. d =1"],
    "one that goes on from an earlier slide": ["4. a =4", "5. b =5", "Then:", "1. c =1", "2. d =2"],
    "one that goes on behind a line": ["1. a =1", "2. b =2", "Then:", "3. c =3", "4. d =4"],
    "items that hold lists": [
        "1. a =1",
        "  1. b =1",
        "  2. c =2",
        "2. d =2",
        "  1. e =1",
        "Then:",
        "1. f =1",
        "  1. g =1",
    ],
    "a second list whose items hold bullets": [
        "1. a =1",
        "Then:",
        "1. b =1",
        "  • c",
        "2. d =2",
        "3. e =3",
        "Last",
        "1. f =1",
    ],
    "bullets between": ["1. a =1", "2. b =2", "• c", "1. d =1"],
}


def _paragraph(line: str) -> Paragraph:
    mark, number, text = re.fullmatch(r"\s*(?:(•)|(\d+)\.)? ?(.*)", line).groups()  # type: ignore[union-attr]
    level = (len(line) - len(line.lstrip())) // 2
    kind = Mark.NUMBER if number else Mark.BULLET if mark else Mark.NONE
    return Paragraph(words(text).runs, level, kind, number=int(number or 1))


def _written(lines: list[str], sized: bool = True) -> list[etree._Element]:
    body = paragraphs_xml([_paragraph(line) for line in lines], Look(24.0, "en-GB", str, sized))
    return list(etree.fromstring(f'<a:body xmlns:a="{A}">{body}</a:body>'))


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed to draw the slides")
def test_every_list_is_drawn_with_its_own_numbers(tmp_path: Path) -> None:
    deck = Presentation()
    for lines in LISTS.values():
        body = deck.slides.add_slide(deck.slide_layouts[1]).placeholders[1].text_frame._txBody
        for old in body.findall(f"{{{A}}}p"):
            body.remove(old)
        body.extend(_written(lines))
    deck.save(str(tmp_path / "lists.pptx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "lists.pptx")], check=True, capture_output=True, timeout=300)
    drawn = [page.extract_text() for page in PdfReader(tmp_path / "lists.pdf").pages]
    for name, page in zip(LISTS, drawn, strict=True):
        found = re.findall(r"(\d+)\.\s*\w+ =(\d+)", page)
        assert len(found) == sum("=" in line for line in LISTS[name]), (name, page)
        assert all(shown == meant for shown, meant in found), (name, page)


@pytest.mark.parametrize("name", LISTS)
def test_lists_count_from_their_own_numbers_in_powerpoint(name: str) -> None:
    """It begins anew where a paragraph of a higher level or without a number stands between, or the start differs."""
    counts: dict[int, tuple[str, int]] = {}
    for line, paragraph in zip(LISTS[name], _written(LISTS[name]), strict=True):
        look = paragraph.find(f"{{{A}}}pPr")
        assert look is not None
        level, numbered = int(look.get("lvl", "0")), look.find(f"{{{A}}}buAutoNum")
        counts = {deep: one for deep, one in counts.items() if deep <= level - (numbered is None)}
        if numbered is None:
            continue
        start = numbered.get("startAt", "1")
        before, last = counts.get(level, ("", 0))
        counts[level] = (start, last + 1 if before == start else int(start))
        assert f"={counts[level][1]}" in line, line


@pytest.mark.parametrize("sized", [True, False])
def test_a_second_list_stands_and_looks_like_the_first(sized: bool) -> None:
    _, first, _, _, second, _ = _written(LISTS["two lists with a line between"], sized)
    left, right = (one.find(f"{{{A}}}pPr") for one in (first, second))
    assert left is not None
    assert right is not None
    assert (left.get("marL"), left.get("indent")) == (right.get("marL"), right.get("indent"))
    sizes = {run.get("sz") for one in (first, second) for run in one.iter(f"{{{A}}}rPr")}
    assert sizes == {"2400"}
