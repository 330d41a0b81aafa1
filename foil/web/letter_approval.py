"""Asking for a letter's approval, giving it or returning the draft, and whether the office does."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput, FoilError, MovedOn, Refused
from foil.operations import letter_approval
from foil.operations.letter_drafts import find_letter
from foil.web import letter_composer as composer
from foil.web.desk import me, now, writing
from foil.web.numbers import integer

blueprint = Blueprint("letter_approval", __name__)

LETTER = "/requests/<number>/drafts/<int:letter>/approval"


@blueprint.post(f"{LETTER}/ask")
def ask(number: str, letter: int) -> Response:
    """Keep the draft, then ask someone to approve it."""
    form = request.form
    try:
        with writing() as session:
            row = composer.keep(session, number, letter, form)
            approver = form.get("approver", 0, type=integer)
            words = form.get("asking", "")
            letter_approval.ask(me(), session, row, approver, words, now=now())
        flash("Asked. It shows on Today of whoever approves it.")
    except (BadInput, MovedOn) as error:
        flash(_says(error))
    return redirect(url_for("letters.letter", number=number, letter=letter), 303)


@blueprint.post(LETTER)
def decide(number: str, letter: int) -> Response:
    """Approve the draft, or return it with a comment."""
    approve, words = request.form.get("do") == "approve", request.form.get("said", "")
    try:
        with writing() as session:
            row = find_letter(me(), session, number, letter)
            letter_approval.decide(me(), session, row, words, approve=approve, now=now())
        flash("Approved. It can be finished." if approve else "Returned with your comment.")
    except (BadInput, Refused) as error:
        flash(_says(error))
    return redirect(url_for("letters.letter", number=number, letter=letter), 303)


@blueprint.post("/settings/office/approval")
def switch() -> Response:
    """Turn approval on or off for the office."""
    on = "approves" in request.form
    with writing() as session:
        letter_approval.switch(me(), session, on=on)
    flash("Letters are approved before they are finished." if on else "Approval is off.")
    return redirect(url_for("office.page"), 303)


def _says(error: FoilError) -> str:
    return " ".join(getattr(error, "problems", {}).values()) or str(error)
