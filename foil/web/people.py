"""The people of the office, for administrators: adding someone, one-time links, switching off."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput, Refused
from foil.insight.holdings import holdings
from foil.model.tables import Person
from foil.operations import accounts, opening_mail
from foil.operations.accounts import Introduction, StillHolds
from foil.web.desk import me, now, reading, today, writing
from foil.web.pages import page as draw

blueprint = Blueprint("people", __name__, url_prefix="/settings/people")


@blueprint.get("")
def page() -> str:
    """Everyone with an account."""
    return _page({})


@blueprint.post("")
def add() -> tuple[str, int]:
    """Add someone and show their one-time link, once."""
    form = request.form
    who = Introduction(form.get("email", ""), form.get("person_name", ""), form.get("title", ""))
    try:
        with writing() as session:
            role = form.get("role", "")
            added, token = accounts.add_person(me(), session, who, role, now=now())
    except BadInput as error:
        return _page(error.problems), 422
    return _show_link(added, token), 201


@blueprint.post("/<int:number>/link")
def new_link(number: int) -> str:
    """Make someone a new one-time link and show it, once."""
    with writing() as session:
        other, token = accounts.new_link(me(), session, number, now=now())
    return _show_link(other, token)


@blueprint.post("/<int:number>/switch")
def switch(number: int) -> Response | tuple[str, int]:
    """Switch an account off, ending every sign-in of it, or on again; not, unless it is said
    twice, while somebody still holds something."""
    active, sure = request.form.get("to") == "on", "sure" in request.form
    try:
        with writing() as session:
            other = accounts.switch(me(), session, number, active=active, now=now(), sure=sure)
    except StillHolds as error:
        return _still_holds(number), error.status
    state = "on again" if active else "off, and signed out everywhere"
    flash(f"The account of {other.name} is switched {state}.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/<int:number>/mail")
def open_mail(number: int) -> Response:
    """Say whether someone sees what came and fits no request."""
    opens = request.form.get("to") == "on"
    try:
        with writing() as session:
            other = opening_mail.open_mail(me(), session, number, opens=opens)
        flash(f"{other.name} {'opens' if opens else 'no longer opens'} the mail.")
    except Refused as error:
        flash(str(error), "warn")
    return redirect(url_for(".page"), 303)


@blueprint.post("/<int:number>/counsel")
def make_counsel(number: int) -> Response:
    """Say whether someone is counsel."""
    counsel = request.form.get("to") == "on"
    with writing() as session:
        other = accounts.make_counsel(me(), session, number, counsel=counsel)
    flash(f"{other.name} is {'counsel' if counsel else 'no longer counsel'}.")
    return redirect(url_for(".page"), 303)


def _page(problems: dict[str, str]) -> str:
    with reading() as session:
        everyone = accounts.people(session)
    values = request.form if problems else {}
    return draw("people/page.html", people=everyone, values=values, problems=problems)


def _still_holds(number: int) -> str:
    with reading() as session:
        found = holdings(me(), session, number, today())
    return draw("people/holds.html", found=found)


def _show_link(person: Person, token: str) -> str:
    address = url_for("sign_in.link", token=token, _external=True)
    return draw("people/link.html", person=person, address=address)
