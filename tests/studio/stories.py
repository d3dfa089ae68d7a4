"""What somebody does in a studio, told once and tried wherever the desk answers: in this Python, or in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kit.studio.desk import Desk

Answer = tuple[dict[str, Any], dict[str, bytes]]
Ask = Callable[..., Answer]  # a request and its files -> the answer and its files

ANSWERS = {"name": "Westshire Peer Group", "id": "westshire", "date": "20 January 2027", "start": "1pm", "heads": "28"}
WORDS = "We meet because our services share the same forms."


def desk_in(folder: Path, hub: Path, cannot: frozenset[str] = frozenset()) -> Ask:
    """Return what asks a desk in ``folder`` that begins from ``hub``."""
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(folder, hub, lambda _: None, cannot=cannot)

    def ask(request: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Answer:
        *_, (answer, made) = desk.ask(json.loads(json.dumps(request)), files or {})
        return answer, dict(made)

    return ask


def edit(ask: Ask, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the editor replies to ``request``."""
    answer, _ = ask({"ask": "editor", "request": dict(request)})
    reply: dict[str, Any] = answer["reply"]
    return reply


def change_section(ask: Ask, page: str) -> dict[str, Any]:
    """Write WORDS below the heading of the first section of ``page`` that can be changed."""
    section = edit(ask, {"ask": "page", "page": page})["sections"][0]
    now = edit(ask, {"ask": "open", "page": page, "anchor": section["anchor"]})["now"]
    asked = {"ask": "save", "page": page, "anchor": section["anchor"], "text": f"{now['text'].rstrip()}\n\n{WORDS}\n"}
    return _agreed(ask, {**asked, "mark": now["mark"]})


def change_meeting(ask: Ask, page: str, minutes: int) -> dict[str, Any]:
    """Give the first item of the agenda that ``page`` belongs to other minutes, and the meeting a venue."""
    now = edit(ask, {"ask": "meeting", "page": page})["now"]
    asked = {"ask": "keep", "round": now["round"], "date": now["date"], "start": now["start"], "venue": "Town Hall"}
    return _agreed(ask, {**asked, "minutes": {now["items"][0]["id"]: minutes}, "mark": now["mark"]})


def _agreed(ask: Ask, request: dict[str, Any]) -> dict[str, Any]:
    """Save, and once more with what was agreed to where the check has something to say first."""
    reply = edit(ask, request)
    return edit(ask, {**request, "agreed": reply["agreed"]}) if reply["answer"] == "look" else reply


def story(ask: Ask) -> tuple[dict[str, bytes], bytes]:
    """Begin a region, change a section and an agenda, and return its files and the zip that one saves."""
    forked, _ = ask({"ask": "fork", "answers": ANSWERS})
    assert forked["answer"] == "forked", forked
    assert change_section(ask, "round-1/index")["answer"] == "saved"
    assert change_meeting(ask, "round-1/index", 20)["answer"] in ("saved", "kept")
    _, files = ask({"ask": "state", "since": 0})
    saved, zipped = ask({"ask": "region"})
    return files, zipped[saved["name"]]
