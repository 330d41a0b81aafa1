"""The record of non-response of a request: what stands in its way, looks to record, the record."""

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.catalog.portal import on_a_portal
from foil.errors import BadInput
from foil.insight.basis import basis
from foil.insight.lines import named
from foil.insight.non_response import KIND, PORTAL, standing
from foil.insight.offer_case import Case
from foil.insight.offers import case_of
from foil.law.words import MISSED
from foil.letters.telling import told_of
from foil.model.tables import Office, Request
from foil.model.visibility import find_request
from foil.operations.letter_drafts import begin
from foil.operations.letterhead import letterhead
from foil.operations.looks import record_places
from foil.operations.office import the_office
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import NOT_A_DAY, day
from foil.web.pages import page as draw

blueprint = Blueprint("non_response", __name__, url_prefix="/requests/<number>/non-response")

POST = "the post"
NOT_YET = "It cannot be made yet; see below what stands in the way."


@blueprint.get("")
def page(number: str) -> str:
    """How the record of non-response stands."""
    return _page(number, {})


@blueprint.post("/look")
def look(number: str) -> Response | tuple[str, int]:
    """Record a look that found nothing, with its places."""
    places = [*request.form.getlist("places"), *request.form.get("more", "").splitlines()]
    try:
        on = _day(request.form.get("on", ""))
        with writing() as session:
            new = record_places(me(), session, number, places, on, now=now())
    except BadInput as error:
        return _page(number, error.problems), 422
    flash("Recorded: you looked, and found nothing." if new else "That look is recorded already.")
    return redirect(url_for(".page", number=number), 303)


@blueprint.post("")
def make(number: str) -> Response:
    """Begin the record, as a letter that can be read over and finished."""
    with writing() as session:
        found = find_request(session, me(), number)
        case = _case(session, found)
        stands = standing(session, found, case) if case else None
        if case is None or stands is None or stands.facts is None:
            flash(NOT_YET)
            return redirect(url_for(".page", number=number), 303)
        told = told_of(stands.facts, case.agency.slug)
        letter = begin(me(), session, found, KIND, told, now=now(), about=stands.clock.id)
    return redirect(url_for("letters.letter", number=number, letter=letter.id), 303)


def _case(session: Session, found: Request) -> Case | None:
    head = letterhead(session, found.signer_id)
    return case_of(session, found, basis(session), head, today())


def _day(text: str) -> date:
    try:
        return day(text)
    except ValueError as error:
        raise BadInput("The look needs mending.", {"on": NOT_A_DAY.format(text)}) from error


def _page(number: str, problems: dict[str, str]) -> str:
    with reading() as session:
        found = find_request(session, me(), number)
        case = _case(session, found)
        stands = standing(session, found, case) if case else None
        places = _places(session, case)
        name = named(found, basis(session))
    return draw(
        "non_response/page.html",
        named=name, stands=stands, missed=MISSED, kind=KIND, places=places,
        usual=today(), problems=problems, values=request.form,
    )  # fmt: skip


def _places(session: Session, case: Case | None) -> list[tuple[str, str, str]]:
    """Where an answer may be, as choices: the portal, the mailboxes, the post."""
    office = the_office(session) or Office(email="")
    boxes = dict.fromkeys(each for each in (office.email, me().email) if each)
    portal = [PORTAL] if case and on_a_portal(case.agency) else []
    words = [*portal, *(f"the mailbox {box} with its spam folder" for box in boxes), POST]
    return [(each, each[0].upper() + each[1:], "") for each in words]
