"""Rules on messages and countdowns: they become plain text, so they hold what plain text can show. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from markdown_it.token import Token

from kit.check.blocks import did_you_mean
from kit.facilitate.calendar import known_zone
from kit.facilitate.clock import people_date
from kit.facilitate.countdown import Step, read_heading, steps
from kit.facilitate.elections import election_near
from kit.facilitate.holidays import day_off, in_words
from kit.model.areas import nations
from kit.model.edition import Edition, Round
from kit.model.findings import Code, Finding
from kit.model.page import Page, PageKind
from kit.model.schema import LogFile
from kit.source.markdown.parser import tokens
from kit.source.settings.toml import line_of
from kit.source.settings.toml_places import Path

PLAIN_KINDS = (PageKind.MESSAGE, PageKind.COUNTDOWN)

_BLOCKS = frozenset({"heading", "paragraph", "bullet_list", "ordered_list", "list_item"})
_BLOCKS_ALONE = frozenset({"front_matter", "inline", "myst_line_comment", "html_block"})  # HTML has its own finding
_INLINE = frozenset({"strong", "em", "link"})
_INLINE_ALONE = frozenset({"text", "softbreak", "hardbreak", "code_inline", "html_inline"})
_NAMES = {
    "colon_fence": "a block",
    "fence": "a block",
    "code_block": "indented code",
    "table": "a table",
    "image": "a picture",
    "blockquote": "a quotation",
    "myst_role": "a role",
    "hr": "a line across the page",
    "dl": "a list of definitions",
    "footnote_block": "a footnote",
    "footnote_reference": "a footnote",
    "footnote_ref": "a footnote",
}


def plain_pages(page: Page) -> Iterator[Finding]:
    """Yield what a message or countdown holds beside headings, paragraphs, lists, links and emphasis.

    Facilitators' notes are among what is refused, so no message can send them.
    """
    if page.kind not in PLAIN_KINDS:
        return
    for line, kind in dict.fromkeys(_strange(tokens(page.text))):
        message = f"The page holds {_NAMES.get(kind, 'something')}, which a message in plain text cannot show."
        hint = "Use headings, paragraphs, lists, links, bold and italic text only."
        yield Finding(Code.BAD_MESSAGE, page.path, line, message, hint)


def _strange(found: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the line and kind of each block that cannot stand here, without what is in it, and of inline markup."""
    within: int | None = None
    for token in found:
        if within is not None and token.level > within:
            continue
        closing, within = within is not None and token.nesting < 0, None
        line = token.map[0] + 1 if token.map else 1
        if not closing and _kind(token) not in _BLOCKS | _BLOCKS_ALONE:
            yield line, _kind(token)
            within = token.level if token.nesting > 0 else None
        yield from ((line, _kind(one)) for one in token.children or () if _kind(one) not in _INLINE | _INLINE_ALONE)


def _kind(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")


# Rules on what calendars need: a time zone that there is, and a day on which people can come. Pure.


def check_calendar(edition: Edition) -> Iterator[Finding]:
    """Yield what is wrong with the time zone, and each meeting that is on a weekend or a bank holiday."""
    if not known_zone(edition.timezone):
        message = f'timezone is "{edition.timezone}", which is no time zone, so calendar files cannot be made.'
        line = None if edition.is_region else line_of(edition.settings_lines, ("timezone",))
        hint = 'Write the zone of a city, such as "Europe/London".'
        yield Finding(Code.BAD_VALUE, "hub.toml", line, message, hint)
    for one in edition.rounds:
        yield from _before_election(edition, one)
        if one.date and not one.called_off and (why := day_off(one.date, edition.areas)):
            message = f'"{one.title}" is on {people_date(one.date)}, which is {why}.'
            whose = in_words(nations(edition.areas))
            hint = f"Choose another day, unless you mean it; bank holidays are those of {whose}."
            line = line_of(edition.settings_lines, ("round", one.name, "date"))
            yield Finding(Code.MEETING_ON_DAY_OFF, edition.settings_file, line, message, hint)


def _before_election(edition: Edition, one: Round) -> Iterator[Finding]:
    """Yield advice for a meeting in the weeks before local elections, in which some councils may not send or host."""
    if one.date and not one.called_off and (found := election_near(one.date, edition.areas)):
        message = f'"{one.title}" is on {people_date(one.date)}, {_weeks_to(found.poll - one.date)} ordinary local '
        message += f"elections in England ({people_date(found.poll)}). Where a council elects, its pre-election period "
        message += f"begins with the notice of election: on {people_date(found.notice)} at the latest, often earlier."
        hint = "Ask the host council's monitoring officer whether it elects and what it may host, or choose another "
        hint += "day; leave councillors, candidates and what is disputed out of publicity and photographs."
        line = line_of(edition.settings_lines, ("round", one.name, "date"))
        yield Finding(Code.BEFORE_ELECTION, edition.settings_file, line, message, hint)


def _weeks_to(rest: timedelta) -> str:
    """Return how long it is until something, such as "3 weeks before"."""
    weeks, days = rest.days // 7, rest.days
    if weeks:
        return f"{weeks} {'week' if weeks == 1 else 'weeks'} before"
    return "the day of" if not days else f"{days} {'day' if days == 1 else 'days'} before"


# Rules on countdowns: every step says when, and advice where that is a day on which nobody works. Pure.


def check_countdowns(edition: Edition) -> Iterator[Finding]:
    """Yield each heading that is no step, and each step that had to move to another day."""
    for page in edition.pages.values():
        if page.kind is PageKind.COUNTDOWN:
            yield from _headings(page)
    for one in edition.rounds:
        yield from _twice(one, steps(edition, one))
        for step in steps(edition, one):
            if step.asked and step.due:
                message = f'For "{one.title}", "{step.what}" would be on {people_date(step.asked)}, {step.why}; '
                message += f"the checklist says {people_date(step.due)}."
                hint = "Nothing needs doing, unless another day is better: then change the step's heading."
                yield Finding(Code.STEP_ON_DAY_OFF, step.page.path, step.section.heading_line, message, hint)


def _twice(one: Round, found: Sequence[Step]) -> Iterator[Finding]:
    """Yield advice at each step that the countdown of a round has already, on another day."""
    ordered = sorted(found, key=lambda step: (_name_of(step), step.page.name.count("/"), step.days))
    for _, same in groupby(ordered, _name_of):
        first, *others = same
        for step in others:
            if step.days != first.days:
                message = f'"{one.title}" has "{step.what}" twice: {first.when} in {first.page.path}, and here '
                message += f"{step.when}."
                hint = "Leave one of them out, or give them names that say how they differ."
                yield Finding(Code.STEP_TWICE, step.page.path, step.section.heading_line, message, hint)


def _name_of(step: Step) -> str:
    return " ".join(re.findall(r"\w+", step.what.casefold()))


def _headings(page: Page) -> Iterator[Finding]:
    for section in page.sections:
        if section.level == 1 or (section.level == 2 and read_heading(section.title)):
            continue
        message = f'The heading "{section.title}" does not say when to do it, so it has no day on the checklist.'
        hint = (
            "Begin it with days or weeks and a colon: ## 6 weeks before: book the room, or ## 1 day after: say thank "
            "you, or ## On the day: be there early. A year is the most, and only ## headings are steps."
        )
        yield Finding(Code.BAD_COUNTDOWN, page.path, section.heading_line, message, hint)


# Rules for a log of a meeting, against the round that it tells of. Pure.


def check_log(log: LogFile, meeting: Round, file: str, lines: Mapping[Path, int]) -> Iterator[Finding]:
    """Yield an error if ``log`` tells of another round, and a warning for each item that the agenda does not have.

    ``lines`` gives the lines of ``file`` by path.
    """
    if log.round != meeting.name:
        message = f"This is a log of {log.round}, and not of {meeting.name}."
        hint = f"Correct the name of the round, or log it with: peerkit log {log.round}"
        yield Finding(Code.BAD_VALUE, file, line_of(lines, ("round",)), message, hint)
        return
    known = [item.id for item in meeting.agenda]
    for at, item in enumerate(log.item):
        if item.id not in known:
            message = f"The agenda of {meeting.name} has no item {item.id}, so its minutes are compared with no plan."
            otherwise = f"The agenda has: {', '.join(known)}." if known else "The agenda is empty."
            line = line_of(lines, ("item", at, "id"))
            yield Finding(Code.UNKNOWN_ITEM, file, line, message, did_you_mean(item.id, known, otherwise))
