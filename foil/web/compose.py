"""Writing a request: what to ask for, beside the sheet of paper; finishing it; filing it."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import BadInput, FoilError, MovedOn
from foil.letters.draft import Draft
from foil.letters.sheet import stylesheet
from foil.operations import documents, letters
from foil.operations.events import Questioned
from foil.web import composer, composing, filing, finishing
from foil.web.arrivals import bring_to_tray
from foil.web.composer import Composer
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import Answers
from foil.web.filing import Finished
from foil.web.pages import page as draw

blueprint = Blueprint("compose", __name__)

LETTER = "/requests/<number>/letters/<int:letter>"
Answer = AnyResponse | tuple[str, int]


@blueprint.get("/letters/sheet.css")
def style() -> Response:
    """The letters' own style sheet, for the sheet of paper on a page."""
    return Response(stylesheet(), mimetype="text/css")


@blueprint.get("/new")
def new() -> str:
    """To whom, about what, since when."""
    return _begin(composing.starting(request.args, today()), {})


@blueprint.post("/new")
def begin() -> Answer:
    """Open the request and its draft."""
    try:
        draft = composing.begun(request.form, today())
        with writing() as session:
            opened, letter = letters.begin(me(), session, draft, now=now())
    except BadInput as error:
        return _begin(request.form, error.problems or {"": str(error)}), error.status
    return redirect(url_for(".letter", number=opened.number, letter=letter.id), 303)


@blueprint.get(LETTER)
def letter(number: str, letter: int) -> str:
    """The draft to write on, or the finished letter to read."""
    with reading() as session:
        row = letters.find_letter(me(), session, number, letter)
        if row.state == "draft":
            return _write(composer.compose(session, number, letter))
        return draw("compose/finished.html", found=filing.finished(session, number, letter))


@blueprint.post(LETTER)
def save(number: str, letter: int) -> Answer:
    """Keep the draft; then show it again, or hand out a format of it."""
    try:
        _keep(number, letter)
    except (BadInput, MovedOn) as error:
        return _unkept(number, letter, error), error.status
    if (ending := request.form.get("then", "")) in finishing.MAKERS:
        return redirect(url_for(".download", number=number, letter=letter, ending=ending), 303)
    return redirect(url_for(".letter", number=number, letter=letter, _anchor="look"), 303)


@blueprint.post(f"{LETTER}/look")
def look(number: str, letter: int) -> str:
    """Keep the draft as it is being written; what changed, in pieces of the page."""
    try:
        before, drawn = _keep(number, letter)
    except (BadInput, MovedOn) as error:
        return draw("compose/not_saved.html", error=error, moved=isinstance(error, MovedOn))
    fresh = composer.refreshed(drawn, request.form)
    return _draw("compose/pieces.html", drawn, before=before, fresh=fresh)


@blueprint.post(f"{LETTER}/finish")
def finish(number: str, letter: int) -> Answer:
    """Keep the draft, make the letter from it, and seal it."""
    try:
        _, drawn = _keep(number, letter)
        sealed = finishing.seal(drawn)
        with writing() as session:
            row = letters.find_letter(me(), session, number, letter)
            letters.finish(me(), session, row, sealed, version=drawn.row.version, now=now())
    except (BadInput, MovedOn) as error:
        return _unkept(number, letter, error), error.status
    flash("Finished. It is not filed yet.")
    return redirect(url_for(".letter", number=number, letter=letter), 303)


@blueprint.post(f"{LETTER}/reopen")
def reopen(number: str, letter: int) -> AnyResponse:
    """Open a finished letter for editing, as long as it is not filed."""
    with writing() as session:
        row = letters.find_letter(me(), session, number, letter)
        letters.reopen(me(), session, row, now=now())
    return redirect(url_for(".letter", number=number, letter=letter), 303)


@blueprint.get(f"{LETTER}/letter.<any(pdf, docx, md, txt):ending>")
def download(number: str, letter: int, ending: str) -> Response:
    """The letter as a file."""
    with reading() as session:
        row = letters.find_letter(me(), session, number, letter)
        file = finishing.made(session, row.request_id, number, row, ending)
    return send_file(
        BytesIO(file.content), file.type, as_attachment=True, download_name=file.name,
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


@blueprint.get(f"{LETTER}/file")
def filing_page(number: str, letter: int) -> str:
    """What to open, copy and attach; then how it went."""
    with reading() as session:
        found = filing.finished(session, number, letter)
        return _file(found, filing.starting(found), session=session)
