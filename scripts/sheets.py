"""Forty pages of handouts for ``bench.py``: the same text for the kit and as HTML for WeasyPrint.

As a program, ``sheets.py kit|weasyprint FOLDER``, it lays the text out and prints the CPU seconds, those of child
processes included, and the number of pages as JSON. A short text that nobody counts comes first on both sides, so that
imports, fonts and the start of the Typst worker do not count; reading Markdown does not count on either side.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from decks import HUB
from franchise import WORDS

LENGTHS = {"short": 3, "long": 81}  # sections; the long one makes 40 pages
STYLE = """\
@page { size: A4; margin: 20mm; @bottom-center { content: counter(page) " of " counter(pages) } }
body { font-family: sans-serif; font-size: 12pt; line-height: 1.4 }
table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #999; padding: 4pt; text-align: left }
h2 { break-after: avoid }
"""


def text(parts: int) -> str:
    """Return a handout of so many sections in Markdown: text and a list in each, a table in every third."""
    words = random.Random(parts)  # noqa: S311 - the same pages every time is the point
    return "\n".join(_section(number, words) for number in range(1, parts + 1))


def _section(number: int, words: random.Random) -> str:
    def some(count: int) -> str:
        return " ".join(words.choices(WORDS.split(), k=count)).capitalize()

    listed = "".join(f"- {some(9)}\n" for _ in range(5))
    rows = "".join(f"| {some(1)} | {some(4)} | {some(8)} |\n" for _ in range(5))
    table = f"| Point | What we saw | What would move it up one |\n| --- | --- | --- |\n{rows}"
    return f"## Part {number}\n\n{some(60)}.\n\n{some(40)}.\n\n{listed}\n{table if number % 3 == 0 else ''}"


def write_hub(folder: Path) -> Path:
    """Write a short and the long handout as those of a hub's two sessions into ``folder``, which is made."""
    agenda = "".join(f"  - {{session: {name}}}\n" for name in LENGTHS)
    files = {"hub.toml": HUB, "index.md": "# Home\n\nHome.\n"}
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
    from kit.examine import examine
    from kit.model.findings import Finding
    from kit.render.handout.press import press
    from kit.render.handout.session import session_paper
    from kit.render.handout.sheet import Sheet
    from kit.render.handout.typesetter import Typesetter
    from kit.render.reading import read

    edition = examine(write_hub(folder)).edition
    assert edition is not None
    found: list[Finding] = []
    reading = read(edition, folder / "work", found)
    documents = {name: reading.document(f"r/{name}") for name in LENGTHS}

    def lay_out(*names: str) -> bytes:
        typesetter, made = Typesetter(), b""
        for name in names:
            sheet = Sheet(edition, found)
            made = press(sheet, session_paper(sheet, f"r/{name}", documents[name]), typesetter) or b""
        typesetter.close()
        assert made, found
        return made

    short, _ = timed(lambda: lay_out("short"))
    both, made = timed(lambda: lay_out("short", "long"))
    return both - short, made


def weasyprint(_folder: Path) -> tuple[float, bytes]:
    """Return the CPU seconds from HTML to the PDF, and the PDF."""
    from markdown_it import MarkdownIt
    from weasyprint import CSS, HTML

    def lay_out(name: str) -> bytes:
        return bytes(HTML(string=pages[name]).write_pdf(stylesheets=[CSS(string=STYLE)]))

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
