"""Writing a later letter: its facts and its words beside the sheet of paper; finishing it."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import BadInput, FoilError, MovedOn
from foil.letters.differences import differing
from foil.operations import letter_drafts, sealing
from foil.operations.letter_drafts import find_letter
from foil.operations.letter_unfiling import can_unfile
from foil.web import letter_composer as composer
from foil.web import letter_finishing as finishing
from foil.web.desk import me, now, reading, writing
from foil.web.finishing import MAKERS
from foil.web.letter_composer import Writing
from foil.web.letter_form import place_after
from foil.web.pages import page as draw
from foil.web.pages import pieces
from foil.web.saving import saved

blueprint = Blueprint("letters", __name__, url_prefix="/requests/<number>/drafts/<int:letter>")

Answer = AnyResponse | str | tuple[str, int]


@blueprint.get("")
def letter(number: str, letter: int) -> str:
    """The draft to write on, or the finished letter to read."""
    with reading() as session:
        row = find_letter(me(), session, number, letter)
        if row.state == "draft":
            return write_page(
                composer.compose(session, number, letter, request.args.get("more", ""))
            )
        back = can_unfile(session, row, now=now())
        found = finishing.finished(session, number, letter)
        return draw("letters/finished.html", found=found, undoable=back)


@blueprint.post("")
def save(number: str, letter: int) -> Answer:
    """Keep the draft; then show it again, or hand out a format of it."""
    try:
        _keep(number, letter)
    except (BadInput, MovedOn) as error:
        return _unkept(number, letter, error), error.status
    if (ending := request.form.get("then", "")) in MAKERS:
        return redirect(url_for(".download", number=number, letter=letter, ending=ending), 303)
    more, place = place_after(request.form.get("do", ""))
    here = url_for(".letter", number=number, letter=letter, more=more or None, _anchor=place)
    return redirect(here, 303)


@blueprint.post("/look")
def look(number: str, letter: int) -> str:
    """The draft as it is being written, in pieces of the page. It saves nothing."""
    with reading() as session:
        drawn, problems = composer.preview(session, number, letter, request.form)
    fresh = composer.refreshed(drawn, request.form)
    return pieces("letters/pieces.html", drawn=drawn, fresh=fresh, problems=problems)


@blueprint.post("/keep")
def keep(number: str, letter: int) -> Answer:
    """Keep the draft as it is being written; when it was, or why it was not."""
    page = url_for(".letter", number=number, letter=letter)
    return saved(lambda: _keep(number, letter), page)


@blueprint.post("/finish")
def finish(number: str, letter: int) -> Answer:
    """Keep the draft, make the letter from it, and seal it."""
    try:
        drawn = _keep(number, letter)
        sealed, version = finishing.seal(drawn), drawn.row.version
        with writing() as session:
            row = find_letter(me(), session, number, letter)
            letter_drafts.finish(me(), session, row, sealed, version=version, now=now())
    except (BadInput, MovedOn) as error:
        return _unkept(number, letter, error, unfinished=True), error.status
    flash("Finished. It is not filed yet.")
    return redirect(url_for(".letter", number=number, letter=letter), 303)


@blueprint.post("/reopen")
def reopen(number: str, letter: int) -> AnyResponse:
    """Open a finished letter for editing, as long as it is not filed."""
    with writing() as session:
        row = find_letter(me(), session, number, letter)
        sealing.reopen(me(), session, row, now=now())
    return redirect(url_for(".letter", number=number, letter=letter), 303)


@blueprint.get("/letter.<any(pdf, docx, md, txt):ending>")
def download(number: str, letter: int, ending: str) -> Response:
    """The letter as a file."""
    with reading() as session:
        file = finishing.made(session, number, letter, ending)
    return send_file(
        BytesIO(file.content), file.type, as_attachment=True, download_name=file.name,
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


def _keep(number: str, letter: int) -> Writing:
    """Keep the draft as the form has it; what to show of it then."""
    with writing() as session:
        composer.keep(session, number, letter, request.form)
    with reading() as session:
        return composer.compose(session, number, letter, tab=request.form.get("tab", ""))


def _unkept(number: str, letter: int, error: FoilError, *, unfinished: bool = False) -> str:
    problems = getattr(error, "problems", {}) or {"": str(error)}
    with reading() as session:
        drawn = composer.unkept(session, number, letter, request.form)
    moved = isinstance(error, MovedOn)
    return write_page(
        drawn, problems={} if moved else problems, typed=request.form, moved=moved,
        unfinished=unfinished,
    )  # fmt: skip


def write_page(drawn: Writing, **said: Any) -> str:
    """The page of a draft, with what is to be said of it."""
    usual = {"problems": {}, "typed": {}, "moved": False, "unfinished": False}
    return draw("letters/page.html", drawn=drawn, by_words=differing, **usual | said)
