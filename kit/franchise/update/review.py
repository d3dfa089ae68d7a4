"""Review pages: one readable page for each open question, settled by ticking a box. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kit.franchise.merge.words import marked
from kit.franchise.update.draft import Question
from kit.model.findings import Code, Finding

FOLDER = "review/"
README = f"{FOLDER}README.md"
_NO_QUESTIONS = frozenset({README, f"{FOLDER}whats-new.md"})

_ADDRESS = re.compile(r"^Address: `([^`]+)`[ \t]*$", re.MULTILINE)
_TICK = re.compile(r"^[ \t]*+[-*] \[[ \t]*+([xX]?)[ \t]*+\][ \t]*+(Keep ours|Take theirs)[ \t]*$", re.MULTILINE)

_WHY = {
    "conflict": "You and upstream both changed the same words here.",
    "orphan": "You changed this section, and upstream no longer has it.",
    "field": "You and upstream both set this to something else.",
    "agenda": "You and upstream both changed this on the agenda.",
    "agenda-gone": "You changed this item of the agenda, and upstream no longer has it.",
    "page": "You have a page of your own here, and upstream now has one with the same name.",
    "file": "You replaced this file, and upstream has a new one.",
}

README_TEXT = """\
# Questions

Each page in this folder is one question that only you can decide.
Until you do, your own text stays on your pages, and everything else is up to date.

Read the page, tick one of the two boxes at its end (put an x between the brackets), save it, and run:

```
peerkit resolve
```
"""


@dataclass(frozen=True)
class Answer:
    """What a review page says: the address, and the boxes that are ticked.

    ``trouble`` is a sentence on what would be wrong afterwards, where its tick could not be followed for that.
    """

    path: str
    address: str
    ticked: tuple[str, ...]
    trouble: str = ""


def review_path(address: str) -> str:
    """Return the path of the review page for an address."""
    name = address
    for mark, words in (("/", "--"), ("#", "."), ("@", ".agenda."), (":", ".field.")):
        name = name.replace(mark, words)
    return f"{FOLDER}{name}.md"


def review_page(question: Question) -> str:
    """Return the text of the review page."""
    parts = [
        f"# {question.title}",
        f"Address: `{question.address}`",
        f"{_WHY[question.kind]}\nYour own stays on your pages until you decide.",
        *_pieces(question),
        f"## What you say now\n\n{_quoted(question.ours)}",
        f"## What upstream says now\n\n{_theirs(question)}",
    ]
    if question.base is not None:
        parts.append(f"## What it said when you changed it\n\n{_quoted(question.base)}")
    parts.append("## Decide\n\nTick one box, save this page, and run `peerkit resolve`.")
    return "\n\n".join(parts) + "\n\n- [ ] Keep ours\n- [ ] Take theirs\n"


def _pieces(question: Question) -> list[str]:
    """Return the part of the page that says where the pieces stand, where the texts are of several sections."""
    if not question.pieces:
        return []
    why = "Words went from one section into another, so they can only be decided together:"
    return [f"## Where the pieces are\n\n{why}", "\n".join(f"- {one}" for one in question.pieces)]


def _theirs(question: Question) -> str:
    if question.theirs is None:
        return "Nothing: upstream took it out."
    if question.base is None or question.kind not in ("conflict", "orphan"):
        return _quoted(question.theirs)
    return f"Its changes are marked.\n\n{_quoted(marked(question.base, question.theirs))}"


def _quoted(text: str | None) -> str:
    """Return text as a quotation, so that its headings and fences cannot disturb the page around it."""
    if text is None or not text.strip():
        return "Nothing."
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def shows(page: bytes, text: str) -> bool:
    """Return whether a review page shows ``text`` word for word as what the region says."""
    return _quoted(text) in page.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def answers(files: Mapping[str, bytes]) -> list[Answer]:
    """Return what the review pages among ``files`` say; pages without an address are left out."""
    found = []
    for path in sorted(files):
        if path.startswith(FOLDER) and path.endswith(".md") and path != README:
            text = files[path].decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
            address = _ADDRESS.search(text)
            if address:
                ticked = tuple(word for mark, word in _TICK.findall(text) if mark)
                found.append(Answer(path, address[1], ticked))
    return found


def open_questions(files: Mapping[str, bytes]) -> list[Finding]:
    """Return a warning for each page of ``review/`` among ``files`` that is a question: nobody has decided yet."""
    addresses = {one.path: f" about {one.address}" for one in answers(files)}
    waiting = [path for path in sorted(files) if path not in _NO_QUESTIONS]
    which = f", one of {len(waiting)} that wait," if len(waiting) > 1 else ""
    return [_open(path, f"{addresses.get(path, '')}{which}") for path in waiting]


def _open(path: str, which: str) -> Finding:
    message = f"This page asks something{which} that only you can decide; until then your own stays on your pages."
    hint = "Read it, tick one of the two boxes at its end (put an x between the brackets), save it, and run: "
    return Finding(Code.OPEN_QUESTION, path, None, message, f"{hint}peerkit resolve")
