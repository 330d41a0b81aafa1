"""What a PDF holds besides its pages: files, scripts, things it would start, forms, locks."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from foil.archive.opened.told import Enclosed
from foil.errors import BadInput

FILES = 1_000  # within one PDF
LOOKED_AT = 5_000  # pages whose buttons and links are looked at
DEEPEST = 6  # steps from one action to the next
SCRIPT = "It holds a script, which FOIL Desk never runs."
LAUNCH = "It would start another program or file when it is opened or clicked; it never does here."
FORM = "It is a form with fields: what is filled in shows on its pages, not in its text."
XFA = "It is a form that only Adobe’s programs draw (XFA): its pages here may say nothing of it."
ENCRYPTED = (
    "It is encrypted with an empty password: it opens, with what may be done with it limited."
)
HOLDS = "It holds {}, which {} read on its own."
MANY = "It holds more than {:,} files: the others are left inside."
STRUCTURE = "Its structure is damaged: what could be read of it was."
BROKEN = (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError)


def look(path: str) -> tuple[list[Enclosed], list[tuple[str, str]]]:
    """The files in a PDF, and what a person should know of it."""
    try:
        with pikepdf.open(path) as pdf:
            names = list(pdf.attachments)
            enclosed = [Enclosed(_name(pdf, key)) for key in names[:FILES]]
            return enclosed, list(_findings(pdf, len(names)))
    except BROKEN:
        return [], [("damaged", STRUCTURE)]


def taken(path: str, place: int) -> bytes:
    """The bytes of the file at that place. Raises BadInput."""
    try:
        with pikepdf.open(path) as pdf:
            key = list(pdf.attachments)[place - 1]
            return bytes(pdf.attachments[key].get_file().read_bytes())
    except BROKEN as error:
        raise BadInput("It could not be taken out: the PDF is damaged there.") from error


def _name(pdf: pikepdf.Pdf, key: str) -> str:
    return str(pdf.attachments[key].filename or key)[:500]


def _findings(pdf: pikepdf.Pdf, files: int) -> Iterator[tuple[str, str]]:
    if pdf.is_encrypted:
        yield "encrypted", ENCRYPTED
    if files:
        many = ("a file", "is") if files == 1 else (f"{files} files", "are each")
        yield "embedded", HOLDS.format(*many)
    if files > FILES:
        yield "left inside", MANY.format(FILES)
    kinds = set(_actions(pdf))
    if "/JavaScript" in kinds or "/Rendition" in kinds:
        yield "script", SCRIPT
    if kinds & {"/Launch", "/ImportData"}:
        yield "launch", LAUNCH
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        if "/XFA" in form:
            yield "form", XFA
        elif len(form.get("/Fields", ())):
            yield "form", FORM


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The kinds of all that the file would do: on opening, by name, on a page, on a click."""
    root = pdf.Root
    yield from _kinds(root.get("/OpenAction"))
    yield from _of_all(root.get("/AA"))
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield "/JavaScript"
    for number, page in enumerate(pdf.pages):
        if number >= LOOKED_AT:
            return
        yield from _of_all(page.obj.get("/AA"))
        for mark in page.obj.get("/Annots", ()):
            if isinstance(mark, pikepdf.Dictionary):
                yield from _kinds(mark.get("/A"))
                yield from _of_all(mark.get("/AA"))


def _of_all(actions: Any) -> Iterator[str]:
    if isinstance(actions, pikepdf.Dictionary):
        for action in actions.values():
            yield from _kinds(action)


def _kinds(action: Any, depth: int = 0) -> Iterator[str]:
    if not isinstance(action, pikepdf.Dictionary) or depth > DEEPEST:
        return
    yield str(action.get("/S", ""))
    following = action.get("/Next")
    for each in following if isinstance(following, pikepdf.Array) else [following]:
        yield from _kinds(each, depth + 1)
