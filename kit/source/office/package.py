"""The kinds of files of Office programs that the kit opens, and the words in which sentences speak of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True)
class Package:
    """A kind of file: what people call it, its program, the endings to save it with, and its parts.

    ``main`` is the part that holds the content, of one of the ``types``; where the list of types says nothing of it,
    whoever opens the file will. ``other`` says what a file of another type of the same program is. ``links`` are the
    schemes of addresses for people to follow, "" for those without one; ``work`` is what people call its content, and
    ``shrink`` and ``embed`` say what to do about size and links.
    """

    called: str
    name: str
    program: str
    work: str
    endings: str
    main: re.Pattern[str]
    types: frozenset[str]
    other: str
    links: tuple[str, ...]
    shrink: str
    embed: str

    def is_link(self, target: str) -> bool:
        """Whether ``target`` is an address for people to follow, which no program fetches by itself."""
        scheme = _SCHEME.match(target)
        return scheme[0].lower() in self.links if scheme else "" in self.links

    @property
    def ordinary(self) -> str:
        """What to do about macros and the like."""
        return f"Save it in {self.program} as an ordinary {self.endings}, without macros and embedded files."

    @property
    def save(self) -> str:
        """What to do about a part that its program would never write."""
        return f"Save it again in {self.program}."

    @property
    def again(self) -> str:
        """What to do about a damaged file."""
        return f"Open it in {self.program} and save it again as {self.endings}."

    @property
    def save_as(self) -> str:
        """What to do about a file of another kind."""
        return f"Save your {self.work} in {self.program} as {self.endings}."


DECK = Package(
    called="deck",
    name="Presentation",
    program="PowerPoint",
    work="design",
    endings=".pptx or .potx",
    main=re.compile(r"ppt/presentation\.xml"),
    types=frozenset(
        {
            "",
            "application/xml",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
        }
    ),
    other="The deck is saved as another kind of file than a presentation, such as a slide show (.ppsx).",
    links=("http:", "https:", "mailto:"),
    shrink="Save a copy in PowerPoint with only the masters and layouts, and with compressed pictures.",
    embed="In PowerPoint, embed linked pictures (File, Info, Edit links to files) and save it again.",
)
DOCUMENT = Package(
    called="document",
    name="Document",
    program="Word",
    work="text",
    endings=".docx",
    main=re.compile(r"word/document[0-9]*\.xml"),  # Word in a browser writes document2.xml
    types=frozenset(
        {
            "",
            "application/xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        }
    ),
    other="The document is saved as another kind of file than a Word document.",
    links=("", "http:", "https:", "mailto:", "tel:", "file:"),  # LibreOffice makes file: of what names no site
    shrink="Save a copy with only the words, and with compressed pictures.",
    embed="In Word, break links to other files (File, Info, Edit links to files), and save it again as a new document.",
)
