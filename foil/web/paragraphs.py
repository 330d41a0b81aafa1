"""The office's paragraphs: written, changed, put away, and put into a draft."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.letters.draft import KIND as REQUEST
from foil.operations import paragraphs
from foil.web.desk import me, now, reading, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("paragraphs", __name__)


@blueprint.get("/settings/paragraphs")
def page() -> str:
    """Every paragraph, and a place to write one."""
    return _page({})


@blueprint.post("/settings/paragraphs")
def write() -> Response | tuple[str, int]:
    """Write one, or a new version of one."""
    form = request.form
    number = form.get("number", 0, type=integer)
    name, words = form.get("name", ""), form.get("words", "")
    try:
        with writing() as session:
            paragraphs.write(me(), session, name, words, now=now(), number=number)
    except BadInput as error:
        return _page(error.problems), 422
    flash("Kept. Drafts can take it from now on; those that have it keep their words.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/settings/paragraphs/<int:paragraph>/away")
def put_away(paragraph: int) -> Response:
    """Put it away, or take it out again."""
    with writing() as session:
        paragraphs.put_away(me(), session, paragraph, now=now())
    return redirect(url_for(".page"), 303)


@blueprint.post("/requests/<number>/letters/<int:letter>/paragraph")
def insert(number: str, letter: int) -> Response:
    """Put one into a draft."""
    which = request.form.get("paragraph", 0, type=integer)
    with writing() as session:
        row = paragraphs.insert(me(), session, number, letter, which, now=now())
    goes = "compose.letter" if row.kind == REQUEST else "letters.letter"
    flash("The paragraph stands before the closing, and can be edited there.")
    return redirect(url_for(goes, number=number, letter=letter, _anchor="paragraphs"), 303)


def _page(problems: dict[str, str]) -> str:
    with reading() as session:
        found = paragraphs.paragraphs(session)
    values = request.form if problems else {}
    return draw("paragraphs/page.html", found=found, problems=problems, values=values)
