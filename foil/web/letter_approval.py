"""What is said of a draft; asking for its approval, giving it or returning the draft, and whether
the office does."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput, FoilError, MovedOn, Refused
from foil.letters.draft import KIND as REQUEST
from foil.model.tables import Letter
from foil.operations import letter_approval
from foil.operations.letters import find_any
from foil.web import composer, letter_composer
from foil.web.desk import me, now, writing
from foil.web.letter_links import letter_page
from foil.web.numbers import integer

blueprint = Blueprint("letter_approval", __name__)

LETTER = "/requests/<number>/drafts/<int:letter>/approval"


@blueprint.post(f"{LETTER}/ask")
def ask(number: str, letter: int) -> Response:
    """Keep the draft, then ask someone to approve it."""
    form = request.form
    approver, words = form.get("approver", 0, type=integer), form.get("asking", "")
    with writing() as session:
        row = find_any(me(), session, number, letter)
        try:
            with session.begin_nested():
                of = composer if row.kind == REQUEST else letter_composer
                of.keep(session, number, letter, form)
                letter_approval.ask(me(), session, row, approver, words, now=now())
            flash("Asked. It shows on Today of whoever approves it.")
        except (BadInput, MovedOn) as error:
            flash(says(error))
    return _back(row, number)


@blueprint.post(LETTER)
def decide(number: str, letter: int) -> Response:
    """Approve the draft, or return it with a comment."""
    approve, words = request.form.get("do") == "approve", request.form.get("said", "")
    with writing() as session:
        row = find_any(me(), session, number, letter)
        try:
            letter_approval.decide(me(), session, row, words, approve=approve, now=now())
            flash("Approved. It can be finished." if approve else "Returned with your comment.")
        except (BadInput, Refused) as error:
            flash(says(error))
    return _back(row, number)


@blueprint.post("/requests/<number>/drafts/<int:letter>/comment")
def comment(number: str, letter: int) -> Response:
    """Say something of the draft."""
    with writing() as session:
        row = find_any(me(), session, number, letter)
        try:
            words = request.form.get("comment", "")
            letter_approval.comment(me(), session, row, words, now=now())
            flash("Your comment stands on the draft.")
        except (BadInput, Refused) as error:
            flash(says(error))
    return _back(row, number)


@blueprint.post("/settings/office/approval")
def switch() -> Response:
    """Turn approval on or off for the office."""
    on = "approves" in request.form
    with writing() as session:
        letter_approval.switch(me(), session, on=on)
    flash("Letters are approved before they are finished." if on else "Approval is off.")
    return redirect(url_for("office.page"), 303)


def _back(row: Letter, number: str) -> Response:
    return redirect(url_for(letter_page(row), number=number, letter=row.id), 303)


def says(error: FoilError) -> str:
    """What a refusal says, in a line."""
    return " ".join(getattr(error, "problems", {}).values()) or str(error)
