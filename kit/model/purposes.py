"""What an activity is good for: the words that ``purpose`` of a session may hold, in the order of a meeting."""

from __future__ import annotations

from collections.abc import Mapping

PURPOSES: Mapping[str, str] = {
    "start": "Start, and get to know each other",
    "listen": "Listen to each other",
    "explore": "Open up a question",
    "sort": "Sort, and see what there is",
    "decide": "Decide together",
    "help": "Help someone with a difficulty",
    "practise": "Practise something",
    "close": "Look back, and close",
}
