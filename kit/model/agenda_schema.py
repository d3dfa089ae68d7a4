"""The shape of agendas in a round's plan, and of a region's changes to them, as pydantic models.

Messages of ValueErrors are whole sentences: ``source.settings.validate`` shows them to organisers as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator

from kit.model.formats import Kind
from kit.model.values import Clock, Minutes, MistakenValue, Plain, Slug, clock_or_free, one_of


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


_ONE_KIND = (
    "Write one of them on each line of the agenda, such as - {session: how-ready} or - {break: Tea, minutes: 20}"
)


class AgendaEntry(_Strict):
    """One item of ``agenda:`` in a round's plan."""

    id: Slug | None = None
    session: str | None = None
    parallel: list[str] | None = None
    break_: Plain | None = Field(default=None, alias="break")
    title: Plain | None = None
    sitting: Plain | None = None
    minutes: Minutes | None = None
    at: Clock | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> AgendaEntry:
        kinds = [self.session, self.parallel, self.break_, self.title, self.sitting]
        if sum(kind is not None for kind in kinds) != 1:
            raise MistakenValue("needs exactly one of session, parallel, break, title and sitting.", _ONE_KIND)
        if self.parallel is not None and self.id is None:
            raise MistakenValue("has parallel sessions and so needs an id.", "Add one, such as id: clinics")
        if self.parallel is not None and not self.parallel:
            raise MistakenValue("has parallel with no sessions in it.", "Write parallel: [one, another]")
        if (self.break_ or self.title) and self.minutes is None:
            raise MistakenValue("is a break or plain item and so needs minutes.", "Add them: minutes: 15")
        if self.sitting is not None and self.minutes is None:
            raise MistakenValue("begins a sitting and so needs minutes, which are its slot.", "Add them: minutes: 90")
        if self.sitting is not None and self.at is not None:
            raise MistakenValue("begins a sitting, which starts when region.toml says.", "Delete at.")
        return self


class Agenda(_Strict):
    """``agenda:``, or one of ``agendas:``. None means that its kind follows from its name, its slot from the round."""

    kind: Annotated[Kind, BeforeValidator(one_of(*Kind))] | None = None
    minutes: Minutes | None = None
    items: list[AgendaEntry] = []


_ITEMS = TypeAdapter(list[AgendaEntry])
_KINDS = (
    "session",
    "parallel",
    "break",
    "title",
    "sitting",
)  # a table with one of these is an item that should be in a list


def _table(value: Any) -> Any:
    """Return a list of items as the table that it stands for, so that its mistakes keep their places in the list."""
    if isinstance(value, Agenda) or (isinstance(value, Mapping) and value.keys().isdisjoint(_KINDS)):
        return value
    return Agenda.model_construct(items=_ITEMS.validate_python(value, by_alias=True, by_name=False))


ListOrTable = Annotated[Agenda, BeforeValidator(_table)]


_ONE_VERB = (
    'Name what it is about, such as item = "how-ready" or drop = "how-ready"; a second change needs a second '
    "[[round.ROUND.agenda]] above it."
)


class AgendaOperation(_Strict):
    """One ``[[round.ROUND.agenda]]``: exactly one of item, drop, move and add, which name an item's id."""

    item: str | None = None
    drop: str | None = None
    move: str | None = None
    add: str | None = None
    minutes: Minutes | None = None
    at: Annotated[int | str, BeforeValidator(clock_or_free)] | None = None
    after: str | None = None
    before: str | None = None
    break_: Plain | None = Field(default=None, alias="break")
    title: Plain | None = None
    sitting: Plain | None = None
    parallel: list[str] | None = None

    @model_validator(mode="after")
    def _one_verb(self) -> AgendaOperation:
        verbs = {"item": self.item, "drop": self.drop, "move": self.move, "add": self.add}
        named = [verb for verb, value in verbs.items() if value is not None]
        if len(named) != 1:
            raise MistakenValue("needs exactly one of item, drop, move and add.", _ONE_VERB)
        if self.after is not None and self.before is not None:
            raise MistakenValue(
                "has both after and before, and it can stand in one place only.", "Delete one of the two.", "before"
            )
        if named == ["move"] and self.after is None and self.before is None:
            raise MistakenValue("moves an item and so needs after or before.", 'Add after = "ID", with an item\'s id.')
        if named == ["item"] and self.minutes is None and self.at is None:
            raise MistakenValue("changes an item and so needs minutes or at.", "Add a line such as minutes = 40")
        if named == ["add"] and (self.break_ or self.title or self.sitting) and self.minutes is None:
            what = "sitting" if self.sitting else "break or plain item"
            raise MistakenValue(f"adds a {what} and so needs minutes.", "Add a line such as minutes = 10")
        return self

    @property
    def adds_page(self) -> bool:
        """Whether it adds a session by the name of its page, and no new item."""
        made = (self.break_, self.title, self.sitting, self.parallel)
        return self.add is not None and all(one is None for one in made)
