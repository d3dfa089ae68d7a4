"""Word documents put on the disk, never over one that somebody may have written into."""

from __future__ import annotations

from pathlib import Path

from kit.model.errors import EnvironmentTrouble, WrongUsage
from kit.publish.files import read
from kit.publish.in_the_way import refuse_linked

SUFFIX = ".docx"


def write_document(out: Path, data: bytes) -> None:
    """Write ``data`` to ``out``, which must not be there, or be just that.

    Raises WrongUsage for another ending, EnvironmentTrouble where something stands there or it cannot be written.
    """
    if out.suffix.lower() != SUFFIX:
        raise WrongUsage(
            f"{out} is no name for a Word document.",
            f"Let it end in {SUFFIX}, such as {out.stem.strip('.') or 'page'}{SUFFIX}",
        )
    refuse_linked(out)
    if out.exists():
        if read(out) == data:
            return
        message = f"{out} is there already, perhaps with words that somebody wrote into it, so it was not replaced."
        raise EnvironmentTrouble(message, "Choose another name with -o, or move the old file elsewhere.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    except OSError as error:
        message = f"{out} cannot be written: {error.strerror or error}."
        raise EnvironmentTrouble(message, "Choose another place with -o.") from error
