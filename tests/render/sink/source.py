"""What the kitchen sink's source says, by rules of the tests' own, so that no code of the kit vouches for itself.

Every ``##`` part of ``everything.md`` is one element. ``session`` writes an element into each kind of block.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

CASE = Path(__file__).parents[2] / "cases" / "kitchen-sink"
PAGE = CASE / "round-1" / "everything.md"
WHOLE = "All of our blocks"  # the part that holds blocks itself, and so stands in none
PUBLIC = {"Pictures", "A picture with a caption", "Footnotes", "Terms"}  # these may not stand in facilitator notes

# A term has one definition in the whole hub, so each place has its own.
NUMBERED = {"page": "", "slide": " 2", "paper": " 3", "done": " 4", "told": " 5"}

# What the blanks of the page are filled with.
VALUES = {
    "venue": "Y Llyfrgell, Tŷ Newydd & Co",
    "contact": "hello@sink.example.org",
    "host": "to be confirmed",
    "group": "Kitchen & sink",
}
_ARGUMENT_IS_TITLE = {"grid-item-card", "card", "tab-item", "dropdown", "rubric", "admonition", "list-table"}
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ROLE = re.compile(r"\{([a-z-]+)\}`([^`]*)`")
_PRIVATE = 0xE000


@dataclass(frozen=True)
class Said:
    """What a reader is to find of an element: its words in order, and apart from them notes, meanings and alt texts."""

    words: tuple[str, ...]
    notes: tuple[str, ...]
    meanings: tuple[str, ...]
    alts: tuple[str, ...]


def elements() -> dict[str, str]:
    """The source of each element by its heading."""
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {title: body.strip() for title, body in zip(parts[1::2], parts[2::2], strict=True)}


def slug(title: str) -> str:
    """The name of the session that holds the element called ``title``."""
    return re.sub(r"\W+", "-", title.lower())


def session(title: str, source: str) -> str:
    """A session that holds an element as text, on a slide, on paper, in an activity and in notes.

    A footnote or a term may be defined only once on a page, so each place has names of its own for them.
    """

    def of(place: str) -> str:
        own = source.replace("[^", f"[^{place}-").replace("Lighthouse", f"Lighthouse{NUMBERED[place]}")
        return own.replace("#a-table", "#on-the-page")

    fence = ":" * 9
    return (
        f"---\nminutes: 10\n---\n\n# {title}\n\nLead of it.\n\n## On the page\n\n{of('page')}\n\n## In blocks\n\n"
        f"{fence}{{slide}} {title}, shown\n\n{of('slide')}\n\n{fence}\n\n"
        f"{fence}{{handout}} {title}, printed\n\n{of('paper')}\n\n{fence}\n\n"
        f"{fence}{{activity}} {title}, done\n:minutes: 10\n\n{of('done')}\n\n{fence}\n\n"
        f"{fence}{{facilitator}} {title}, told\n\n{'Nothing' if title in PUBLIC else of('told')}\n\n{fence}\n"
    )


def lay_out(root: Path) -> None:
    """Write a hub to ``root``, which does not exist, in which each element has a session of its own."""
    (root / "round-1").mkdir(parents=True)
    for path in [CASE / "hub.toml", CASE / "index.md", *CASE.glob("round-1/*")]:
        if path.parent == CASE or path.name not in ("index.md", "everything.md"):
            (root / path.relative_to(CASE)).write_bytes(path.read_bytes())
    titles = [title for title in elements() if title != WHOLE]
    for title in titles:
        (root / f"round-1/{slug(title)}.md").write_text(session(title, elements()[title]), encoding="utf-8")
    agenda = "".join(f"  - {{session: {slug(title)}}}\n" for title in titles)
    agenda += "  - {id: both, parallel: [upstairs, downstairs]}\n"
    plan = f"---\nminutes: 600\nagenda:\n{agenda}---\n\n# All\n\nOf it.\n"
    (root / "round-1/index.md").write_text(plan, encoding="utf-8")


def said(source: str) -> Said:
    """What readers are to find of ``source``."""
    text, code = _without_code(source)
    alts = [alt for alt in re.findall(r"!\[([^\]]*)\]\(|^:alt: (.+)$", text, flags=re.MULTILINE) for alt in alt if alt]
    meanings = [meaning for role, meaning in re.findall(r"\{(abbr)\}`[^`(]*\(([^`)]*)\)`", text) if role]
    text = _ESCAPED.sub(lambda match: chr(_PRIVATE + ord(match[1])), text)
    notes = [_plain(note) for note in re.findall(r"^\[\^[^\]]+\]: (.+)$", text, flags=re.MULTILINE)]
    lines = [_line(line) for line in text.split("\n")]
    words = [word for line in lines for word in _plain(line).split()]
    words = [part for word in words for part in (code.pop(0).split() if word == "\uf8ff" else [word])]
    return Said(tuple(words), tuple(notes), tuple(meanings), tuple(alt for alt in alts if alt != "decorative"))


def _without_code(source: str) -> tuple[str, list[str]]:
    """The source with a sign in the place of each block of code, and the blocks."""
    block = re.compile(r"^```[a-z]+\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
    return block.sub("\uf8ff\n", source), block.findall(source)


def _line(line: str) -> str:
    """The words of a line, without the marks that say what kind of line it is."""
    bare = line.strip()
    fence = re.fullmatch(r"(?::{3,}|`{3,})(?:\{([a-z-]+)\}\s*(.*))?", bare)
    if fence:
        return fence[2] if fence[1] in _ARGUMENT_IS_TITLE else ""
    if re.match(r":[a-z-]+: |:[a-z-]+:$|\[\^[^\]]+\]: |> \[!|!\[|_{3,}$|\|[ :|-]+\|$", bare):
        return ""
    bare = re.sub(r"^(?:> ?)+", "", bare)
    bare = re.sub(r"^(?:\* )?(?:[-*]|\d+\.|:|--)(?: |$)", "", bare)
    bare = re.sub(r"^- ", "", bare)
    bare = re.sub(r"^\[[ x]\] ", "", bare)
    return bare.strip("|").replace(" | ", " ") if bare.startswith("|") else bare


def _plain(line: str) -> str:
    """A line without the marks inside it."""
    line = _ROLE.sub(_role, line)
    line = re.sub(r"\{\{ (\w+) \}\}", lambda match: VALUES[match[1]], line)
    line = re.sub(r"\[\^[^\]]+\]", " ", line)  # numbers of notes may follow these
    line = re.sub(r"\[([^\]]+)\]\((?:[^)]+)\)", r"\1 ", line)
    line = re.sub(r"<((?:https?|mailto|tel):[^>]+|[^>@\s]+@[^>\s]+)>", r"\1", line)
    line = re.sub(r"\*+|`|_{3,}", "", line)
    return html.unescape(re.sub("[\ue000-\ue07f]", lambda match: chr(ord(match[0]) - _PRIVATE), line))


def _role(match: re.Match[str]) -> str:
    text = match[2]
    return re.sub(r"\s*(?:<[^>]*>|\([^)]*\))$", " ", text) if match[1] in ("lang", "doc", "abbr") else text
