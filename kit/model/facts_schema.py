"""The shape of ``facts/NAME.toml``, in which people write down where what their pages say comes from."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, model_validator

from kit.model.schema import Strict
from kit.model.values import Day, MistakenValue, Plain, Web


def _said(value: str) -> str:
    """Return ``value`` unchanged; raise MistakenValue if nothing stands in it."""
    if value.strip():
        return value
    raise MistakenValue("is empty, and the page of sources shows it.", "Write it out, or delete the whole entry.")


Said = Annotated[Plain, AfterValidator(_said)]


class FactFile(Strict):
    """``[[source.fact]]``: one sentence, and when and how somebody held it against the source."""

    claim: Said
    checked: Day | None = None
    how: Plain = ""

    @model_validator(mode="after")
    def _how_needs_a_day(self) -> FactFile:
        if self.how and self.checked is None:
            message = "says how it was checked, and not when, so nobody can tell how old that is."
            raise MistakenValue(message, "Write the day, such as checked = 2026-11-29, or delete how.")
        return self


class SourceFile(Strict):
    """``[[source]]``: a page on the web, and what we took from it."""

    address: Annotated[Web, AfterValidator(_said)]
    title: Said
    publisher: Said
    published: Plain = ""
    archive: Web = ""
    fact: list[FactFile]


class FactsFile(Strict):
    """A file of facts: its ``title`` is the heading below which the page of sources shows them."""

    title: Said
    source: list[SourceFile]
