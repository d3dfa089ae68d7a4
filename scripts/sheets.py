"""Forty pages of handouts for ``bench.py``: the hub's own, for the kit and as HTML for WeasyPrint.

As a program, ``sheets.py kit|weasyprint FOLDER``, it lays the text out and prints the CPU seconds, those of child
processes included, and the number of pages as JSON. A short text that nobody counts comes first on both sides, so that
imports, fonts and the start of the Typst worker do not count; reading Markdown does not count on either side.
Both make tagged PDFs by the rules of PDF/UA-1.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from decks import HUB

LENGTHS = {"short": 2, "long": 68}  # handouts; the long one makes 40 pages of the kit's
TIMES = 3  # the kit's side is a small difference of two sums, in which one start of the worker must not show
SESSIONS = Path(__file__).resolve().parent.parent / "sessions"
HANDOUT = re.compile(r"^(:{3,})\{handout\} (?P<title>[^\n]+)\n(?P<body>.*?)^\1$", re.MULTILINE | re.DOTALL)
FONT = Path(__file__).resolve().parent.parent / "kit/render/fonts/Inter.ttf"
# The kit's own design as a style sheet: its font, running heads with the part of the page, room to write in.
STYLE = f"""\
@font-face {{ font-family: Inter; src: url({FONT.as_uri()}); font-weight: 100 900 }}
@page {{
  size: A4; margin: 24mm 20mm 22mm; font: 10pt Inter; color: #505050;
  @top-left {{ content: "Bench" }}
  @top-right {{ content: "Round · " string(part) }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages) }}
}}
body {{ font: 12pt/1.4 Inter; color: #1a1a1a }}
h1 {{ font-size: 24pt; color: #1b4965 }}
h2 {{ font-size: 17pt; color: #1b4965; break-after: avoid; string-set: part content() }}
table {{ border-collapse: collapse; width: 100% }}
td, th {{ border-bottom: 0.6pt solid #969696; padding: 3.4mm 2.4mm; text-align: left; vertical-align: top }}
th {{ background: #edf0f3; padding: 2.4mm }}
td + td {{ border-left: 0.6pt solid #969696 }}
"""


def text(parts: int) -> str:
    """Return so many of the hub's own handouts in Markdown, over and over, each under a heading of its own."""
    pages = [page.read_text(encoding="utf-8") for page in sorted(SESSIONS.rglob("*.md"))]
    known = [f"## {one['title']}\n{one['body']}" for page in pages for one in HANDOUT.finditer(page)]
    return "\n".join(known[number % len(known)] for number in range(parts))


def write_hub(folder: Path) -> Path:
    """Write a short and the long handout as those of a hub's two sessions into ``folder``, which is made."""
    agenda = "".join(f"  - {{session: {name}}}\n" for name in LENGTHS)
    files = {"hub.toml": HUB + '[variables]\ncontact = "bench@example.org"\n', "index.md": "# Home\n\nHome.\n"}
    files["r/index.md"] = f"---\nminutes: 40\nagenda:\n{agenda}---\n\n# Round\n\nOne.\n"
    for name, parts in LENGTHS.items():
        page = f"# Handout {name}\n\nOne.\n\n:::{{handout}} Everything\n\n{text(parts)}\n:::\n"
        files[f"r/{name}.md"] = f"---\nminutes: 20\n---\n\n{page}"
    for path, written in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(written, encoding="utf-8", newline="\n")
    return folder


def kit(folder: Path) -> tuple[float, bytes]:
    """Return the CPU seconds from the read page to the PDF, and the PDF."""
    from kit.app.check import examine
    from kit.model.findings import Finding
    from kit.render.content.translate import content_of
    from kit.render.handout.press import press
    from kit.render.handout.session import FOR_THE_ROOM, session_paper
    from kit.render.handout.sheet import Sheet
    from kit.render.handout.typesetter import Typesetter
    from kit.render.reading.reading import read

    edition = examine(write_hub(folder)).edition
    assert edition is not None
    found: list[Finding] = []
    reading = read(edition, folder / "work", found)
    pages = {name: content_of(reading.document(f"r/{name}")) for name in LENGTHS}

    def lay_out(*names: str) -> bytes:
        typesetter, made = Typesetter(), b""
        for name in names:
            sheet = Sheet(edition, found)
            made = press(sheet, session_paper(sheet, f"r/{name}", pages[name], FOR_THE_ROOM), typesetter) or b""
        typesetter.close()
        assert made, found
        return made

    rounds = [(timed(lambda: lay_out("short")), timed(lambda: lay_out("short", "long"))) for _ in range(TIMES)]
    short, both = (median(one[side][0] for one in rounds) for side in (0, 1))
    return both - short, rounds[0][1][1]


def weasyprint(_folder: Path) -> tuple[float, bytes]:
    """Return the CPU seconds from HTML to the PDF, and the PDF."""
    from markdown_it import MarkdownIt
    from weasyprint import CSS, HTML

    def lay_out(name: str) -> bytes:
        return bytes(HTML(string=pages[name]).write_pdf(stylesheets=[CSS(string=STYLE)], pdf_variant="pdf/ua-1"))

    render = MarkdownIt("commonmark").enable("table").render
    head = "<!doctype html><html lang='en'><title>Handout</title><body><h1>Everything</h1>"
    pages = {name: head + render(text(parts)) for name, parts in LENGTHS.items()}
    lay_out("short")
    return timed(lambda: lay_out("long"))


def timed(lay_out: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return the CPU seconds of a call, with those of the child processes that ended in it, and what it returned."""
    before = _spent()
    made = lay_out()
    return _spent() - before, made


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Lay the handout out by the program that the first argument names."""
    from pypdf import PdfReader

    with tempfile.TemporaryDirectory(dir=sys.argv[2]) as folder:
        seconds, made = {"kit": kit, "weasyprint": weasyprint}[sys.argv[1]](Path(folder) / "hub")
        (Path(folder) / "made.pdf").write_bytes(made)
        pages = len(PdfReader(Path(folder) / "made.pdf").pages)
    print(json.dumps({"cpu": seconds, "pages": pages}))


if __name__ == "__main__":
    main()
