"""What is said of a draft; asking for its approval, giving it or returning the draft, and whether
the office does."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput, MovedOn, Refused
from foil.letters.draft import KIND as REQUEST
from foil.model.tables import Letter
from foil.operations import letter_approval
from foil.operations.letters import find_any
from foil.web import composer, letter_composer
from foil.web.desk import me, now, reading, writing
from foil.web.letter_links import letter_page
from foil.web.numbers import integer

blueprint = Blueprint("letter_approval", __name__)

LETTER = "/requests/<number>/drafts/<int:letter>/approval"


@blueprint.post(f"{LETTER}/ask")
def ask(number: str, letter: int) -> Response:
    """Keep the draft, then ask someone to approve it."""
    form = request.form

    def deed(session: Session, row: Letter) -> str:
        of = composer if row.kind == REQUEST else letter_composer
        of.keep(session, number, letter, form)
        approver = form.get("approver", 0, type=integer)
        letter_approval.ask(me(), session, row, approver, form.get("asking", ""), now=now())
        return "Asked. It shows on Today of whoever approves it."

    return _done(number, letter, deed)


@blueprint.post(LETTER)
def decide(number: str, letter: int) -> Response:
    """Approve the draft, or return it with a comment."""
    approve, words = request.form.get("do") == "approve", request.form.get("said", "")

    def deed(session: Session, row: Letter) -> str:
        letter_approval.decide(me(), session, row, words, approve=approve, now=now())
        return "Approved. It can be finished." if approve else "Returned with your comment."

    return _done(number, letter, deed)


@blueprint.post("/requests/<number>/drafts/<int:letter>/comment")
def comment(number: str, letter: int) -> Response:
    """Say something of the draft."""
    words = request.form.get("comment", "")

    def deed(session: Session, row: Letter) -> str:
        letter_approval.comment(me(), session, row, words, now=now())
        return "Your comment stands on the draft."

    return _done(number, letter, deed)


@blueprint.post("/settings/office/approval")
def switch() -> Response:
    """Turn approval on or off for the office."""
    on = "approves" in request.form
    with writing() as session:
        letter_approval.switch(me(), session, on=on)
    flash("Letters are approved before they are finished." if on else "Approval is off.")
    return redirect(url_for("office.page"), 303)


def _done(number: str, letter: int, deed: Callable[[Session, Letter], str]) -> Response:
    """Do it in one save, say what came of it or why it did not, and show the letter again."""
    with reading() as session:
        row = find_any(me(), session, number, letter)
    try:
        with writing() as session:
            said = deed(session, find_any(me(), session, number, letter))
        flash(said)
    except (BadInput, MovedOn, Refused) as error:
        flash(" ".join(getattr(error, "problems", {}).values()) or str(error))
    return redirect(url_for(letter_page(row), number=number, letter=letter), 303)
