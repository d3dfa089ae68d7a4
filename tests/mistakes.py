"""Mistakes of organisers, as they are written in tests/cases/mistakes; the README there says how.

After a change of messages, read them aloud and let the tables be written anew: ``python -m tests.mistakes``.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from kit.cli.run import run
from tests.hostile.makers import png
from tests.regions import HUB

FOLDER = Path(__file__).parent / "cases" / "mistakes"
NAME = "Westshire Peer Group"
REGION = "my-region"
NEXT_STEPS = HUB["round-1/next-steps.md"].replace("minutes: 15\n", 'minutes: 15\nmaterials: ["pens: 1 per person"]\n')
WHOLE_HUB = {**HUB, "round-1/next-steps.md": NEXT_STEPS}

_SAYS = re.compile(r"^says = '''\n.*?^'''$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Mistake:
    """One mistake; tests/cases/mistakes/README.md says what each part is."""

    did: str
    command: str
    exit: int
    says: str
    where: str = REGION
    encoding: str = "utf-8"
    write: Mapping[str, str] = field(default_factory=dict)
    change: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    make: Mapping[str, str] = field(default_factory=dict)
    copy: Mapping[str, str] = field(default_factory=dict)
    rename: Mapping[str, str] = field(default_factory=dict)
    delete: tuple[str, ...] = ()

    def commit(self, place: Path) -> None:
        """Do what the organiser did in the folder that holds her region."""
        for path, text in self.write.items():
            target = place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode(self.encoding))
        for path, (old, new) in self.change.items():
            text = (place / path).read_text(encoding="utf-8")
            assert old in text, f"{path} does not hold {old!r}"
            (place / path).write_bytes(text.replace(old, new, 1).encode(self.encoding))
        for path, kind in self.make.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(MADE[kind]())
        for old, new in self.copy.items():
            shutil.copy(place / old, place / new)
        for old, new in self.rename.items():
            (place / new).parent.mkdir(parents=True, exist_ok=True)
            (place / old).rename(place / new)
        for path in self.delete:
            shutil.rmtree(place / path) if (place / path).is_dir() else (place / path).unlink()

    def told(self, place: Path) -> tuple[int, str]:
        """Run the command; return its exit code and all that it shows, with PLACE for the folder of it all."""
        shown = io.StringIO()
        before = Path.cwd()
        os.chdir(place / self.where)
        try:
            with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
                code = run([*shlex.split(self.command)[1:]])
        finally:
            os.chdir(before)
        lines = [line for line in shown.getvalue().splitlines() if line[:1] == " " or not line.endswith(" ...")]
        return code, "\n".join(lines).replace(str(place), "PLACE") + "\n"


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path, text in WHOLE_HUB.items():
            archive.writestr(f"hub/{path}", text)
    return held.getvalue()


def _large_logo() -> bytes:
    """Return a picture that cannot be packed small: its pixels are chance."""
    held = io.BytesIO()
    chance = random.Random(1).randbytes(750_000)  # noqa: S311 - always the same
    Image.frombytes("RGB", (500, 500), chance).save(held, "PNG")
    return held.getvalue()


def _docx() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return held.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    "picture": lambda: png(40, 40),
    "large picture": lambda: png(40, 40) + bytes(12_000_000),
    "large logo": _large_logo,
    "zip": _zip,
    "Word document": _docx,
    "old Word document": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "nothing": lambda: b"",
}


def tables() -> list[Path]:
    """The tables of mistakes."""
    return sorted(FOLDER.glob("*.toml"))


def mistakes() -> dict[str, Mistake]:
    """All mistakes, by table and number."""
    return {f"{path.stem} {number}": one for path in tables() for number, one in enumerate(_read(path), 1)}


def _read(path: Path) -> Iterator[Mistake]:
    for given in tomllib.loads(path.read_text(encoding="utf-8"))["mistake"]:
        lists = {key: tuple(value) for key, value in given.items() if isinstance(value, list)}
        yield Mistake(**{**given, **lists})


def region_in(place: Path) -> Path:
    """Fork the small hub below ``place``, as an organiser would, and fill in its blanks."""
    for path, text in WHOLE_HUB.items():
        target = place / "hub" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    values = ["--set", "venue=Town Hall", "--set", "contact=peers@example.org"]
    with contextlib.redirect_stderr(io.StringIO()):
        code = run(["fork", str(place / REGION), "--name", NAME, "--from", str(place / "hub"), *values])
    assert code == 0
    return place / REGION


def main() -> None:
    """Write what each mistake is told now into the tables."""
    with tempfile.TemporaryDirectory() as folder:
        region_in(Path(folder) / "start")
        for path in tables():
            first, *rest = _SAYS.split(path.read_text(encoding="utf-8"))
            told = [_told(one, Path(folder), number) for number, one in enumerate(_read(path))]
            said = [f"says = '''\n{one}'''{after}" for one, after in zip(told, rest, strict=True)]
            path.write_text("".join([first, *said]), encoding="utf-8")


def _told(one: Mistake, folder: Path, number: int) -> str:
    place = folder / str(number)
    shutil.copytree(folder / "start", place)
    one.commit(place)
    code, says = one.told(place)
    shutil.rmtree(place)
    if code != one.exit:
        sys.stderr.write(f"{one.did}: ends with {code}, not {one.exit}\n")
    return says


if __name__ == "__main__":
    main()
