"""The process in which Typst runs: one JSON line in for each job, one JSON line out.

It is a process of its own so that a document which takes too long, or too much memory, can be ended from outside
without ending the build. It is started with a private folder, in which it makes a fresh one for each job that holds the
job's files and nothing else; whoever starts it removes the folder.

A job is ``{"files": {path: base64}, "main": path, "format": "pdf" or "png", "epoch": seconds, "ppi": number}``;
the answer is ``{"data": base64}``, or ``{"error": what Typst says, "hints": [...]}``.
"""

from __future__ import annotations

import base64
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

MEMORY = 3 * 2**30  # bytes of address space; the fonts, the threads and a long run sheet take about a third of it
FONTS = Path(__file__).parent.parent / "fonts"


def limit_memory() -> None:
    """Let the system refuse memory beyond ``MEMORY``, where it knows such limits (Windows does not)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def lay_out(files: dict[str, str], root: Path) -> None:
    """Write the job's files below ``root``, which is fresh, so that no link can stand in it."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(data))


def arguments(job: dict[str, Any]) -> dict[str, Any]:
    """Return what Typst is asked for: PDF/UA-1 with fixed times, or a picture of the first page."""
    if job["format"] == "pdf":
        return {"format": "pdf", "pdf_standards": "ua-1", "timestamp": job["epoch"]}
    return {"format": "png", "ppi": job["ppi"], "timestamp": job["epoch"]}


def compile_job(job: dict[str, Any], fonts: Any, folder: Path) -> dict[str, Any]:
    """Return the answer to one job. ``fonts`` are the kit's own; ``folder`` is one that nobody else uses."""
    import typst

    with tempfile.TemporaryDirectory(dir=folder) as root:
        lay_out(job["files"], Path(root))
        empty = str(Path(root, ".none"))  # where packages would lie: nothing is ever fetched
        compiler = typst.Compiler(
            str(Path(root, job["main"])),
            root=root,
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=empty,
            package_cache_path=empty,
        )
        try:
            made = compiler.compile(**arguments(job))
        except typst.TypstError as error:
            return {"error": error.message, "hints": list(error.hints)}
    data = made[0] if isinstance(made, list) else made or b""  # pictures come as a list of pages
    return {"data": base64.b64encode(data).decode("ascii")}


def main() -> None:
    """Answer jobs until the input ends."""
    limit_memory()
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    for line in sys.stdin:
        answer = compile_job(json.loads(line), fonts, Path(sys.argv[1]))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
