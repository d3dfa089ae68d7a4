"""Writing review pages: one readable page for each open question; what people wrote on one is never lost. Pure."""

from __future__ import annotations

from collections.abc import MutableMapping

from kit.franchise.merge.words import marked
from kit.franchise.update.draft import Draft, News, Question
from kit.franchise.update.review import (
    FOLDER,
    KEEP,
    KEPT,
    README,
    TAKE,
    USE,
    Answer,
    answers,
    asks,
    free_path,
    quoted,
    read_text,
    review_path,
    same_question,
    sealed,
)

_WHY = {
    "conflict": "You and upstream both changed the same words here.",
    "orphan": "You changed this section, and upstream no longer has it.",
    "field": "You and upstream both set this to something else.",
    "agenda": "You and upstream both changed this on the agenda.",
    "agenda-gone": "You changed this item of the agenda, and upstream no longer has it.",
    "page": "You have a page of your own here, and upstream now has one with the same name.",
    "file": "You replaced this file, and upstream has a new one.",
}
_TEXTS = {"conflict": "section, with its heading", "orphan": "section, with its heading", "page": "page"}

README_TEXT = """\
# Questions

Each page in this folder is one question that only you can decide.
Until you do, your own text stays on your pages, and everything else is up to date.

Read the page, tick one of the boxes at its end (put an x between the brackets), save it, and run:

```
peerkit resolve
```

`whats-new.md` asks nothing: it shows what the last update brought.
"""


def review_page(question: Question) -> str:
    """Return the text of the review page."""
    parts = [
        f"# {question.title}",
        f"Address: `{question.address}`\nSeal: ",
        f"{_WHY[question.kind]}\nYour own stays on your pages until you decide.",
        *_pieces(question),
        f"## What you say now\n\n{quoted(question.ours)}",
        f"## What upstream says now\n\n{_theirs(question)}",
    ]
    if question.base is not None:
        parts.append(f"## What it said when you changed it\n\n{quoted(question.base)}")
    return sealed("\n\n".join([*parts, _decide(question)]))


def _decide(question: Question) -> str:
    """Return the end of a page: the boxes, and a place to write where a text can be the answer."""
    boxes = f"- [ ] {KEEP}\n- [ ] {TAKE}\n"
    how = "## Decide\n\nTick one box, save this page, and run `peerkit resolve`."
    if question.kind not in _TEXTS or not _is_text(question):
        return f"{how}\n\n{boxes}"
    own = f"For a text of your own, tick the last box and write the whole {_TEXTS[question.kind]}, below it."
    return f"{how}\n{own}\n\n{boxes}- [ ] {USE}\n\n"


def _is_text(question: Question) -> bool:
    return question.kind != "page" or question.address.endswith(".md")


def _pieces(question: Question) -> list[str]:
    """Return the part of the page that says where the pieces stand, where the texts are of several sections."""
    if not question.pieces:
        return []
    why = "Words went from one section into another, so they can only be decided together:"
    return [f"## Where the pieces are\n\n{why}", "\n".join(f"- {one}" for one in question.pieces)]


def _theirs(question: Question) -> str:
    if question.theirs is None:
        return "Nothing: upstream took it out."
    if question.base is None or question.kind not in ("conflict", "orphan"):
        return quoted(question.theirs)
    return f"Its changes are marked.\n\n{quoted(marked(question.base, question.theirs))}"


# The folder of questions, brought to what is asked now.


def ask_on_pages(draft: Draft) -> dict[str, str]:
    """Write a page for each question of ``draft``; return the newest page of each by address.

    A page that asks the same as before is left alone, and so is one on which somebody wrote: what is new is then asked
    on a page of its own, NAME-2.md.
    """
    before = dict[str, list[Answer]]()
    for one in answers(draft.files):
        before.setdefault(one.address, []).append(one)
    for address in [address for address in before if address not in draft.questions]:
        for page in before.pop(address):
            _settled(draft, page)
    pages = {address: _asked(draft, one, before.get(address, [])) for address, one in draft.questions.items()}
    with_readme(draft.files)
    return pages


def _settled(draft: Draft, page: Answer) -> None:
    if kept := put_away(draft.files, page, unused=page.touched or bool(page.text)):
        message = f"{page.path} asks nothing any more. What was written there is kept in {kept}, and used nowhere."
        draft.tell(News.TOLD, message)


def _asked(draft: Draft, question: Question, pages: list[Answer]) -> str:
    text = review_page(question)
    same = [page.path for page in pages if same_question(read_text(draft.files[page.path]), text)]
    if same:
        return same[-1]
    written = [page for page in pages if page.touched or page.text]
    for page in pages:
        if page not in written:
            del draft.files[page.path]
    path = free_path(review_path(question.address), draft.files)
    draft.files[path] = text.encode()
    if written:
        stays = f"{written[-1].path} holds words of yours and stays as it is"
        draft.tell(News.TOLD, f"{stays}; upstream has changed the same once more, and {path} shows how.")
    elif any(page.ticked for page in pages):
        draft.tell(News.TOLD, f"{path} was ticked, and upstream has changed the same once more. Please tick it again.")
    return path


def put_away(files: MutableMapping[str, bytes], page: Answer, unused: bool) -> str:
    """Take a page whose question is settled out of ``files``; return where its words are kept if they are ``unused``.

    "" stands for a page on which nothing was written that could be lost.
    """
    text = read_text(files.pop(page.path))
    return keep_words(files, page.path, text) if unused else ""


def keep_words(files: MutableMapping[str, bytes], path: str, text: str) -> str:
    """Keep ``text``, which stood at ``path``, in a page of its own that asks nothing; return the path of that."""
    kept = free_path(f"{KEPT}{path.removeprefix(FOLDER)}", files)
    why = "Somebody wrote on it, and what was written is used nowhere. Copy what you still need, then delete this page."
    files[kept] = f"# What stood on {path}\n\n{why}\n\n{quoted(text)}\n".encode()
    return kept


def with_readme(files: MutableMapping[str, bytes]) -> None:
    """Have the page that explains the folder where something is asked, and nowhere else."""
    if any(asks(path) for path in files):
        files.setdefault(README, README_TEXT.encode())
    else:
        files.pop(README, None)
