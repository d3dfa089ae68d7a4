"""The licences of the packages that the kit needs: each must let anybody use, change and pass it on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution

# Of the SPDX list, those that ask for no more than to be named.
PERMISSIVE = frozenset(
    {"0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-CMU", "PSF-2.0"}
)
# Packages of which a part has another licence, and why that is no matter here.
LOOKED_AT = {
    "certifi": "MPL-2.0: a list of certificates, used as it is",
    "docutils": "public domain and BSD: its part under the GPL, a mode for Emacs, is not in what is installed",
}
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True)
class Licensed:
    """A package and what it says of its licence; ``permissive`` is False where somebody has to look."""

    name: str
    version: str
    licence: str

    @property
    def permissive(self) -> bool:
        """Whether one of the licences that the package may be had under is permissive, or people looked at it."""
        choices = re.split(r"\s+OR\s+", self.licence.strip("() "))
        return self.name.lower() in LOOKED_AT or any(_all_permissive(one) for one in choices)


def licensed(packages: Iterable[Distribution]) -> list[Licensed]:
    """Return the licences of ``packages``, by name."""
    ones = (Licensed(one.name, one.version, _licence(one)) for one in packages)
    return sorted(ones, key=lambda one: one.name.lower())


def listed(packages: Iterable[Licensed]) -> str:
    """Return the list for people, as a table in Markdown."""
    rows = [f"| {one.name} | {one.version} | {LOOKED_AT.get(one.name.lower(), one.licence)} |" for one in packages]
    return "\n".join(["| Package | Version | Licence |", "| --- | --- | --- |", *rows, ""])


def _all_permissive(licence: str) -> bool:
    parts = re.split(r"\s+AND\s+", licence.strip("() "))
    return all(part in PERMISSIVE for part in parts)


def _licence(package: Distribution) -> str:
    """Return the SPDX expression, else what the classifiers say, else the first line of the old field."""
    said = package.metadata
    if expression := said["License-Expression"]:
        return str(expression)
    named = [str(one).rpartition(" :: ")[2] for one in said.get_all("Classifier") or () if one.startswith("License")]
    if named:
        return " OR ".join(_CLASSIFIERS.get(one, one) for one in named)
    return str(said["License"] or "none told").strip().splitlines()[0]
