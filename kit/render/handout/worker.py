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
MANY = 100  # jobs that a compiler does
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


class Press:
    """Does jobs one after another, with the kit's ``fonts``, in fresh folders below ``folder``, which nobody else uses.

    Its compiler goes on from job to job, because reading the templates takes as long as setting a short paper. Each job
    has its own files all the same: the compiler looks at every one again, and what is the same as before is known to it
    already. It also holds on to what it has seen, pictures too, so there is a new one from time to time.
    """

    def __init__(self, fonts: Any, folder: Path) -> None:
        self._fonts, self._folder = fonts, folder
        self._done = 0
        self._compiler: Any = None

    def answer(self, job: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to one job, or {"disk": reason} where its files could not be laid out."""
        try:
            return self._compiled(job)
        except OSError as error:
            return {"disk": error.strerror or str(error)}

    def _compiled(self, job: dict[str, Any]) -> dict[str, Any]:
        import typst

        with tempfile.TemporaryDirectory(dir=self._folder) as root:
            lay_out(job["files"], Path(root))
            main = str(Path(root, job["main"]))
            compiler = self._ready(main, root)
            try:
                made = compiler.compile(main, root=root, **arguments(job))
            except typst.TypstError as error:
                return {"error": error.message, "hints": list(error.hints)}
        data = made[0] if isinstance(made, list) else made or b""  # pictures come as a list of pages
        return {"data": base64.b64encode(data).decode("ascii")}

    def _ready(self, main: str, root: str) -> Any:
        import typst

        if self._done % MANY == 0:
            empty = str(self._folder / ".none")  # where packages would lie: nothing is ever fetched
            self._compiler = typst.Compiler(
                main,
                root=root,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                package_path=empty,
                package_cache_path=empty,
            )
        self._done += 1
        return self._compiler


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
    press = Press(fonts(), Path(sys.argv[1]))
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()
    for line in jobs():
        sys.stdout.write(json.dumps(press.answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
