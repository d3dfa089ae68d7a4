"""Edit a Word document in LibreOffice, as somebody at its window would; run by the system's Python, which has ``uno``.

``python3 in_libreoffice.py IN.docx OUT.docx PROFILE STEP...``, where a step is ``change|words|other words``,
``tracked|words|other words``, ``new|words|new paragraph below``, ``delete|words``, ``move|words|words to stand below``,
or ``comment|words|comment``. Words name the one paragraph that holds them.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main() -> None:
    """Do what the command line says."""
    given, wanted, profile, *steps = sys.argv[1:]
    pipe = f"peerkit{abs(hash(profile))}"
    accept = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", accept])
    try:
        desktop = connected(pipe)
        document = desktop.loadComponentFromURL(Path(given).resolve().as_uri(), "_blank", 0, (named("Hidden", True),))
        for step in steps:
            take(document, *step.split("|"))
        form = named("FilterName", "MS Word 2007 XML")
        document.storeToURL(Path(wanted).resolve().as_uri(), (form,))
        document.close(True)
        desktop.terminate()
    finally:
        office.wait(60)


def named(name: str, value: object) -> Any:
    """A property, as LibreOffice takes them."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(pipe: str) -> Any:
    """The program, once it answers on its pipe."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice does not answer.")


def found(document: Any, words: str) -> Any:
    """Where the words stand."""
    search = document.createSearchDescriptor()
    search.SearchString = words
    place = document.findFirst(search)
    if place is None:
        raise SystemExit(f"No paragraph holds: {words}")
    return place


def whole(document: Any, words: str) -> Any:
    """The paragraph that holds the words."""
    cursor = found(document, words).Text.createTextCursorByRange(found(document, words))
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    return cursor


def take(document: Any, verb: str, words: str, other: str = "") -> None:
    """Do one step."""
    if verb in ("change", "tracked"):
        document.RecordChanges = verb == "tracked"
        found(document, words).setString(other)
        document.RecordChanges = False
    elif verb == "new":
        cursor = whole(document, words)
        cursor.collapseToEnd()
        cursor.Text.insertControlCharacter(cursor, 0, False)
        cursor.Text.insertString(cursor, other, False)
    elif verb == "comment":
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = other, "Sam Okafor"
        place = whole(document, words)
        place.Text.insertTextContent(place, note, True)
    else:
        cursor = whole(document, words)
        cursor.goRight(1, True)
        view = document.CurrentController
        view.select(cursor)
        dispatch(view, ".uno:Cut" if verb == "move" else ".uno:Delete")
        if verb == "move":
            place = whole(document, other)
            place.collapseToEnd()
            place.goRight(1, False)
            view.getViewCursor().gotoRange(place, False)
            dispatch(view, ".uno:Paste")


def dispatch(view: Any, command: str) -> None:
    """Do what a menu item does."""
    url = uno.createUnoStruct("com.sun.star.util.URL")
    url.Complete = command
    url.Main, url.Protocol, url.Path = command, ".uno:", command[5:]
    dispatcher = view.Frame.queryDispatch(url, "_self", 0)
    dispatcher.dispatch(url, (named("SynchronMode", True),))


main()
