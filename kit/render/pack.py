"""What a pack for the day holds and where, and the page that it opens with. Pure: built files in, files out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from kit.facilitate.clock import people_date
from kit.model.colour import passing
from kit.model.edition import Edition, Round
from kit.render.downloads import people_size
from kit.render.reading.filling import values_for
from kit.render.site.meeting import span

START = "START-HERE.html"
OURS = "for-facilitators"  # whatever may hold facilitators' words lies below it

_FACILITATORS = re.compile(r"site/|decks/|handouts/.*/run-sheet[^/]*\Z")
_TITLES = {
    "attendee": "Attendee pack: the agenda and all handouts",
    "run-sheet": "Run sheet, to print",
    "sign-in": "Sign-in sheet",
    "badges": "Badges",
    "signs": "Room signs",
    "forms": "Forms to fill in",
    "checklist": "Checklist of what to do before and after",
    "countdown": "The countdown, for your own calendar",
}
_KINDS = {"pdf": "PDF", "pptx": "PowerPoint", "ics": "calendar file", "txt": "plain text", "html": "web page"}
_STYLE = """\
body { margin: 0 auto; max-width: 42rem; padding: 1.5rem 1.25rem 3rem; color: #1d232b; background: #fff;
  font: 1.125rem/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
h1, h2, a { color: COLOUR; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.25rem 0 .5rem; padding-top: .75rem; border-top: 3px solid; }
p { margin: .25rem 0 .75rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: .45rem 0; border-bottom: 1px solid #d5dae0; }
li a { font-weight: 600; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
.quiet { color: #505a66; }
li .quiet { display: inline-block; font-weight: 400; }
@media print { body { font-size: 12pt; } }
"""

Entry = tuple[str, str]  # (path in the pack, what people call it)


def packed(edition: Edition, meeting: Round, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a round's pack by path: those of its build, ``made``, sorted by whom they are for."""
    placed = {place(path): data for path, data in made.items()}
    return {START: _start(edition, meeting, placed).encode(), **dict(sorted(placed.items()))}


def place(path: str) -> str:
    """Return where a file of a build lies in a pack."""
    return f"{OURS}/{path}" if _FACILITATORS.match(path) else path


def _start(edition: Edition, meeting: Round, placed: Mapping[str, bytes]) -> str:
    site = f"{OURS}/site/{meeting.name}"
    others = [(path, _title(edition, path)) for path in placed if not path.startswith(f"{OURS}/site/")]
    ours = [
        (f"{site}/day.html", "Day page: what is on now, and how much time is left"),
        (f"{site}/run-sheet.html", "Run sheet, for screens"),
        *(one for one in others if one[0].startswith(OURS)),
    ]
    pages = [(f"{OURS}/site/{name}.html", edition.pages[name].title) for name in (meeting.plan, *_sessions(edition))]
    order = [f"handouts/{name}.pdf" for name in (f"{meeting.name}/attendee", *_sessions(edition))]
    paper = [one for one in others if one[0].startswith("handouts/")]
    paper.sort(key=lambda one: order.index(one[0]) if one[0] in order else len(order))
    rest = [one for one in others if not one[0].startswith((OURS, "handouts/"))]
    groups = (
        ("For facilitators only", f"The folder {OURS} may show your notes, so keep it among yourselves.", ours),
        ("To print and hand out", "These are for everybody: no facilitator notes are in them.", paper),
        ("To send", "Dates and messages, for you to pass on.", rest),
        ("The pages of the round", "The site as it was built, for a computer without the internet.", pages),
    )
    return _page(edition, meeting, "".join(_group(title, lead, entries, placed) for title, lead, entries in groups))


def _sessions(edition: Edition) -> list[str]:
    return [name for one in edition.rounds for name in one.sessions if name in edition.pages]


def _title(edition: Edition, path: str) -> str:
    """Return what people call a built file: its session's title, a name that they know, or its own name in words."""
    folder, _, rest = path.removeprefix(f"{OURS}/").partition("/")
    name = rest.rpartition(".")[0]
    stem = name.rpartition("/")[2]
    if folder == "decks":
        return f"Slides with your notes: {_page_title(edition, name) or _page_title(edition, f'{name}/index') or stem}"
    if folder == "handouts" and _page_title(edition, name):
        return f"Handout: {_page_title(edition, name)}"
    if folder == "calendar" and f"{stem}/index" in edition.pages:
        return "The date, to add to a calendar"
    return _TITLES.get(stem) or stem.replace("-", " ").capitalize()


def _page_title(edition: Edition, name: str) -> str:
    return edition.pages[name].title if name in edition.pages else ""


def _group(title: str, lead: str, entries: Iterable[Entry], placed: Mapping[str, bytes]) -> str:
    rows = [_row(path, words, len(placed[path])) for path, words in entries if path in placed]
    return f"<h2>{escape(title)}</h2>\n<p>{escape(lead)}</p>\n<ul>\n{''.join(rows)}</ul>\n" if rows else ""


def _row(path: str, words: str, size: int) -> str:
    kind = _KINDS.get(path.rpartition(".")[2], "file")
    of_site = path.startswith(f"{OURS}/site/")
    detail = "" if of_site else f' <span class="quiet">({kind}, {people_size(size)})</span>'
    return f'<li><a href="{escape(path)}">{escape(words)}{detail}</a></li>\n'


def _page(edition: Edition, meeting: Round, body: str) -> str:
    title = f"{meeting.title}: {edition.name}"
    style = _STYLE.replace("COLOUR", passing(edition.brand.primary))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(edition.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{escape(title)}</title>\n<style>\n{style}</style>\n'
        f'</head>\n<body>\n<main>\n<h1>{escape(meeting.title)}</h1>\n<p class="quiet">{escape(edition.name)}</p>\n'
        f"<p>{escape(_when(edition, meeting))}</p>\n"
        "<p>All that you need on the day is here and works without the internet. Copy the whole folder, unpacked, to "
        "the computer that you will use, or onto a USB stick, and open this page there.</p>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )


def _when(edition: Edition, meeting: Round) -> str:
    date = people_date(meeting.date) if meeting.date else "No date yet"
    venue = values_for(edition, meeting.plan).get("venue", "")
    return ", ".join(filter(None, (date, span(meeting), venue)))
