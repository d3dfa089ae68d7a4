"""HTML pages that stand by themselves, outside the site: made from a template, with every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def page_from(template: Path, **values: Any) -> str:
    """Return the page that the file ``template`` makes of ``values``. Raises UndefinedError for one that is missing."""
    return _environment(template.parent).get_template(template.name).render(values)


@cache
def _environment(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
