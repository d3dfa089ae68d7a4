"""An activity's minutes (pure): whole ones, or a sentence that says what was written and what to write."""

from __future__ import annotations

import re

from kit.model.findings import Code, Finding
from kit.model.page import Activity, Fence
from kit.source.paths import shown

LONGEST = 1440  # minutes: a day, as in the front matter

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_WITH_UNIT = re.compile(r"([0-9]{1,3})\s*(?:(m|mins?|minutes?|['\u2019\u2032])|h|hrs?|hours?)\.?", re.IGNORECASE)
_RANGE = re.compile(r"([0-9]{1,4})\s*(?:-|\u2013|to|or)\s*([0-9]{1,4})(?:\s*(?:m|mins?|minutes?)\.?)?", re.IGNORECASE)


def activity(fence: Fence, path: str, found: list[Finding]) -> Activity:
    """Return what the activity block ``fence`` says; minutes that are wrong are a finding each, and None."""
    minutes, shortest = (_minutes(fence, key, path, found) for key in ("minutes", "shortest"))
    if minutes is not None and shortest is not None and shortest > minutes:
        message = f"The activity has shortest {shortest}, which is more than its minutes, {minutes}."
        hint = "Make shortest the fewest minutes in which it still works."
        found.append(Finding(Code.BAD_VALUE, path, fence.options["shortest"][1], message, hint))
        shortest = minutes
    grouping = fence.options.get("grouping", ("", 0))[0]
    return Activity(fence.argument, minutes, shortest, grouping, fence.first)


def _minutes(fence: Fence, key: str, path: str, found: list[Finding]) -> int | None:
    """Return the whole minutes of an option, or None where it is missing or wrong."""
    if key not in fence.options:
        return None
    value, line = fence.options[key]
    if value.isdecimal() and _NUMBER.fullmatch(value) and 1 <= int(value) <= LONGEST:
        return int(value)
    name = f'The activity "{shown(fence.argument[:60])}"' if fence.argument else "The activity"
    why, hint = _number(key, int(value)) if _NUMBER.fullmatch(value) else _words(key, value)
    found.append(Finding(Code.BAD_VALUE, path, line, f"{name} {why}", hint))
    return None


def _number(key: str, number: int) -> tuple[str, str]:
    if number > LONGEST:
        return f'says ":{key}: {number}", and {LONGEST} is the most: that is a whole day.', "Correct the number."
    if number > 0:
        return f'says ":{key}:" and a number with a sign, which is not read.', f"Write :{key}: {number}"
    why = f'says ":{key}: {number}", and an activity that is timed takes 1 minute at least.'
    return (
        why,
        f"Write how many minutes it takes, such as :{key}: 5, or delete the line if it takes no time of its own.",
    )


def _words(key: str, value: str) -> tuple[str, str]:
    if not value:
        hint = f"Write the minutes behind it, such as :{key}: 20, or delete the line."
        return f'has ":{key}:" without a number.', hint
    why = f'says ":{key}: {shown(value[:60])}", and times are counted in whole minutes, written in digits only.'
    return why, f"Write {_meant(key, value) or f':{key}: 20 or whatever it takes'}"


def _meant(key: str, value: str) -> str:
    """Return the options that say what ``value`` most likely means, or "" where that is not plain."""
    if unit := _WITH_UNIT.fullmatch(value):
        minutes = int(unit[1]) * (1 if unit[2] else 60)
        return f":{key}: {minutes}" if 1 <= minutes <= LONGEST else ""
    if (both := _RANGE.fullmatch(value)) and key == "minutes":
        fewest, most = sorted(map(int, both.groups()))
        within = fewest >= 1 and most <= LONGEST
        return f":minutes: {most} and, on a line of its own below it, :shortest: {fewest}" if within else ""
    return ""
