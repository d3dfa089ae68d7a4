"""The kinds of values in the files that people write by hand, as types for pydantic; words of their mistakes.

Messages of ValueErrors are whole sentences: ``source.settings.validate`` shows them to organisers as they are.
"""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter

from kit.model.areas import AREAS, known_area
from kit.model.characters import hidden

_WEB = re.compile(r"https?://[^\s/?#\"'\\]+[^\s\"'\\]*\Z", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_CLOCK = re.compile(r"^([01][0-9]|2[0-3]):([0-5][0-9])\Z")
_DEVICE = re.compile(r"^(con|prn|aux|nul|com[1-9]|lpt[1-9])\Z")
_COLOUR = re.compile(r"^#[0-9a-fA-F]{6}\Z")
_SLUG = re.compile(r"^[a-z0-9][a-z0-9_-]{0,63}\Z")

_NEARLY_CLOCK = re.compile(r"(\d{1,2})(?:[.:h](\d\d)(?::\d\d)?)? ?(am|pm|a\.m\.?|p\.m\.?)?\Z")
_ADDRESSED = re.compile(r"<([^\s<>@\"]{1,64}@[^\s<>@\"]{1,190})>\s*\Z")  # Sam Smith <sam@example.org>
_WHOLE = re.compile(r"^[+-]?[0-9]{1,9}(\.0+)?\Z")
_A_DAY = "Write a day that the calendar has, as year, month and day: 2027-01-20"
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def said(value: Any) -> str:
    """Return ``value`` as a message shows it: as its file would write it, on one line, cut at 60 characters."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    text = str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False, default=str)
    text = "".join(char if char.isprintable() else " " for char in text)
    return text if len(text) <= 60 else f"{text[:57]}..."


class MistakenValue(ValueError):
    """A value that cannot be, with a ``hint`` that says what to write instead.

    ``key`` is the one of its names whose line is at fault, where it is a value with names of its own.
    """

    def __init__(self, message: str, hint: str, key: str = "") -> None:
        """Keep what to say and what to do."""
        super().__init__(message)
        self.hint = hint
        self.key = key


class UnsafeValueError(MistakenValue):
    """A value that is refused rather than corrected."""

    def __init__(self, message: str, hint: str = "Delete those characters; write the words out.") -> None:
        """Keep what to say and what to do."""
        super().__init__(message, hint)


def _whole(value: Any) -> Any:
    text = value.strip() if isinstance(value, str) else "" if isinstance(value, bool) else str(value)
    if isinstance(value, str | int | float) and _WHOLE.match(text):
        return int(float(text))
    numbers = re.findall(r"[0-9]{1,9}", text)
    hint = f"Write the number alone: {numbers[0]}" if len(numbers) == 1 else "Write a number alone, such as 20."
    raise MistakenValue(f"needs a whole number, such as 20, not {said(value)}.", hint)


def _by_standard(value: Any) -> Any:
    """Return a list of points as the table that it stands for, so that its mistakes keep their places in the list."""
    if isinstance(value, Mapping):
        return TypeAdapter(dict[str, list[Whole]]).validate_python(value)
    return {"": TypeAdapter(list[Whole]).validate_python(value)}


def _day(value: Any) -> Any:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and _DAY.match(value.strip()):
        try:
            return datetime.date.fromisoformat(value.strip())
        except ValueError:
            raise MistakenValue(f"needs a day that the calendar has, not {said(value)}.", _A_DAY) from None
    hint = f"Write {meant_day(value) or 'it like this: 2027-01-20'}"
    raise MistakenValue(f"needs a date such as 2027-01-20 (year, month, day), not {said(value)}.", hint)


def meant_day(value: Any) -> str:
    """Return the date that somebody wrote as British people write it, or ""."""
    text = " ".join(str(value).replace("/", " ").replace(".", " ").replace("-", " ").split())
    for form in ("%d %B %Y", "%d %b %Y", "%d %m %Y"):
        with suppress(ValueError):
            return datetime.datetime.strptime(text, form).date().isoformat()
    return ""


def _clock(value: Any) -> Any:
    if isinstance(value, str) and (match := _CLOCK.match(value.strip())):
        return int(match[1]) * 60 + int(match[2])
    hint = f'Write "{meant_time(value)}"' if meant_time(value) else 'Write hours and minutes, such as "09:30".'
    raise MistakenValue(f'needs a time in 24-hour form and in quotes, such as "09:30", not {said(value)}.', hint)


def meant_time(value: Any) -> str:
    """Return the time of day that somebody wrote in another form, such as 9.30 or 1:05pm, or ""."""
    text = f"{value:.2f}" if isinstance(value, float) else str(value).casefold()
    if (found := _NEARLY_CLOCK.match(text.strip())) is None:
        return {"noon": "12:00", "midday": "12:00"}.get(text.strip(), "")
    hours, minutes = int(found[1]), found[2] or "00"
    if found[3]:
        hours = hours % 12 + (12 if found[3][0] == "p" else 0)
    time = f"{hours:02}:{minutes}"
    return time if _CLOCK.match(time) else ""


def clock_or_free(value: Any) -> Any:
    """Return a clock time as minutes after midnight, or "" as it is."""
    return "" if value == "" else _clock(value)


def _colour(value: str) -> str:
    if not _COLOUR.match(value):
        raise MistakenValue(
            f'needs a colour of six digits, such as "#1b4965", not {said(value)}.',
            _meant_colour(value.strip().lstrip("#")),
        )
    return value.lower()


def _meant_colour(digits: str) -> str:
    if re.fullmatch(r"[0-9a-fA-F]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    if _COLOUR.match(f"#{digits}"):
        return f'Write "#{digits}"'
    return "A colour is a # and six digits or letters from a to f; whoever made your logo knows yours."


def _folder(value: str) -> str:
    if _DEVICE.match(value):
        raise ValueError(f"cannot be {said(value)}, because Windows keeps that name for a device.")
    return value


def _slug(value: str) -> str:
    if not _SLUG.match(value):
        raise ValueError(f"needs small letters, digits and hyphens only, such as how-ready, not {said(value)}.")
    return value


def _web(value: str) -> str:
    if not value or _WEB.match(value):
        return value
    error = (
        UnsafeValueError if _SCHEME.match(value) and not value.lower().startswith(("http:", "https:")) else ValueError
    )
    raise error(f"needs a web address that begins with https:// or http://, not {said(value)}.")


def _joining(value: str) -> str:
    """Return ``value`` unchanged; raise, without repeating what only messages may say, if it is no https address."""
    if _WEB.match(value) and value.lower().startswith("https://"):
        return value
    hint = 'Copy the whole address from the invitation, such as join = "https://meet.example.org/123"'
    raise MistakenValue("needs the web address of the meeting, which begins with https://", hint)


def _area(value: str) -> str:
    try:
        return known_area(value)
    except ValueError as error:
        raise MistakenValue(str(error), f"The areas are {', '.join(AREAS)}.") from None


def is_plain(value: str) -> bool:
    """Whether ``value`` holds nothing that could become markup or hide text."""
    return not (hidden(value) or "<" in value or ">" in value)


def plain(value: str) -> str:
    """Return ``value`` unchanged; raise ValueError if it holds what could become markup or hide text."""
    if not is_plain(value):
        message = f"cannot hold <, > or control characters, because values are plain text{_which(value)}."
        address = _ADDRESSED.search(value)
        raise (
            UnsafeValueError(message, f'Write the address alone: "{address[1]}"')
            if address
            else UnsafeValueError(message)
        )
    return value


def _named(value: str) -> str:
    """Return ``value`` unchanged; raise ValueError if nothing stands in it."""
    if value.strip():
        return value
    raise MistakenValue("is empty, and every page shows it.", 'Write it out, such as name = "Westshire Peer Group"')


def _language(value: str) -> str:
    """Return ``value`` unchanged; raise ValueError if it is written as people call the language."""
    if _SLUG.match(value):
        return value
    raise MistakenValue(
        f"needs the short form of a language, not {said(value)}.", 'English is "en", and Welsh is "cy".'
    )


def _sentence(value: str) -> str:
    """Return ``value`` unchanged; raise ValueError if it holds what could hide text or steer a terminal."""
    if hidden(value.replace("\t", " ").replace("\n", " ")):
        raise UnsafeValueError(f"cannot hold control characters, because they hide text{_which(value)}.")
    return value


def _which(value: str) -> str:
    char = hidden(value)
    return f"; this one holds U+{ord(char):04X}" if char else ""


def one_of(*words: str) -> Callable[[Any], Any]:
    """Return a validator that takes these words only."""

    def choose(value: Any) -> Any:
        if value in words:
            return value
        near = difflib.get_close_matches(str(value).casefold(), words, 1, 0.5)
        hint = f'Write "{near[0]}"' if near else f'Write one of them, such as "{words[0]}".'
        raise MistakenValue(f"needs one of {', '.join(words)}, not {said(value)}.", hint)

    return choose


Whole = Annotated[int, BeforeValidator(_whole)]
Points = Annotated[Mapping[str, list[int]], BeforeValidator(_by_standard)]  # "" is the standard of bare numbers
Format = Annotated[Whole, Field(ge=1)]  # the version of a file's format; whether it is too new is asked before
Minutes = Annotated[Whole, Field(ge=1, le=1440)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Clock = Annotated[int, BeforeValidator(_clock)]  # minutes after midnight
Colour = Annotated[str, AfterValidator(_colour)]
Slug = Annotated[str, AfterValidator(_slug)]
Folder = Annotated[Slug, AfterValidator(_folder)]  # a slug that a folder is named after
Plain = Annotated[str, AfterValidator(plain)]
Name = Annotated[Plain, AfterValidator(_named)]
Language = Annotated[str, AfterValidator(_language)]
Area = Annotated[str, AfterValidator(_area)]
Web = Annotated[Plain, AfterValidator(_web)]  # a web address, or "" for none
Joining = Annotated[Plain, AfterValidator(_joining)]  # where people join a meeting online
Count = Annotated[Whole, Field(ge=1, le=10_000)]
Sentence = Annotated[str, AfterValidator(_sentence)]  # people's own words, < and > included
Measured = Annotated[Whole, Field(ge=0, le=1440)]  # minutes; 0 for what was left out
