"""The shape of what a region says of one meeting, as people write it: when it is, and what became of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from kit.model.edition import CANCELLED, ONLINE, PLANNED, POSTPONED, STATUSES
from kit.model.values import Clock, Day, MistakenValue, Plain, Whole, one_of

Status = Annotated[str, BeforeValidator(one_of(*STATUSES))]


class MeetingFile(BaseModel):
    """The facts of a meeting, a part of ``[round.ROUND]``. ``start`` is minutes after midnight.

    ``revision`` counts how often a meeting was changed after its calendar file had gone out. ``was`` is the date last
    announced, where that is not the date any more. ``reply_by`` is the day until which people are to say
    whether they come, and ``booking`` where or how; ``directions`` and ``access`` tell how to get there and get in.
    """

    date: Day | None = None
    start: Clock | None = None
    revision: Annotated[Whole, Field(ge=0, le=9999)] = 0
    status: Status = PLANNED
    status_note: Plain = ""
    was: Day | None = None
    reply_by: Day | None = None
    booking: Plain = ""
    directions: Plain = ""
    access: Plain = ""

    @model_validator(mode="after")
    def _dates_that_agree(self) -> MeetingFile:
        """Refuse dates of which nobody could tell whether people are to come, and when."""
        if self.status == POSTPONED and self.was is None:
            there = "its date may be the old one or the new" if self.date else "nobody could tell from which day"
            hint = "Write the day that people were told as was, and the new one as date, once there is one."
            raise MistakenValue(f"is postponed and has no was, so {there}.", hint)
        if self.status in (PLANNED, ONLINE) and self.was and not self.date:
            hint = 'Write the new date, or status = "postponed" as long as there is none.'
            raise MistakenValue("has was, the day that people were told, and no date.", hint)
        if self.status != CANCELLED and self.was and self.was == self.date:
            hint = "Write the new day as date, or delete was."
            raise MistakenValue("has the same day as date and as was, so it did not move.", hint)
        if self.reply_by and self.date and self.reply_by > self.date:
            raise MistakenValue("has a reply_by after its date, when it is over.", "Write a day before the meeting.")
        return self
