"""Bringing in a sheet: how each row was read, then all of it saved, and one click to undo it."""

import json
import tempfile
from pathlib import Path
from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from foil.errors import BadInput, Refused
from foil.insight import sheets
from foil.insight.basis import basis
from foil.insight.foreseen import foreseen
from foil.law.event import Event
from foil.law.words import HAPPENED
from foil.model.tables import SheetRow
from foil.operations import imports, undoing
from foil.operations.imports import Brought
from foil.sheets.dates import CHOICES, Order
from foil.sheets.headers import NAMES
from foil.sheets.told import unpacked
from foil.web.background import begin
from foil.web.clocks import shown
from foil.web.desk import desk, me, now, reading, today, writing
from foil.web.pages import page as draw
from foil.web.words import plural, short_day, upper_first

blueprint = Blueprint("imports", __name__, url_prefix="/import")

FIRST = 25  # rows shown before "show more"
MOST = 1000  # and after it
MOST_FILES = 2
AGAIN = "1"  # seconds until a page of something going on looks again
NOTHING = "Choose the sheet first: an .xlsx or a .csv."
MANY = "Bring one sheet at a time; only this desk’s own two files go together."
FIELDS = {name: name.replace("_", " ") for name in NAMES} | {
    "tracking": "the agency’s number", "asked": "what was asked", "sent": "date sent",
    "received": "date received", "acknowledged": "date acknowledged",
    "stated": "last date promised", "due": "the sheet’s own due date", "denied": "date denied",
    "appealed": "date appealed", "decided": "date the appeal was decided", "sued": "date sued",
    "closed": "date closed", "follow_up": "day of the next step", "court_number": "index number",
    "level": "whose agency", "number": "number at this desk",
}  # fmt: skip


@blueprint.get("")
def listing() -> str:
    """A place to bring a sheet, and those brought before."""
    return _listing({})


@blueprint.post("")
def bring() -> Response | tuple[str, int]:
    """Take the sheet and begin to read it."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files or len(files) > MOST_FILES:
        return _listing({"files": MANY if files else NOTHING}), 422
    said = request.form.get("dates", "")
    order = next((each for each in CHOICES if each == said), None)
    number = _begin_reading(files, order)
    return redirect(url_for(".page", number=number), 303)


@blueprint.get("/<int:number>")
def page(number: int) -> Response | str:
    """How the sheet was read, or how far that is, or what became of it."""
    with reading() as session:
        sheet = sheets.find_import(me(), session, number)
        killed = undoing.stopped(session, sheet, now())
        facts = _facts(session, sheet) if not killed else {}
    drawn = draw("imports/page.html", sheet=sheet, killed=killed, state=sheet.state, **facts)
    answer = make_response(drawn)
    if sheet.state in ("reading", "saving") and not killed:
        answer.headers["Refresh"] = AGAIN
    return answer


@blueprint.post("/<int:number>/save")
def save(number: int) -> Response:
    """Enter every row that could be read."""
    with writing() as session:
        imports.confirm(me(), session, number, now=now())
    here, person = desk(), me()
    begin(lambda: imports.save(here.database, person, number, now=here.now))
    return redirect(url_for(".page", number=number), 303)


@blueprint.post("/<int:number>/undo")
def undo(number: int) -> Response:
    """Take all of it out again, or say what was done with it since."""
    try:
        with writing() as session:
            gone = undoing.undo(me(), session, number, now=now())
        flash(f"Undone: {plural(len(gone), 'request')} taken out again.")
    except Refused as error:
        flash(str(error), "warn")
    return redirect(url_for(".page", number=number), 303)


@blueprint.post("/<int:number>/drop")
def drop(number: int) -> Response:
    """Forget a sheet of which nothing was saved."""
    with writing() as session:
        undoing.give_up(me(), session, number, now=now())
        undoing.drop(me(), session, number)
    flash("Forgotten. Nothing of it was kept.")
    return redirect(url_for(".listing"), 303)


def _begin_reading(files: list[FileStorage], order: Order | None) -> int:
    """Put the files aside, note that they came, and read them beside the pages."""
    here, person = desk(), me()
    brought = [_aside(here.settings.incoming, file) for file in files]
    with writing() as session:
        number = imports.receive(person, session, brought, now=now()).id

    def read() -> None:
        try:
            imports.read(here.database, person, number, brought, order=order, now=here.now)
        finally:
            for each in brought:
                each.path.unlink(missing_ok=True)

    begin(read)
    return number


def _aside(folder: Path, file: FileStorage) -> Brought:
    with tempfile.NamedTemporaryFile(suffix=".part", dir=folder, delete=False) as kept:
        file.save(kept)
    return Brought(Path(kept.name), file.filename or "")


def _listing(problems: dict[str, str]) -> str:
    with reading() as session:
        brought = sheets.imports(me(), session)
    return draw(
        "imports/listing.html", brought=brought, problems=problems,
        orders=[(each, each.capitalize()) for each in CHOICES],
    )  # fmt: skip


def _facts(session: Any, sheet: Any) -> dict[str, Any]:
    """What the page shows of the sheet in its state."""
    told = json.loads(sheet.headings)
    facts: dict[str, Any] = {
        "counts": sheets.counts(session, sheet),
        "headings": told["headings"] if told else [],
        "notes": told["notes"] if told else [],
        "fields": FIELDS,
    }
    if sheet.state == "read":
        limit = MOST if "all" in request.args else FIRST
        good, refused = sheets.rows(session, sheet, limit), sheets.refused(session, sheet, limit)
        under = basis(session)
        facts |= {
            "rows": [_row(each, under) for each in good],
            "refused": [(each.n, json.loads(each.cells), each.problem) for each in refused],
        }
    if sheet.state == "done":
        facts["changed"] = undoing.worked_on(session, sheet)
    return facts


def _row(row: SheetRow, under: Any) -> dict[str, Any]:
    told = unpacked(row.told)
    try:
        counted = foreseen(told, under, today())
    except BadInput:
        counted = None
    lead = shown(counted.leads, today()) if counted and counted.leads else None
    happened = [(said(each), each.act_day) for each in counted.events] if counted else []
    return {"n": row.n, "told": told, "counted": counted, "lead": lead, "happened": happened}


def said(event: Event) -> str:
    """An event in a word or two, with the date the agency gave in it."""
    what = HAPPENED.get(event.kind, upper_first(event.kind.replace("_", " ")))
    promised = [short_day(each.day, today()) for each in event.promised if each.day]
    return f"{what} (promising {promised[-1]})" if promised else what
