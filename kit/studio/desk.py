"""What a studio's page may ask for, and the function of the kit that answers each: nothing is made a second way.

The page and this desk talk as ``page/README.md`` says. An answer is a dictionary fit for JSON and files by path; what
takes long yields events first. The same desk answers in a browser's worker and, for tests, in any Python.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kit import __version__
from kit.app import build, region
from kit.app.check import load
from kit.app.editor.desk import Desk as Editor
from kit.app.editor.view import listed
from kit.app.fork import Parent, parent_at
from kit.app.fork import start as started_with
from kit.franchise.answers import WORDS
from kit.franchise.answers import asked as words_for
from kit.franchise.fork import FOLDERS
from kit.model.edition import Edition
from kit.model.errors import FindingsError, KitError, WrongUsage
from kit.publish.plain import write_new
from kit.render.outputs import PARTS, kind_of, may_hold_notes, title_of
from kit.studio.answers import wished
from kit.studio.arriving import arrived, laid
from kit.studio.held import Held, packed
from kit.studio.shown import Shown

Reply = tuple[dict[str, Any], Mapping[str, bytes]]
Asked = Mapping[str, Any]
Files = Mapping[str, bytes]
_NONE: Files = {}


@dataclass
class Desk:
    """The desk of one tab. ``folder`` is its own, ``hub`` what regions begin from, and ``cannot`` parts not made here.

    ``tell`` passes on a line for each long step. ``base`` is the address of the preview, ``run`` the tab's own name.
    """

    folder: Path
    hub: Path
    tell: Callable[[str], None]
    base: str = "/preview/"
    run: str = "tab"
    cannot: frozenset[str] = frozenset()
    _made: dict[str, bytes] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The region's folder."""
        return self.folder / "region"

    @cached_property
    def held(self) -> Held:
        """The region's files."""
        return Held(self.root)

    @cached_property
    def editor(self) -> Editor:
        """The editor of the region."""
        return Editor(self.root)

    @cached_property
    def shown(self) -> Shown:
        """The preview of the region."""
        return Shown(self.root, self.folder / "preview", self.base, self.run)

    @cached_property
    def parent(self) -> Parent:
        """What regions begin from."""
        return parent_at(self.hub)

    def ask(self, asked: Asked, files: Files = _NONE) -> Iterator[Reply]:
        """Yield events, then the answer to ``asked``; whatever stands in the way is an answer in sentences."""
        action = _ACTIONS.get(str(asked.get("ask")))
        try:
            if action is None:
                raise WrongUsage("The studio cannot do that.", "Load the page again.")
            yield from action(self, asked, files)
        except FindingsError as error:
            yield {"answer": "refused", "message": self._said(error), "findings": listed(error.findings)}, {}
        except KitError as error:
            yield {"answer": "trouble", "message": self._said(error), "hint": error.hint}, {}
        except OSError as error:
            yield {"answer": "trouble", "message": f"The files cannot be read or written: {error}.", "hint": ""}, {}

    def begin(self, _: Asked, __: Files) -> Iterator[Reply]:
        """Answer what the form asks for, and which parts can be made."""
        parent = self.parent
        fields = [name for name in WORDS if name not in parent.hub.variables]
        names = dict.fromkeys([*fields[:1], *parent.gaps, *fields[1:]])
        yield (
            {
                "answer": "begin",
                "version": __version__,
                "hub": {"name": parent.hub.name, "version": parent.hub.version, "primary": parent.hub.brand.primary},
                "fields": [
                    {"name": name, "label": words_for(name)[0], "example": words_for(name)[1]} for name in names
                ],
                "can": [one for one in PARTS if one not in self.cannot],
                "cannot": sorted(self.cannot),
            },
            {},
        )

    def fork(self, asked: Asked, _: Files) -> Iterator[Reply]:
        """Begin a region, in the place of one that is there only if ``instead`` says so."""
        wishes = wished(asked.get("answers", {}), self.root, self.parent)
        started = started_with(wishes, self.parent)
        self._make_room(bool(asked.get("instead")))
        write_new(self.root, started.files, started.folders)
        yield {**self._region(), "answer": "forked", "gaps": list(started.gaps), "without_kit": started.without_kit}, {}

    def open(self, asked: Asked, files: Files) -> Iterator[Reply]:
        """Open a saved region: a zip, or its files as the browser kept them; one that does not open replaces none."""
        arriving = self.folder / "arriving"
        shutil.rmtree(arriving, ignore_errors=True)
        write_new(arriving, arrived(files, self.folder), FOLDERS)
        region.open_region(arriving)
        self._make_room(bool(asked.get("instead")))
        arriving.rename(self.root)
        yield {**self._region(), "answer": "opened"}, {}

    def state(self, asked: Asked, _: Files) -> Iterator[Reply]:
        """Answer the files that changed since a look, for whoever keeps them."""
        look, files, gone = self.held.since(int(asked.get("since", 0)))
        yield {"answer": "state", "look": look, "gone": gone}, files

    def preview(self, _: Asked, __: Files) -> Iterator[Reply]:
        """Bring the preview up to date; each stage is an event with the files that changed."""
        self.tell("Reading the pages")
        yield from self.shown.update()
        yield {"answer": "preview", "mistakes": self.shown.mistakes, "shown": self.shown.shows}, {}

    def build(self, asked: Asked, _: Files) -> Iterator[Reply]:
        """Build some or all outputs, and answer what was made."""
        wanted = asked.get("outputs") or PARTS
        parts = tuple(one for one in PARTS if one in wanted and one not in self.cannot)
        whole = not asked.get("outputs")
        order = build.Order(parts, cannot=self.cannot if whole else frozenset())
        out = self.folder / "out"
        self._made = {}
        gc.collect()  # what earlier runs of Sphinx left holds itself in circles, and a browser gives no memory back
        findings = build.build(self.root, out, order, self.tell)
        self._made = Held(out).files()
        gc.collect()
        edition = load(self.root).edition
        made = [_listing(edition, path, data) for path, data in self._made.items()] if edition else []
        yield {"answer": "built", "made": made, "findings": listed(findings)}, {}

    def file(self, asked: Asked, _: Files) -> Iterator[Reply]:
        """Answer one file of the last build."""
        path = str(asked.get("path"))
        if path not in self._made:
            raise WrongUsage(f"The last build made no {path}.", "Build again.")
        yield {"answer": "file", "path": path}, {path: self._made[path]}

    def everything(self, _: Asked, __: Files) -> Iterator[Reply]:
        """Build all that can be made, and answer it as one zip."""
        for reply in self.build({}, {}):
            yield {"event": "built", **{key: value for key, value in reply[0].items() if key != "answer"}}, {}
        self.tell("Packing")
        name = f"{self._id}-everything.zip"
        yield {"answer": "everything", "name": name}, {name: packed(self._made)}

    def saved(self, _: Asked, __: Files) -> Iterator[Reply]:
        """Answer the region's own files as one zip, as ``fork`` and the site's start page make them."""
        name = f"{self._id}.zip"
        yield {"answer": "region", "name": name}, {name: packed(self.held.files(), self._empty)}

    def receive(self, asked: Asked, files: Files) -> Iterator[Reply]:
        """Receive improvements from the hub that came with the studio, or from a newer zip of it."""
        if not files and (own := region.open_region(self.root).settings.upstream.source) != self.parent.source:
            message = f"This region receives from {own}, and this studio has the hub of {self.parent.source}."
            raise WrongUsage(message, "Choose a zip of your own hub.")
        with laid(files, self.folder) as newer:
            if newer and newer.suffix.lower() != ".zip":
                raise WrongUsage(f"{newer.name} is no zip.", "Choose a zip of your own hub.")
            place = str(newer or self.hub)
            _, updated = region.receive(self.root, place, None, dry_run=False, lasting=False)
        news = [{"kind": kind.value, "message": sentence} for kind, sentence in updated.news]
        yield (
            {
                "answer": "received",
                "version": updated.version,
                "changed": bool(updated.changes),
                "questions": [one.address for one in updated.questions],
                "news": news,
            },
            {},
        )

    def edit(self, asked: Asked, _: Files) -> Iterator[Reply]:
        """Answer a request of the editor."""
        before = self.held.since(0)[0]
        answer = self.editor.ask(asked.get("request", {}))
        yield {"answer": "editor", "reply": answer, "changed": self.held.since(0)[0] != before}, {}

    def _said(self, error: KitError) -> str:
        """Return what ``error`` says, with files as people know them: nobody knows the folder of a tab."""
        return error.message.replace(f"{self.folder}/", "")

    @property
    def _id(self) -> str:
        return region.open_region(self.root).settings.id

    @property
    def _empty(self) -> tuple[str, ...]:
        return tuple(one for one in FOLDERS if (self.root / one).is_dir() and not any((self.root / one).iterdir()))

    def _region(self) -> dict[str, Any]:
        settings = region.open_region(self.root).settings
        return {"region": {"id": settings.id, "name": settings.name}, "changed": True}

    def _make_room(self, instead: bool) -> None:
        if self.root.exists():
            if not instead:
                raise WrongUsage(
                    "There is a region here already.", "Save it first, then say that this one replaces it."
                )
            shutil.rmtree(self.root)
        self.__dict__.pop("shown", None)  # the pages of a region that was here are not those of the next
        shutil.rmtree(self.folder / "preview", ignore_errors=True)


def _listing(edition: Edition, path: str, data: bytes) -> dict[str, Any]:
    """Return what people are told of a made file: what it is called, and the round that it belongs to."""
    size = {"path": path, "bytes": len(data)}
    if "/" not in path:
        return {**size, "kind": "manifest", "title": path, "round": "", "notes": may_hold_notes(path)}
    page = edition.pages.get(f"{path.split('/')[1]}/index")
    titles = {"title": title_of(edition, path), "round": page.title if page else ""}
    return {**size, "kind": kind_of(path), **titles, "notes": may_hold_notes(path)}


_ACTIONS: Mapping[str, Callable[[Desk, Asked, Files], Iterator[Reply]]] = {
    "begin": Desk.begin,
    "fork": Desk.fork,
    "open": Desk.open,
    "state": Desk.state,
    "preview": Desk.preview,
    "build": Desk.build,
    "file": Desk.file,
    "everything": Desk.everything,
    "region": Desk.saved,
    "receive": Desk.receive,
    "editor": Desk.edit,
}
