"""Merging a sentence word by word, and with it how its words are set: the last try before anybody is asked.

Both sides changed it, in different words with an unchanged word between them::

    base     Take ten minutes for "this" step.
    ours     Take fifteen minutes for "this" step.
    theirs   Take ten minutes for “this” one step.
    merged   Take fifteen minutes for “this” one step.

Quotes, dashes, dots and spaces are set in one way or another, and saying so changes no word: who sets them anew is
followed in all words that the other side left alone or only moved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kit.franchise.merge.sequences import matches, words_alike
from kit.franchise.merge.three_way import Change, Chunk, diff3

_ENOUGH = 0.5  # the share of words that a side must have left: a sentence that is written anew is a person's to judge
_TOKEN = re.compile(r"(?:\\?(?:\r\n|\n|\r)[ \t>]*)|[^\S\r\n]+|\w+(?:['’]\w+)*|-{2,3}|\.{3}|.", re.DOTALL)
_END = re.compile(r"(?<!\.)[.!?]\s")  # an ellipsis ends no sentence
_PLAIN = [("“”„‟", '"'), ("‘’‚‛", "'"), ("–—―", "-"), ("…", "..."), ("\u00a0\u202f\u2009", " ")]
_TABLE = str.maketrans({mark: plain for marks, plain in _PLAIN for mark in marks})


def plainly_set(text: str) -> str:
    """Return ``text`` with typewriter's quotes, dashes, dots and spaces: how it reads however it is set."""
    return re.sub(r"-{2,3}", "-", unicodedata.normalize("NFC", text).translate(_TABLE))


def merge_words(base: str, ours: str, theirs: str) -> str | None:
    """Return the merge of three versions of a sentence.

    None where they changed the same words or ones side by side, or where a side parted or joined sentences.
    """
    plain, *sides = (plainly_set(text) for text in (base, ours, theirs))
    if min(words_alike(plain, side) for side in sides) < _ENOUGH:
        return None
    if any(_parts(side) != _parts(plain) for side in sides):  # made two of it, and the other side knew but the one
        return None
    old, mine, yours = (_TOKEN.findall(text) for text in (base, ours, theirs))
    keys = [[_key(token) for token in side] for side in (old, mine, yours)]
    chunks = diff3(keys[0], keys[1], keys[2])
    if not _apart(chunks, old) or _both_count(chunks, old, mine, yours):
        return None
    set_anew = _set_anew(keys, old, mine, yours)
    text = ""
    for chunk in chunks:
        if chunk.change is Change.THEIRS:
            text += "".join(yours[slice(*chunk.theirs)])
        else:
            text += "".join(set_anew.get(at, mine[at]) for at in range(*chunk.ours))
    return text


def _parts(text: str) -> int:
    """Return how many sentences ``text`` may be: "e.g. this" counts as two, which costs no more than a question."""
    return 1 + len(_END.findall(text.strip()))


def _key(token: str) -> str:
    return "\\\n" if token.startswith("\\") and len(token) > 1 else " " if token.isspace() else plainly_set(token)


def _apart(chunks: Sequence[Chunk], old: Sequence[str]) -> bool:
    """Return whether an unchanged word stands between any two changes that are not by the same side."""
    last = Change.NOBODY
    for chunk in chunks:
        if chunk.change is Change.NOBODY:
            words = any(token[0].isalnum() for token in old[slice(*chunk.base)])
            last = Change.NOBODY if words else last
        elif chunk.change is Change.CONFLICT or last not in (Change.NOBODY, chunk.change):
            return False
        else:
            last = chunk.change
    return True


def _both_count(chunks: Sequence[Chunk], old: Sequence[str], mine: Sequence[str], yours: Sequence[str]) -> bool:
    """Return whether both changed a number: those of one sentence hang together, as in “from 0 to 5”."""
    counted = set()
    for chunk in chunks:
        tokens = (*old[slice(*chunk.base)], *mine[slice(*chunk.ours)], *yours[slice(*chunk.theirs)])
        if chunk.change is not Change.NOBODY and any(token[0].isdigit() for token in tokens):
            counted.add(chunk.change)
    return len(counted) > 1


def _set_anew(
    keys: Sequence[Sequence[str]], old: Sequence[str], mine: Sequence[str], yours: Sequence[str]
) -> dict[int, str]:
    """Return what theirs made of the tokens of ours that are those of the base, and that only theirs set anew."""
    by_theirs = dict(matches(keys[0], keys[2]))
    found = {j: yours[by_theirs[i]] for i, j in matches(keys[0], keys[1]) if i in by_theirs and mine[j] == old[i]}
    return {j: token for j, token in found.items() if not token.isspace() or "\u00a0" in token}
