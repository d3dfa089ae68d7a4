"""Pages as one Word document in which people edit the words, and which carries what is needed to read it back."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kit.franchise.word import styles
from kit.franchise.word.columns import shares
from kit.franchise.word.marks import Source, bookmark, carried, led_to, page_line
from kit.franchise.word.parts import Kind, Part, called, parts
from kit.franchise.word.rewrite import Run, looks
from kit.franchise.word.spans import BOLD, CODE, ITALIC, spans
from kit.source.office.documents import need_docx
from kit.system.private_names import DOCUMENT, confirm_attributes

if TYPE_CHECKING:
    from docx.document import Document

Picture = Callable[[str, str], "tuple[bytes, str] | None"]

HOW_TO = (
    "Change the words as you like, and add or delete paragraphs, steps and rows. "
    "Grey lines say how the page is built; leave them as they are. "
    "A comment on a paragraph is kept as the reason for your change. Then send this file back."
)
DRAWN = "9"  # before the number of the part in the bookmark of its picture
_LARGEST = 12 * 360_000  # EMU, of which a centimetre has 360,000: either side of a picture
_STAMP = (1980, 1, 1, 0, 0, 0)
_DAY = datetime.datetime(2000, 1, 1)
_PLAIN = {
    Kind.PARAGRAPH: "Normal",
    Kind.QUOTE: styles.QUOTE,
    Kind.TERM: styles.TERM,
    Kind.MEANING: styles.MEANING,
    Kind.TITLE: styles.TITLE,
    Kind.LABEL: styles.LABEL,
    Kind.CODE: styles.CODE,
}


@dataclass(frozen=True)
class Look:
    """How a document is made: its title and language, and whether its letters are large."""

    title: str
    language: str = "en-GB"
    large: bool = False


def document_of(sources: Sequence[Source], look: Look, picture: Picture) -> bytes:
    """Return the .docx in which the pages ``sources`` stand one after the other.

    ``picture`` returns the bytes of a picture and its alt text, by page and Markdown, or None where a document cannot
    show it. The same input gives the same bytes. Raises EnvironmentTrouble without python-docx.
    """
    writer = Writer(look, picture)
    writer.kept(HOW_TO)
    for number, source in enumerate(sources):
        if number:
            writer.new_page()
        writer.kept(page_line(source))
        writer.page(number, source)
    writer.carry(carried(sources))
    return writer.data()


@cache
def confirm() -> None:
    """Raise EnvironmentTrouble where the installed python-docx lacks what documents are written with."""
    sample = need_docx().Document()
    sample.add_paragraph("Words")
    sample.add_table(1, 1)
    confirm_attributes("python-docx", sample, DOCUMENT)


class Writer:
    """A document that grows from its top."""

    def __init__(self, look: Look, picture: Picture) -> None:
        confirm()
        self.document: Document = need_docx().Document()
        self.picture = picture
        self.large = look.large
        self.marks = 0
        self.lead: Callable[[str], str] = led_to  # the address of a link in the document, "" for none
        self.turns: list[int] = []  # places in the document at which a page begins
        self.lists: dict[int, tuple[int, int]] = {}  # by depth: the number of the open list, and its last item's
        styles.dress(self.document, look.language, look.large)
        facts = self.document.core_properties
        facts.title, facts.language, facts.author = look.title, look.language, ""
        facts.created = facts.modified = _DAY
        facts.comments = ""

    def new_page(self) -> None:
        """Let the paragraph that comes next begin a page.

        A paragraph with a break in it would leave a page empty wherever the one before is full to its last line.
        """
        self.turns.append(len(self.document.element.body) - 1)  # the last one says how large the paper is

    def page(self, number: int, source: Source) -> None:
        """Put all of a page in."""
        numbered = list(enumerate(parts(source.text)))
        for table, group in groupby(numbered, lambda one: one[1].cell[0] if one[1].cell else 0):
            if table:
                self.table(number, list(group))
            else:
                for at, part in group:
                    self.part(source, part, bookmark(number, at))

    def part(self, source: Source, part: Part, name: str) -> None:
        """Put one part in that is no cell."""
        if part.kind is Kind.PICTURE:
            self.drawn(source.page, part, re.sub(r"\d+$", lambda number: f"{DRAWN}{number[0]:0>5}", name))
        if not part.kind.editable:
            self.kept(told(part), _PLAIN.get(part.kind, styles.KEPT), name)
            return
        paragraph = self.document.add_paragraph(style=self.style(part))
        if part.kind is Kind.NUMBER:
            self.numbered(paragraph, part, source.text)
        elif part.level == 0 or part.kind in (Kind.BULLET, Kind.HEADING):
            self.lists = {depth: one for depth, one in self.lists.items() if depth < part.level}
        elif part.level:
            paragraph.paragraph_format.left_indent = 228600 * part.level
        self.words(paragraph, looks(spans(part.words)), name)

    def style(self, part: Part) -> str:
        """Return the style of an editable part."""
        if part.kind is Kind.HEADING:
            return f"Heading {min(part.level, 4)}" if not part.around else styles.TITLE
        if part.kind in (Kind.BULLET, Kind.NUMBER):
            return styles.list_style("List Bullet" if part.kind is Kind.BULLET else "List Number", part.level)
        return _PLAIN[part.kind]

    def numbered(self, paragraph: Any, part: Part, text: str) -> None:
        """Let an item carry on its list, or begin one at the number that it has in the page."""
        written = re.search(r"(\d{1,9})[.)][ \t]+\Z", text[: part.start])
        value = int(written[1]) if written else 1
        known = self.lists.get(part.level)
        self.lists = {depth: one for depth, one in self.lists.items() if depth < part.level}
        again = known is not None and (value == known[1] + 1 or (value == known[1] == 1))
        number = known[0] if known is not None and again else styles.restarted(self.document, part.level, value)
        self.lists[part.level] = (number, value)
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
        paragraph._p.pPr.numPr.get_or_add_ilvl().val = 0

    def table(self, page: int, cells: Sequence[tuple[int, Part]]) -> None:
        """Put a table in, of cells in order."""
        self.lists = {}
        rows = max(part.cell[1] for _, part in cells if part.cell) + 1
        columns = max(part.cell[2] for _, part in cells if part.cell) + 1
        table = self.document.add_table(rows, columns, style="Table Grid")
        grid = [row.cells for row in table.rows]
        self.repeat_head(table)
        for at, part in cells:
            _, row, column = part.cell or (0, 0, 0)
            paragraph = grid[row][column].paragraphs[0]
            if row == 0:
                paragraph.style = styles.HEAD
            self.words(paragraph, looks(spans(part.words)), bookmark(page, at))
        self.share_out(table, grid)
        self.document.add_paragraph(style=styles.KEPT)

    def share_out(self, table: Any, grid: Sequence[Any]) -> None:
        """Give each column of a table, whose cells are ``grid``, the room that its words need."""
        whole = sum(column.width for column in table.columns)
        wide = [round(whole * one) for one in shares([[cell.text for cell in row] for row in grid], self.large)]
        for at, column in enumerate(table.columns):
            column.width = wide[at]
            for row in grid:
                row[at].width = wide[at]

    def repeat_head(self, table: Any) -> None:
        """Let the first row be the head of a table: programs read it out, and repeat it on each page."""
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))

    def words(self, paragraph: Any, runs: Sequence[Run], name: str = "") -> None:
        """Write runs into a paragraph, between the ends of the bookmark ``name``."""
        start = self.mark(paragraph, name)
        link: Any = None
        for (kinds, target), group in groupby(runs, lambda run: (run.kinds, run.target)):
            text = "".join(run.text for run in group)
            run = paragraph.add_run(text)
            run.bold, run.italic = (True if BOLD in kinds else None), (True if ITALIC in kinds else None)
            if CODE in kinds:
                run.style = styles.CODE_WORDS
            if target and self.lead(target):
                link = self.link(paragraph, target) if link is None or link[0] != target else link
                run.font.underline = True
                link[1].append(run._r)
            else:
                link = None
        if start is not None:
            end = _element("w:bookmarkEnd", id=start)
            paragraph._p.append(end)

    def mark(self, paragraph: Any, name: str) -> str | None:
        """Begin a bookmark; return its number, None without a name."""
        if not name:
            return None
        self.marks += 1
        paragraph._p.append(_element("w:bookmarkStart", id=str(self.marks), name=name))
        return str(self.marks)

    def link(self, paragraph: Any, target: str) -> tuple[str, Any]:
        """Begin a link in a paragraph."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        link = _element("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(self.lead(target), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)
        return target, link

    def kept(self, text: str, style: str = styles.KEPT, name: str = "") -> None:
        """Write lines that people are to leave as they are, in a content control that says so."""
        self.lists = {}
        paragraph = self.document.add_paragraph(style=style)
        self.words(paragraph, [Run(text)] if text else [], name)
        if "\n" in text:  # LibreOffice loses the order of lines in a control
            return
        control, about, content = _element("w:sdt"), _element("w:sdtPr"), _element("w:sdtContent")
        about.append(_element("w:alias", val="Not to be edited"))
        if name:
            about.append(_element("w:tag", val=name))
        about.append(_element("w:lock", val="sdtContentLocked"))
        control.extend([about, content])
        paragraph._p.addprevious(control)
        content.append(paragraph._p)

    def drawn(self, page: str, part: Part, name: str) -> None:
        """Show a picture above the line that names it, if a document can, with a bookmark that says it is ours."""
        from docx.oxml.ns import qn
        from docx.shared import Emu

        found = self.picture(page, part.words)
        if found is not None:
            paragraph = self.document.add_paragraph()
            run = paragraph.add_run()
            shown = run.add_picture(io.BytesIO(found[0]), width=Emu(_LARGEST))
            if shown.height > _LARGEST:
                shown.width, shown.height = Emu(shown.width * _LARGEST // shown.height), Emu(_LARGEST)
            self.words(paragraph, [], name)
            next(run._r.iter(qn("wp:docPr"))).set("descr", found[1])

    def carry(self, xml: bytes) -> None:
        """Let the document carry a part that no program shows."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part as Carried

        package = self.document.part.package
        part = Carried(PackURI("/customXml/item2.xml"), "application/xml", xml, package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)

    def data(self) -> bytes:
        """Return the finished document."""
        from docx.oxml.ns import qn

        for place in self.turns:
            first = next(self.document.element.body[place].iter(qn("w:p")))
            first.get_or_add_pPr().get_or_add_pageBreakBefore()  # in the order that Word asks for
        made, out = io.BytesIO(), io.BytesIO()
        self.document.save(made)
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, _STAMP)
                entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
                new.writestr(entry, old.read(name))
        return out.getvalue()


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


_FACT = re.compile(r"(?:[a-z_]+:[ \t]+\S|[ \t]+- [\"'])")  # plans and the like would fill a page
_OPTION = re.compile(r":([\w-]+):[ \t]*(.*)")
_SAID = {"minutes": "{} minutes", "shortest": "at least {}", "grouping": "{}", "in": "only {}", "for": "for each {}"}


def told(part: Part) -> str:
    """Return the line that shows a part which is not to be edited."""
    if part.kind is Kind.LABEL:
        name, *options = part.words.split("\n")
        return " · ".join([_capital(called(name)), *map(_option, options)])
    if part.kind is Kind.END:
        return f"End of: {called(part.words)}"
    if part.kind is Kind.PICTURE:
        return spans(part.words.strip()).shown
    if part.kind is Kind.FACTS:
        return " · ".join(line.strip() for line in part.words.splitlines() if _FACT.match(line))
    if set(part.words.strip()) <= set("_-* ") and part.words.strip():
        return "(a line to write on, or a new slide)" if "_" in part.words else "(a line)"
    return part.words


def _option(line: str) -> str:
    found = _OPTION.fullmatch(line)
    if found is None:
        return line
    return _SAID[found[1]].format(found[2]) if found[1] in _SAID else f"{found[1]} {found[2]}".strip()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
