"""Whether the pictures of an edition can be decoded to their end, and where they stand if not (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kit.check.blocks import nearest
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import Page, Reference
from kit.source.pictures.damage import damage
from kit.source.pictures.kinds import kind_of_picture
from kit.source.pictures.pictures import picture_problem, size, where_shown
from kit.source.pictures.swatches import NAMES, PREFIX, misnamed
from kit.source.tree.paths import PICTURE_SUFFIXES

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
            yield replace(found, message=found.message + where_shown(edition, path))


def check_drawings(edition: Edition) -> Iterator[Finding]:
    """Yield a warning for each colour that a drawing takes for one of the brand's, and is none, or is not made."""
    for path, data in sorted(edition.tree.files.items()):
        strange, missing = misnamed(data) if path.endswith(".svg") and data else ([], [])
        for name in strange:
            message = f'The drawing has a colour called "{name}", and the brand has none of that name.'
            otherwise = f"Those are {', '.join(NAMES)}, each after {PREFIX}; call yours otherwise to keep it."
            near = nearest(name.removeprefix(PREFIX), NAMES)
            yield Finding(
                Code.UNKNOWN_COLOUR, path, None, message, f"Did you mean {PREFIX}{near}?" if near else otherwise
            )
        for name in missing:
            message = f'The drawing uses the colour "{name}" and does not make it, so what has it is not seen.'
            hint = (
                f'Make a swatch of that name: <linearGradient id="{name}"><stop stop-color="#1b4965"/></linearGradient>'
            )
            yield Finding(Code.UNKNOWN_COLOUR, path, None, message, hint)


# Alt text that says nothing, or says it badly: what a program cannot see in a finished page.

LONGEST = 250  # characters; screen readers read alt text in one breath, and nobody can stop halfway and go back

# What cameras, phones and office programs call pictures: IMG_1234, DSC00012, image1, Screenshot 2026-06-01.
_MACHINE = re.compile(
    r"(?:img|dsc[nf]?|pxl|pict?|image|picture|photo|figure|diagram|graphic|slide|scan|untitled|screen ?shot"
    r"|clip_?image)"
    r"[ _-]*\(?[\d_.:() -]*\d[\d_.:()x -]*(?:at [\d.:]+)?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|graphic)(?: of|:) |(?:llun|delwedd|ffotograff) o ", re.IGNORECASE
)


def file_names(page: Page) -> Iterator[Finding]:
    """Yield a warning for each alt text that a camera or program wrote: whoever hears it learns nothing."""
    for picture in page.pictures:
        alt = picture.text.strip()
        if _MACHINE.fullmatch(alt):
            message = f'The picture {picture.target} has "{alt}" as its alt text, which is a file\'s name or a number.'
            hint = "Say what the picture shows, as you would on the telephone: Four people at a table."
            yield Finding(Code.FILE_NAME_ALT, page.path, picture.line, message, hint)


def style(page: Page) -> Iterator[Finding]:
    """Yield advice on alt texts that are too long to listen to, or that begin by saying that they are pictures."""
    for picture in page.pictures:
        yield from _long(page, picture)
        if opening := _OPENING.match(picture.text.strip()):
            message = (
                f'The alt text begins "{opening[0].strip()}", and screen readers say already that it is a picture.'
            )
            yield Finding(Code.ALT_TEXT_STYLE, page.path, picture.line, message, "Begin with what it shows.")


def _long(page: Page, picture: Reference) -> Iterator[Finding]:
    length = len(picture.text.strip())
    if length > LONGEST:
        message = f"The alt text of {picture.target} has {length} characters, and people must listen to it in one go."
        hint = f"Say the gist in at most {LONGEST}, and put the rest into the text beside the picture."
        yield Finding(Code.ALT_TEXT_STYLE, page.path, picture.line, message, hint)
