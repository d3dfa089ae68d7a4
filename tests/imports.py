"""Foreign sources for tests: the case folders of ``cases/imports``, a Word document, and a small fresh hub."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.shared import Inches

from tests.hostile.makers import png

CASES = Path(__file__).parent / "cases" / "imports"
KINDS = ("jekyll", "workbench", "plain", "html", "google-docs")
SINGLE = {"google-docs": "Meeting-plan.md"}  # cases of which one file is named, and not the folder

HUB = {
    "hub.toml": 'schema = 1\nid = "hub"\nname = "Small hub"\nversion = "2026.1"\nlicence = "CC-BY-4.0"\n'
    'languages = ["en"]\ntimezone = "Europe/London"\nurl = ""\n',
    "index.md": "# Small hub\n\nA hub without rounds.\n",
}

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DELETED = f'<w:del {_W} w:id="1" w:author="Sam"><w:r><w:delText>nevermore</w:delText></w:r></w:del>'
_INSERTED = f'<w:ins {_W} w:id="2" w:author="Sam"><w:r><w:t>quickly</w:t></w:r></w:ins>'

WORD_TEXTS = (
    "A clinic for services",
    "Everyone leaves with one change. Nobody has to speak.",
    "Say hello",
    "Ask each person for one word (5 minutes).",
    "a pen",
    "a card",
    "In pairs",
    "Who",
    "Minutes",
    "Both of you",
    "20",
    "Draw what gets in the way.",
    "Cross out one thing.",
    "Notes for the facilitator",
    "Bring tea | and biscuits.",
)


def word_plan() -> bytes:
    """A plan as people write them in Word: a title, headings, lists, a table, a picture, a change that is tracked."""
    made = docx.Document()
    made.add_heading(WORD_TEXTS[0], 0)
    made.add_paragraph(WORD_TEXTS[1])
    made.add_heading(WORD_TEXTS[2], 1)
    made.add_paragraph(WORD_TEXTS[3])
    for text in WORD_TEXTS[4:6]:
        made.add_paragraph(text, style="List Bullet")
    made.add_heading(WORD_TEXTS[6], 1)
    table = made.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), WORD_TEXTS[7:11], strict=True):
        cell.text = text
    made.add_heading("Exercise: draw it", 2)
    for text in WORD_TEXTS[11:13]:
        made.add_paragraph(text, style="List Number")
    made.add_picture(io.BytesIO(png(40, 20)), width=Inches(1))
    made.add_heading(WORD_TEXTS[13], 2)
    made.add_paragraph(WORD_TEXTS[14])
    changed = made.add_paragraph("Leave ")
    changed._p.append(parse_xml(_DELETED))
    changed._p.append(parse_xml(_INSERTED))
    made.sections[0].footer.paragraphs[0].text = "Page foot of the spring team"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def source_of(kind: str) -> Path:
    """Return what of a case is imported: its folder, or the one file in it."""
    return CASES / kind / "source" / SINGLE.get(kind, "")


def words(text: str) -> Counter[str]:
    """Count the words of ``text`` as they stand, markup and all."""
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def source_words(paths: set[Path]) -> Counter[str]:
    """Count the words of source files; what a picture in the text is made of is none."""
    texts = []
    for path in paths:
        data = path.read_bytes()
        try:
            texts.append(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            texts.append(data.decode("cp1252"))
    return words(re.sub(r"base64,[^>\"]*", "", "\n".join(texts)))


def markup(kind: str) -> Counter[str]:
    """Return the words of a case that are no words of its text, as somebody went through them by hand."""
    listed: Counter[str] = Counter()
    for entry in (CASES / kind / "markup.txt").read_text(encoding="utf-8").split():
        word, _, number = entry.partition(":")
        listed[word] += int(number or 1)
    return listed
