"""What people type about a new region, at a question or in an option, as region.toml is to say it. Pure.

region.toml takes dates, times and colours in one form only, since it is read by many. Whoever types one now may write
it as people do: ``20 January 2027``, ``1pm`` and ``navy`` are as clear. Each function returns the value, or raises
MistakenValue with a whole sentence and, as its hint, an example.
"""

from __future__ import annotations

import datetime
import difflib
import re

from pydantic import TypeAdapter, ValidationError

from kit.model.schema import BrandFile
from kit.model.values import Clock, Count, Day, MistakenValue, Name, Plain, meant_day, meant_time, said

# What is asked for each answer, without its question mark, and an example; a variable by its name.
WORDS = {
    "name": ("What is the group called", "Westshire Peer Group"),
    "date": ("On which day do you first meet", "20 January 2027"),
    "start": ("At what time do you start", "10:30"),
    "heads": ("How many people do you expect", "28"),
    "venue": ("Where do you meet", "Town Hall, Westbury"),
    "contact": ("Where can people write to you", "peers@westshire.example.org"),
    "primary": ("Which colour is yours", "#7a1f5c or navy"),
}

_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_DAY_OF_WEEK = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)


def asked(name: str) -> tuple[str, str]:
    """Return the words and the example for an answer, whatever a hub calls its variables."""
    return WORDS.get(name, (f"What is to stand for {name}", "a word or two"))


def day(text: str) -> datetime.date:
    """Return the date that ``text`` says in numbers or words; 3/4/2027 is in April, as in Britain."""
    words = _DAY_OF_WEEK.sub("", _ORDINAL.sub("", text.replace(",", " "))).strip()
    try:
        return TypeAdapter(Day).validate_python(meant_day(words) or words)
    except ValidationError:
        hint = "Write day, month and year, such as 20 January 2027 or 2027-01-20."
        raise MistakenValue(f"{said(text)} is no date that the calendar has.", hint) from None


def clock(text: str) -> str:
    """Return the time of day that ``text`` says as region.toml writes it, such as 13:00 for 1pm."""
    try:
        minutes = TypeAdapter(Clock).validate_python(meant_time(text) or text)
    except ValidationError:
        raise MistakenValue(f"{said(text)} is no time of the day.", "Write it like 13:00 or 1pm.") from None
    return f"{minutes // 60:02}:{minutes % 60:02}"


def people(text: str) -> int:
    """Return the number of people that ``text`` says."""
    try:
        return TypeAdapter(Count).validate_python(text)
    except ValidationError:
        message = f"{said(text)} is no number of people, from 1 to 10,000."
        raise MistakenValue(message, "Write your best guess as a number alone, such as 28.") from None


def colour(text: str) -> str:
    """Return the colour that ``text`` names, as ``#rrggbb``: one of CSS by its name, or three or six digits."""
    from PIL.ImageColor import colormap, getrgb

    word = "".join(text.casefold().split())
    if word in colormap:
        red, green, blue = getrgb(word)[:3]
        return f"#{red:02x}{green:02x}{blue:02x}"
    digits = word.removeprefix("#")
    six = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    try:
        return BrandFile(primary=f"#{six}").primary or ""
    except ValidationError:
        near = difflib.get_close_matches(word, colormap, 1, 0.75)
        meant = f"Did you mean {near[0]}? " if near else ""
        hint = f"{meant}Write it like #1b4965, or by a name that web pages know, such as navy."
        raise MistakenValue(f"{said(text)} is no colour.", hint) from None


def group_name(text: str) -> str:
    """Return the name of a group."""
    return _kept(TypeAdapter(Name), "The name", text)


def words(text: str) -> str:
    """Return the value of a variable: plain words, an address, or nothing."""
    return _kept(TypeAdapter(Plain), "It", text)


def _kept(kind: TypeAdapter[str], what: str, text: str) -> str:
    try:
        return kind.validate_python(text.strip())
    except ValidationError as error:
        reason = error.errors()[0].get("ctx", {})["error"]
        raise MistakenValue(f"{what} {reason}", reason.hint) from None
