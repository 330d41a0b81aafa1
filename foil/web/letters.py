"""Writing a later letter: its facts and its words beside the sheet of paper."""

from flask import Blueprint

from foil.insight.basis import basis
from foil.insight.lines import named
from foil.letters.sheet import html
from foil.model.tables import Request
from foil.operations import letter_drafts
from foil.operations.letter_drafts import find_letter
from foil.web.desk import me, reading, today
from foil.web.pages import page as draw

blueprint = Blueprint("letters", __name__, url_prefix="/requests/<number>/drafts/<int:letter>")


@blueprint.get("")
def letter(number: str, letter: int) -> str:
    """The letter as it stands."""
    with reading() as session:
        row = find_letter(me(), session, number, letter)
        request = session.get_one(Request, row.request_id)
        made = letter_drafts.drawn(session, request, letter_drafts.draft_of(row), today())
        of = named(request, basis(session))
    sheet = html(made.letter, top=2) if made.letter else None
    return draw("letters/page.html", number=number, row=row, named=of, made=made, sheet=sheet)
