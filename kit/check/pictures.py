"""Whether the pictures of an edition can be decoded to their end, and where they stand if not (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kit.check.addresses import path_from
from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.source.decoding import damage
from kit.source.paths import PICTURE_SUFFIXES
from kit.source.picture_kinds import kind_of_picture
from kit.source.pictures import picture_problem, size

# What is decoded in one run, in pixels: some three seconds of work, far more than a hub of photos for slides needs. A
# tree that nobody controls could else hold a check up for hours. Any JPEG is cheap, because an eighth of it is decoded.
MOST = 200_000_000


def check_pictures(edition: Edition, most: int = MOST) -> Iterator[Finding]:
    """Yield what is wrong inside pictures whose header is sound; the others have been told when they were read.

    ``most`` is how many pixels are decoded, those of JPEGs aside.
    """
    for path, data in sorted(edition.tree.files.items()):
        if not path.endswith(tuple(PICTURE_SUFFIXES)) or not (kind := kind_of_picture(data)):
            continue
        if picture_problem(path, data) is not None:
            continue
        wide, tall = size(data)
        most -= 0 if kind == "JPEG" else wide * tall
        if most >= 0 and (found := damage(path, data)) is not None:
            yield replace(found, message=found.message + where(edition, path))


def where(edition: Edition, path: str) -> str:
    """Return a sentence, with a space before it, that says on which page a picture stands first; "" for none."""
    for page in edition.pages.values():
        for picture in page.pictures:
            if path_from(page.path, picture.target) == path:
                file, line = edition.origins.locate(page.path, picture.line)
                return f" It stands in {file}, line {line}." if line else f" It stands in {file}."
    return " It is the logo." if path == edition.brand.logo else ""
