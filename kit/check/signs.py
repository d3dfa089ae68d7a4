"""What a sign of a mistake is: how it looks in a line that readers see, and what to say of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sign:
    """One mistake: how it looks in a line that is shown, and what to say of it.

    ``what`` ends the sentence that begins with the words found; ``hint`` says what to type. ``sure`` tells a warning
    from advice. ``unless`` is a look at the match that may say that this is none.
    """

    pattern: re.Pattern[str]
    what: Callable[[re.Match[str]], str]
    hint: Callable[[re.Match[str]], str]
    sure: bool = True
    unless: Callable[[re.Match[str]], bool] = lambda _: False


def like(thing: str, why: str) -> Callable[[re.Match[str]], str]:
    """Return what to say of what looks like ``thing``; ``why`` ends the sentence."""
    return lambda _: f"looks like {thing} and is shown as typed: {why}."


def say(hint: str) -> Callable[[re.Match[str]], str]:
    """Return a hint that is the same whatever was found."""
    return lambda _: hint
