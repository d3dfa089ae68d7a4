"""The questions of ``peerkit fork``: what a region needs, asked on a terminal one by one, and nothing written yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import click

from kit.app.fork import Parent, Wishes
from kit.cli.common import say
from kit.facilitate.clock import people_date, show_time
from kit.franchise import answers
from kit.model.colour import TEXT_RATIO, contrast, contrast_words, passing
from kit.model.values import MistakenValue

_WHITE = "#ffffff"


@dataclass(frozen=True)
class Question:
    """What is asked, with an example of an answer; ``read`` makes a value of it, or raises MistakenValue.

    ``take`` puts that value into what is wished for. ``needed`` says why it cannot be left for later, or is "".
    """

    words: str
    example: str
    read: Callable[[str], Any]
    take: Callable[[Wishes, Any], Wishes]
    needed: str = ""


def ask(questions: Sequence[Question], wishes: Wishes) -> Wishes:
    """Ask the questions, and return ``wishes`` with the answers."""
    if len(questions) > 1:
        say(f"{len(questions)} questions. Press Enter to leave one for later. Ctrl-C stops, and nothing is written.")
    for question in questions:
        value = _answer(question)
        if value is not None:
            wishes = question.take(wishes, value)
    return wishes


def questions_for(wishes: Wishes, parent: Parent) -> Iterator[Question]:
    """Yield a question for each thing that ``wishes`` do not say yet."""
    if not wishes.name:
        needed = "Every page shows the name, so it cannot wait. You can change it later, in region.toml."
        yield Question(*answers.asked("name"), answers.group_name, _take_name, needed)
    if parent.first:
        yield from _of_meeting(wishes)
    for gap in parent.gaps:
        if gap not in wishes.values:
            yield Question(*answers.asked(gap), answers.words, partial(_take_value, gap))
    if wishes.primary is None:
        yield Question(*answers.asked("primary"), _colour, _take_colour)


def _of_meeting(wishes: Wishes) -> Iterator[Question]:
    for key, read in {"date": answers.day, "start": answers.clock, "heads": answers.people}.items():
        if getattr(wishes.meeting, key) is None:
            yield Question(*answers.asked(key), read, partial(_take_meeting, key))


def _answer(question: Question) -> Any:
    """Ask until there is an answer that can be used, or None for later."""
    while True:
        words = f"{question.words}, such as {question.example}?"
        text = click.prompt(words, default="", show_default=False, prompt_suffix=" ", err=True).strip()
        if not text and not question.needed:
            return None
        try:
            if text:
                return question.read(text)
            say(question.needed)
        except MistakenValue as mistake:
            say(f"{mistake} {mistake.hint}")


def _colour(text: str) -> str:
    """Read a colour; where it is too weak for text, offer the shade that can be read."""
    chosen = answers.colour(text)
    if not (weak := weakness(chosen)):
        return chosen
    say(weak)
    shade = passing(chosen)
    return shade if click.confirm(f"Take {shade} in place of it?", default=True, err=True) else chosen


def weakness(colour: str) -> str:
    """Return a sentence where ``colour``, as ``#rrggbb``, cannot be read on white; else ""."""
    if contrast(colour, _WHITE) >= TEXT_RATIO:
        return ""
    ratio = contrast_words(colour, _WHITE)
    needs = f"{colour} has a contrast of {ratio} on white, and text needs {TEXT_RATIO} to 1."
    return f"{needs} Text and buttons use {passing(colour)}, the nearest shade that passes."


def _take_name(wishes: Wishes, name: str) -> Wishes:
    return replace(wishes, name=name)


def _take_meeting(key: str, wishes: Wishes, value: Any) -> Wishes:
    return replace(wishes, meeting=replace(wishes.meeting, **{key: value}))


def _take_value(gap: str, wishes: Wishes, value: str) -> Wishes:
    return replace(wishes, values={**wishes.values, gap: value})


def _take_colour(wishes: Wishes, value: str) -> Wishes:
    return replace(wishes, primary=value)


# What will be written, said before it is.


def summary(wishes: Wishes, parent: Parent, count: int) -> str:
    """Return a paragraph on what ``wishes`` make: ``count`` files, where, and what is left for later."""
    later = left(wishes, parent)
    decided = [*_meeting(wishes), *(f"{name} {value}" for name, value in wishes.values.items() if value)]
    decided += [f"the colour {wishes.primary}"] if wishes.primary else []
    sentences = [
        f"{wishes.name} will be {count} files in {wishes.dest}, with the pages of {parent.name} in upstream/.",
        f"Its region.toml will say: {'; '.join(decided)}." if decided else "",
        f"Left for later: {', '.join(later)}." if later else "",
    ]
    return " ".join(filter(None, sentences))


def _meeting(wishes: Wishes) -> Iterator[str]:
    date, start, heads = wishes.meeting.date, wishes.meeting.start, wishes.meeting.heads
    if date:
        yield f"you first meet on {people_date(date)}"
    if start:
        yield f"start at {show_time(int(start[:2]) * 60 + int(start[3:]), True)}"
    if heads:
        yield f"{heads} people" if heads > 1 else "1 person"


def left(wishes: Wishes, parent: Parent) -> list[str]:
    """Return the names of what is not decided yet, as region.toml calls them."""
    meeting = [key for key in ("date", "start", "heads") if parent.first and key not in wishes.meeting.decided]
    gaps = [gap for gap in parent.gaps if not wishes.values.get(gap)]
    return [*meeting, *gaps, *([] if wishes.primary else ["primary"])]
