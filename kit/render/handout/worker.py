"""The process in which Typst runs: one JSON line in for each job, one JSON line out.

It is a process of its own so that a document which takes too long, or too much memory, can be ended from outside
without ending the build. Its first line is ``READY``. It is started with a private folder, in which it makes a fresh
one for each job that holds the job's files and nothing else; whoever starts it removes the folder.

A job is ``{"files": {path: base64}, "main": path, "format": "pdf" or "png", "epoch": seconds, "ppi": number}``;
the answer is ``{"data": base64}``, ``{"error": what Typst says, "hints": [...]}``, or
``{"disk": reason}``.
"""

from __future__ import annotations

import base64
import functools
import json
import os
import queue
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEMORY = 3 * 2**30  # bytes of address space; the fonts, the threads and a long run sheet take about a third of it
FONTS = Path(__file__).parent.parent / "fonts"
READY = "ready"  # an end before this is no fault of a document


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


def jobs() -> Iterator[str]:
    """Yield the lines of the input; when it ends, so does the process, in the midst of a job too.

    The input ends when whoever started this is done, or was killed; then nobody else would end an endless job. Typst
    lets other threads run while it works, so one of them can wait for that.
    """
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            waiting.put(line)
        shutil.rmtree(sys.argv[1], ignore_errors=True)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield waiting.get()


@functools.cache
def fonts() -> Any:
    """Return the kit's own fonts as Typst knows them."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def main() -> None:
    """Answer jobs until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever started this, and ends the input
    limit_memory()
    known = fonts()
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()
    for line in jobs():
        answer = answered(json.loads(line), known, Path(sys.argv[1]))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def answered(job: dict[str, Any], fonts: Any, folder: Path) -> dict[str, Any]:
    """Return the answer to one job, or {"disk": reason} where its files could not be laid out."""
    try:
        return compile_job(job, fonts, folder)
    except OSError as error:
        return {"disk": error.strerror or str(error)}


if __name__ == "__main__":
    main()
