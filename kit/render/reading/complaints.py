"""What Sphinx, MyST and docutils complain about, as findings with the line that the author wrote."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.deprecation import RemovedInSphinx10Warning, RemovedInSphinx11Warning
from sphinx.errors import ExtensionError
from sphinx.util.logging import NAMESPACE, WarningLogRecordTranslator, is_suppressed_warning

from kit.check import footnotes
from kit.model.findings import Code, Finding
from kit.model.tree import Origins
from kit.render.reading.source_folder import GUIDES

_PLACE = re.compile(r"^(?P<file>.*?)(?::(?P<line>\d+))?(?::.*)?$", re.DOTALL)
_LINK = re.compile(r"reference target not found|undefined label|Unknown source document|local id not found")
_PREFIX = re.compile(r"^.*?:\d*: \(?(?:WARNING|ERROR|SEVERE)(?:/\d\))?:? ?")
_QUOTED = re.compile(r"'([^']*)'")


_CODES = {str(code.value): code for code in Code}


@dataclass(frozen=True)
class Places:
    """How files of the private source folder map to what people wrote. ``guides`` is the name of their folder."""

    source: Path
    origins: Origins
    guides: str = ""

    def without_folder(self, text: str) -> str:
        """Return ``text`` without the private folder, in which the source folder lies, before names of files."""
        work = r"[\\/]+".join(re.escape(part) for part in re.split(r"[\\/]+", str(self.source.parent)))
        return re.sub(rf"{work}(?:[\\/]+(?:source|html|doctrees|own)\b)?[\\/]*", "", text)

    def locate(self, location: str) -> tuple[str, int | None]:
        """Return file and line for Sphinx's ``path:line``; the home page stands for no place at all."""
        match = _PLACE.match(self.without_folder(location))
        file = (match["file"] if match else "").replace("\\", "/") or "index.md"
        line = int(match["line"]) if match and match["line"] else None
        if self.guides and file.startswith(f"{GUIDES}/"):
            return f"{self.guides}/{file.removeprefix(f'{GUIDES}/')}", line
        return self.origins.locate(file, line)


class _Collector(logging.Handler):
    """Takes warnings and errors from Sphinx's logger."""

    def __init__(self, app: Sphinx, places: Places, found: list[Finding]) -> None:
        super().__init__(logging.WARNING)
        self._app, self._places, self._found = app, places, found
        self.addFilter(WarningLogRecordTranslator(app))

    def emit(self, record: logging.LogRecord) -> None:
        """Add a finding, unless there is the same already or the kind of warning is switched off.

        Raises the OSError of which Sphinx only warns: a full disk is no mistake of a page.
        """
        if trouble := _of_the_disk(record):
            raise trouble
        kind, sub = getattr(record, "type", "") or "", getattr(record, "subtype", "") or ""
        if is_suppressed_warning(kind, sub, self._app.config.suppress_warnings):
            return
        place = self._places.locate(getattr(record, "location", None) or "")
        text = self._places.without_folder(record.getMessage())
        finding = _refusal(_CODES[sub], text, *place) if kind == "kit" else _finding(text, *place)
        if finding not in self._found:
            self._found.append(finding)


def _of_the_disk(record: logging.LogRecord) -> OSError | None:
    return next((one for one in record.args or () if isinstance(one, OSError)), None)


def _refusal(code: Code, text: str, file: str, line: int | None) -> Finding:
    """Return what ``kit.render.reading.walk`` refused: its messages are ours, and begin small for Sphinx's log."""
    text = _PREFIX.sub("", text)
    return Finding(code, file, line, f"{text[:1].upper()}{text[1:]}.", "Take it out of the page.")


def _finding(text: str, file: str, line: int | None) -> Finding:
    if _LINK.search(text):
        target = (_QUOTED.findall(text) or ["a place"])[-1]  # Sphinx names the kind of link first, the target last
        message = f"A link leads to {target}, and no page or section has that name."
        return Finding(Code.BROKEN_LINK, file, line, message, "Check the name, or take the link out.")
    for pattern, message, hint in SENTENCES:
        if match := re.search(pattern, text):
            named = [*filter(None, match.groups())]
            return Finding(Code.PAGE_SYNTAX, file, line, message.format(*named), hint.format(*named))
    return Finding(
        Code.PAGE_SYNTAX,
        file,
        line,
        f"This page holds something that cannot be built: {_plain(text)}.",
        "Compare it with a page that works, or look the block up in the reference.",
    )


def _plain(text: str) -> str:
    """Return the first line of a message without the private path and the level that docutils puts before it."""
    first = _PREFIX.sub("", text.strip().split("\n", 1)[0])
    return first.split(" You can parse RST", 1)[0].rstrip(". ")


@contextmanager
def complaints(app: Sphinx, places: Places, found: list[Finding]) -> Iterator[None]:
    """While it is open, add a finding to ``found`` for each warning of Sphinx."""
    logger = logging.getLogger(NAMESPACE)
    collector = _Collector(app, places, found)
    logger.addHandler(collector)
    try:
        with extensions_as_they_are():
            yield
    except ExtensionError as error:
        if isinstance(error.orig_exc, OSError | MemoryError):  # no mistake of the extension in which it happened
            raise error.orig_exc from error
        raise
    finally:
        logger.removeHandler(collector)


@contextmanager
def extensions_as_they_are() -> Iterator[None]:
    """While it is open, say nothing of Sphinx's plans for names that MyST, sphinx-design or furo still use.

    Nobody who runs the kit can change that, and the kit holds Sphinx below the version that would break them.
    """
    with warnings.catch_warnings():
        for category in (RemovedInSphinx10Warning, RemovedInSphinx11Warning):
            warnings.simplefilter("ignore", category)
        yield


# What authors run into most and docutils, MyST and sphinx-design say in words of their own, as sentences.
# The patterns are from the messages of docutils 0.22, myst-parser 5.2 and sphinx-design 0.8; a message that none of
# them fits is shown as it is.

_PARTS = "Put it between the opening and the closing line of a {} block, which needs one more colon at both."

SENTENCES: tuple[tuple[str, str, str], ...] = (
    (r"Unknown target name: \"(.*?)\"", *footnotes.MISSING),
    (r"Footnote \[(.*)\] is not referenced", *footnotes.UNUSED),
    (
        r"Duplicate reference definition",
        "This line says a second time what the same words in brackets stand for, and counts for nothing.",
        "Delete it, or give it other words, here and where the text uses them.",
    ),
    (r"Duplicate footnote definition found for label: '(.*?)'", *footnotes.TWICE),
    (
        r"Document (?:or section )?may not (?:begin|end) with a transition",
        "A line across the page (--- or ***) stands where there is nothing on one side of it.",
        "Delete the line.",
    ),
    (
        r"Content block expected for the \"([\w-]+)\" directive|The \"([\w-]+)\" directive is empty",
        "The {0} block is empty, so there is nothing to show.",
        "Write something between its opening and its closing line, or delete both.",
    ),
    (r"The parent of a 'tab-item'", "A tab-item block stands outside a tab-set block.", _PARTS.format("tab-set")),
    (
        r"The parent of a 'grid-item'",
        "A grid-item or grid-item-card block stands outside a grid block.",
        _PARTS.format("grid"),
    ),
    (
        r"'\^\^\^'/'\+\+\+' card header/footer separators",
        "The card block parts its header or footer with ^^^ or +++, which is no longer understood.",
        "Use card-header and card-footer blocks inside it.",
    ),
    (
        r"term not in glossary: '(.*?)'",
        "The term {0} is in no glossary block.",
        "Add it to a glossary, or write the word without {{term}}.",
    ),
    (
        r"duplicate term description of (.*), other instance in (\S+)",
        "The term {0} is explained here and on the page {1}.",
        "Explain it in one place only.",
    ),
    (
        r"does not contain the same number of items as row 1 \((\d+) vs (\d+)\)",
        "The list-table block has a row of {0} cells, and its first row has {1}.",
        "Give every row as many cells; an empty one is a hyphen alone.",
    ),
    (
        r"exactly one bullet list expected",
        "The list-table block holds something other than one list of rows.",
        "Begin each row with * and a space, and each cell in it with - and a space.",
    ),
)
