"""Word documents to read and to add to, which nobody reads back: the run sheet, and pages in large print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.facilitate.clock import people_date, people_minutes, people_time, show_span
from kit.facilitate.group_size import people_group
from kit.facilitate.materials import session_totals, to_bring
from kit.facilitate.rooms import titles
from kit.facilitate.sittings import heading_above
from kit.facilitate.status import venue_of
from kit.facilitate.variables import filled, values_for
from kit.franchise.word import styles
from kit.franchise.word.marks import Source
from kit.franchise.word.parts import Kind, Part, parts
from kit.franchise.word.rewrite import Run
from kit.franchise.word.spans import BOLD, spans
from kit.franchise.word.write import Look, Picture, Writer, told
from kit.model.agenda import TimedItem
from kit.model.blocks import ACTIVITY, FACILITATOR, HANDOUT, IN, LEADERS, SAY, SLIDE
from kit.model.edition import Edition, Round
from kit.model.formats import Kind as Meets
from kit.model.formats import kinds_in
from kit.model.schema import SessionMeta
from kit.source.markdown.parser import BYTE_ORDER_MARK

_LED = frozenset({ACTIVITY.name, FACILITATOR.name, SAY.name})
_NOT_READ = frozenset({FACILITATOR.name, SAY.name, SLIDE.name})  # in what those who come read
_QUIET = (Kind.FACTS, Kind.END, Kind.OTHER)


def run_sheet(edition: Edition, meeting: Round, look: Look, picture: Picture) -> bytes:
    """Return the run sheet of ``meeting`` as a .docx: when, how long and who leads; steps, notes and words to say.

    Raises EnvironmentTrouble without python-docx.
    """
    writer = _begun(look, picture)
    writer.document.add_heading(f"{meeting.title}: run sheet", 1)
    _facts(writer, [("When", _when(meeting)), ("Where", venue_of(edition, meeting))])
    _glance(writer, meeting)
    if bring := [one.text for one in to_bring(meeting, edition.pages)]:
        writer.document.add_heading("What to bring", 2)
        for line in bring:
            writer.document.add_paragraph(line, style="List Bullet")
    _led_parts(writer, edition, meeting, meeting.plan)
    for timed in meeting.timetable.items:
        _item(writer, edition, meeting, timed)
    return writer.data()


def large_print(edition: Edition, names: Sequence[str], look: Look, picture: Picture) -> bytes:
    """Return the pages called ``names`` as those who come read them: without notes, words to say and slides.

    Raises EnvironmentTrouble without python-docx.
    """
    writer = _begun(look, picture)
    for number, name in enumerate(names):
        if number:
            writer.new_page()
        kinds = frozenset(one.kind for one in edition.rounds if name in (one.plan, *one.sessions)) or frozenset(Meets)
        own = _public(list(_in_kinds(_filled(edition, name), kinds)))
        _written(writer, Source(name, _text(edition, name)), own, (f":{IN}:", ":shortest:"))
    return writer.data()


def _begun(look: Look, picture: Picture) -> Writer:
    writer = Writer(look, picture)
    writer.lead = lambda target: target if target.lower().startswith(("http:", "https:", "mailto:", "tel:")) else ""
    return writer


def _when(meeting: Round) -> str:
    day = meeting.timetable
    date = f"{people_date(meeting.date)}, " if meeting.date else ""
    hours = f"{people_time(day.start)} to {people_time(day.end)}" if day.clock else people_minutes(day.length)
    return date + hours


def _facts(writer: Writer, rows: Sequence[tuple[str, str]]) -> None:
    for label, text in rows:
        if text:
            paragraph = writer.document.add_paragraph()
            writer.words(paragraph, [Run(f"{label}: ", frozenset({BOLD})), Run(text)])


_WIDTHS = (42, 20, 66, 38)  # millimetres of the columns of the day; together they fill the page


def _glance(writer: Writer, meeting: Round) -> None:
    """The day in one table: time, minutes, what, who leads."""
    from docx.shared import Mm

    writer.document.add_heading("The day", 2)
    heads = ("Time", "Minutes", "What", "Who leads")
    items = meeting.timetable.items
    table = writer.document.add_table(len(items) + 1, len(heads), style="Table Grid")
    table.autofit = False
    for column, wide in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(wide)
    writer.repeat_head(table)
    rows = [heads, *(_row(meeting, timed) for timed in items)]
    for at, words in enumerate(rows):
        cells = table.rows[at].cells
        for cell, text in zip(cells, words, strict=True):
            cell.paragraphs[0].add_run(text)
            cell.paragraphs[0].style = styles.HEAD if at == 0 else "Normal"
    writer.document.add_paragraph()


def _row(meeting: Round, timed: TimedItem) -> tuple[str, str, str, str]:
    when = show_span(timed.start, timed.end, meeting.timetable.clock)
    return when, str(timed.minutes), " / ".join(titles(meeting, timed)), _leads(meeting, timed.item.sessions)


def _leads(meeting: Round, names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(meeting.leads[name] for name in names if meeting.leads.get(name)))


def _item(writer: Writer, edition: Edition, meeting: Round, timed: TimedItem) -> None:
    if sitting := heading_above(meeting, timed):
        writer.document.add_heading(sitting, 2)
    when = show_span(timed.start, timed.end, meeting.timetable.clock)
    if not timed.item.sessions:
        writer.document.add_heading(f"{when}: {timed.title}", 2)
    for at, name in enumerate(timed.item.sessions):
        page = edition.pages[name]
        writer.document.add_heading(f"{when}: {page.title}", 2)
        meta = page.meta if isinstance(page.meta, SessionMeta) else SessionMeta()
        rows = [
            ("Minutes", str(timed.minutes)),
            ("Who leads", meeting.leads.get(name, "") or "______________"),
            ("Room", meeting.rooms.get(name, "")),
            ("Groups of", people_group(meta.group_size)),
            ("Materials", "; ".join(one.text for one in session_totals(page, meeting))),
        ]
        _facts(writer, rows)
        _led_parts(writer, edition, meeting, name, timed.activities[at] if at < len(timed.activities) else ())


def _led_parts(writer: Writer, edition: Edition, meeting: Round, name: str, scaled: Sequence[int] = ()) -> None:
    """Write what whoever leads needs of a page: activities with ``scaled`` minutes, notes, words to say, own papers."""
    own = _filled(edition, name)
    leaders = [(part.first, part.last) for part in own if _is_for_leaders(part)]
    minutes = iter(scaled)
    kept = []
    for part in _in_kinds(own, frozenset({meeting.kind})):
        if _LED & set(part.around) or any(first <= part.first < last for first, last in leaders):
            kept.append(_timed(part, next(minutes, None)) if _is_activity(part) else part)
    _written(writer, Source(name, _text(edition, name)), kept, (f":{IN}:",))


def _is_activity(part: Part) -> bool:
    return part.kind is Kind.LABEL and part.around[-1] == ACTIVITY.name


def _timed(part: Part, minutes: int | None) -> Part:
    """Return the label of an activity with the minutes that it has in this meeting."""
    if minutes is None:
        return part
    return replace(part, words=re.sub(r"^:minutes:.*$", f":minutes: {minutes}", part.words, flags=re.MULTILINE))


def _is_for_leaders(part: Part) -> bool:
    """Whether a handout begins here that goes to the host or a speaker, and stands on no page."""
    wanted = {f":for: {who}" for who in LEADERS}
    return part.kind is Kind.LABEL and part.around[-1] == HANDOUT.name and bool(wanted & set(part.words.split("\n")))


def _public(own: Sequence[Part]) -> list[Part]:
    """Return the parts that those who come may read."""
    leaders = [(part.first, part.last) for part in own if _is_for_leaders(part)]
    return [
        part
        for part in own
        if not _NOT_READ & set(part.around) and not any(first <= part.first < last for first, last in leaders)
    ]


def _text(edition: Edition, name: str) -> str:
    return filled(edition.pages[name].text.removeprefix(BYTE_ORDER_MARK), values_for(edition, name))


def _filled(edition: Edition, name: str) -> list[Part]:
    return parts(_text(edition, name))


def _written(writer: Writer, source: Source, own: Sequence[Part], hidden: Sequence[str]) -> None:
    """Write parts of a page, without the options that begin with ``hidden`` words."""
    kept = [_without(part, hidden) for part in own if part.kind not in _QUIET]
    at = 0
    while at < len(kept):
        part = kept[at]
        cells = [one for one in kept[at:] if part.cell and one.cell and one.cell[0] == part.cell[0]]
        if cells:
            writer.table(0, list(enumerate(cells)))
        else:
            _one(writer, source, part)
        at += len(cells) or 1


def _without(part: Part, hidden: Sequence[str]) -> Part:
    if part.kind is not Kind.LABEL:
        return part
    return replace(part, words="\n".join(one for one in part.words.split("\n") if not one.startswith(tuple(hidden))))


def _one(writer: Writer, source: Source, part: Part) -> None:
    if part.kind is Kind.PICTURE:
        writer.drawn(source.page, part, "")
        writer.document.add_paragraph(spans(part.words.strip()).shown, style=styles.KEPT)
    elif part.kind.editable:
        writer.part(source, part, "")
    elif part.kind is Kind.CODE:
        writer.document.add_paragraph(part.words, style=styles.CODE)
    elif part.around[-1:] and part.around[-1] in {*_LED, HANDOUT.name}:
        writer.document.add_paragraph(told(part), style=styles.LABEL)


def _in_kinds(own: Sequence[Part], kinds: frozenset[Meets]) -> Iterator[Part]:
    """Yield the parts without those of blocks that stand in rounds of other kinds."""
    until = -1
    for part in own:
        if part.first < until:
            continue
        if part.kind is Kind.LABEL and not kinds & _kinds_of(part):
            until = part.last
            continue
        yield part


def _kinds_of(part: Part) -> frozenset[Meets]:
    found = [line.partition(f":{IN}:")[2] for line in part.words.split("\n") if line.startswith(f":{IN}:")]
    return kinds_in(found[0]) if found else frozenset(Meets)
