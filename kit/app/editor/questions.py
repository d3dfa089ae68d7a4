"""Open questions of an update: what each side says, and the answer written as ``resolve`` writes it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from kit.app.editor.view import Outcome, View, fingerprint, listed
from kit.app.fitting import settled
from kit.app.region import refuse_empty, resolved
from kit.franchise.update.resolve import Choice, Settled, normal_address
from kit.franchise.update.review import Answer, answers, parts, takes_text

KEEP, TAKE, TEXT = "keep", "take", "text"
OURS = "What you say now"


def questions_of(view: View) -> list[dict[str, Any]]:
    """Return the open questions, each with the words of its page, newest page last."""
    pages = answers(view.tree.files) if view.is_region else []
    return [_question(view, [one for one in pages if one.address == address]) for address in _addresses(pages)]


def _addresses(pages: Sequence[Answer]) -> list[str]:
    return list(dict.fromkeys(page.address for page in pages))


def _question(view: View, pages: Sequence[Answer]) -> dict[str, Any]:
    last = pages[-1]
    data = view.tree.files[last.path]
    (title, above), *below = parts(data) or [(last.address, "")]
    why = [line for line in above.split("\n") if line and not line.startswith(("Address:", "Seal:"))]
    texts = [{"title": name, "text": text} for name, text in below if name != "Decide"]
    ours = next((one["text"] for one in texts if one["title"] == OURS), "")
    return {
        "address": last.address,
        "title": title,
        "why": " ".join(why),
        "texts": texts,
        "text": last.text.rstrip("\n") or (ours if takes_text(data) else ""),
        "writes": takes_text(data),
        "mark": fingerprint(*(view.tree.files[page.path].hex() for page in pages)),
    }


def settle(view: View, address: str, choice: str, text: str, mark: str) -> Outcome:
    """Return what an answer changes: "keep" ours, "take" theirs, or "text" for the words in ``text``.

    A question that was asked anew since is returned, and nothing is written.
    """
    now = next((one for one in questions_of(view) if one["address"] == address), None)
    if now is None or now["mark"] != mark:
        return Outcome({"answer": "changed", "questions": questions_of(view)})
    words = f"{text.strip()}\n" if choice == TEXT else None
    given = Settled(normal_address(address), Choice.TAKE if choice == TAKE else Choice.KEEP, words)
    refuse_empty(given)
    changes, _, unfit = settled(view.tree, [given], partial(resolved, view.tree))
    if unfit:
        return Outcome({"answer": "refused", "findings": listed([one for ones in unfit.values() for one in ones])})
    return Outcome({"answer": "saved", "findings": []}, changes)
