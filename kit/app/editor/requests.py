"""What the editor can be asked, each request as JSON, and which action answers it. Pure.

This table is the whole of what a page can ask for; ``serve`` carries it over HTTP, and any other carrier may.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kit.app.editor import meeting, questions, sections
from kit.app.editor.view import Outcome, View, findings_of, listed, look
from kit.model.errors import WrongUsage
from kit.model.tree import Tree

LONGEST_TEXT = 256 * 1024  # characters, more than a page may have

Short = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PageAsked(_Asked):
    """What can be changed on a page."""

    page: Short


class SectionAsked(PageAsked):
    """The words of one section."""

    anchor: Short


class BackAsked(SectionAsked):
    """The hub's words in place of ours."""

    mark: Short
    agreed: Short = ""


class SaveAsked(BackAsked):
    """New words for a section."""

    text: Text
    why: Annotated[str, Field(max_length=2000)] = ""


class MeetingAsked(PageAsked):
    """A meeting: the one called ``round``, or that of the page."""

    round: Short = ""


Minutes = Annotated[dict[Short, Annotated[int, Field(ge=0, le=1440)]], Field(max_length=200)]


class TimesAsked(_Asked):
    """The clock times of a meeting that starts then, and whose items stand in that order and last so long."""

    round: Short
    start: Short = ""
    minutes: Minutes = {}
    order: Annotated[list[Short], Field(max_length=200)] = []


class KeepAsked(TimesAsked):
    """A meeting to be written into region.toml."""

    date: Short = ""
    venue: Short = ""
    directions: Annotated[str, Field(max_length=2000)] = ""
    mark: Short
    agreed: Short = ""


class NothingAsked(_Asked):
    """What needs no more words."""


class SettleAsked(_Asked):
    """An answer to a question."""

    address: Short
    choice: Literal["keep", "take", "text"]
    text: Text = ""
    mark: Short


def _page(view: View, asked: PageAsked) -> Outcome:
    return Outcome(
        {
            "answer": "page",
            "sections": sections.sections_of(view, asked.page),
            "meeting": view.is_region and bool(view.edition.rounds),
            "questions": len(questions.questions_of(view)),
        }
    )


def _findings(view: View, asked: PageAsked) -> Outcome:
    return Outcome({"answer": "findings", "findings": listed(findings_of(view, asked.page))})


def _meeting(view: View, asked: MeetingAsked) -> Outcome:
    return meeting.meeting_at(view, asked.page, asked.round)


def _times(view: View, asked: TimesAsked) -> Outcome:
    return meeting.times(view, asked.round, meeting.Wanted(start=asked.start, minutes=asked.minutes, order=asked.order))


def _keep(view: View, asked: KeepAsked) -> Outcome:
    wanted = meeting.Wanted(asked.date, asked.start, asked.venue, asked.directions, asked.minutes, asked.order)
    return meeting.keep(view, asked.round, wanted, asked.mark, asked.agreed)


def _questions(view: View, _: NothingAsked) -> Outcome:
    return Outcome({"answer": "questions", "questions": questions.questions_of(view)})


def _settle(view: View, asked: SettleAsked) -> Outcome:
    return questions.settle(view, asked.address, asked.choice, asked.text, asked.mark)


def _open(view: View, asked: SectionAsked) -> Outcome:
    return Outcome({"answer": "open", "now": sections.words_of(view, asked.page, asked.anchor).data})


def _save(view: View, asked: SaveAsked) -> Outcome:
    return sections.save(view, asked.page, asked.anchor, asked.text, asked.why, asked.mark, asked.agreed)


def _back(view: View, asked: BackAsked) -> Outcome:
    return sections.back_to_hub(view, asked.page, asked.anchor, asked.mark, asked.agreed)


_Action = Callable[[View, Any], Outcome]

ACTIONS: Mapping[str, tuple[type[_Asked], _Action]] = {
    "page": (PageAsked, _page),
    "open": (SectionAsked, _open),
    "save": (SaveAsked, _save),
    "back": (BackAsked, _back),
    "findings": (PageAsked, _findings),
    "meeting": (MeetingAsked, _meeting),
    "times": (TimesAsked, _times),
    "keep": (KeepAsked, _keep),
    "questions": (NothingAsked, _questions),
    "settle": (SettleAsked, _settle),
}


def answer(tree: Tree, asked: Mapping[str, Any]) -> Outcome:
    """Return the answer to what was ``asked`` of the hub or region in ``tree``.

    Raises WrongUsage for what nobody can ask, and whatever the action raises.
    """
    rest = {name: value for name, value in asked.items() if name != "ask"}
    shape, action = ACTIONS.get(str(asked.get("ask")), (None, None))
    if shape is None or action is None:
        raise WrongUsage("The editor cannot do that.", "Load the page again.")
    try:
        given = shape.model_validate(rest)
    except ValidationError as error:
        raise WrongUsage("The editor could not read that.", "Load the page again.") from error
    return action(look(tree), given)
