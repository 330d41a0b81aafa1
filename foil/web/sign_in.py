"""Signing in and out, and choosing a password by a one-time link."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.model.tables import Person
from foil.operations import accounts, sign_ins
from foil.operations.sign_ins import Held
from foil.web.desk import me, my_sign_in, now, reading, writing
from foil.web.pages import page as draw
from foil.web.permissions import safe_next
from foil.web.signed_in import enter, leave
from foil.web.visitors import make_familiar, visitor

blueprint = Blueprint("sign_in", __name__)

NO_MATCH = "That e-mail address and password do not go together. Check both and try again."


@blueprint.get("/sign-in")
def page() -> str:
    """Ask who it is."""
    return _page(request.args.get("next", ""))


@blueprint.post("/sign-in")
def sign_in() -> Response | tuple[str, int]:
    """Sign in with e-mail address and password."""
    email = accounts.tidy_email(request.form.get("email", ""))
    goes_on = request.form.get("next", "")
    try:
        with writing() as session:
            attempt = sign_ins.begin_attempt(session, email, visitor(email), now=now())
    except Held as held:
        return _page(goes_on, {"": str(held)}), held.status
    person = _proved(email, request.form.get("password", ""))
    if person is None:
        return _page(goes_on, {"email": NO_MATCH}), 422
    return _enter(attempt, person, goes_on)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End this sign-in."""
    with writing() as session:
        sign_ins.revoke(me(), session, my_sign_in().id, now=now())
    leave()
    flash("You are signed out.")
    return redirect(url_for("sign_in.page"), 303)


@blueprint.get("/link/<token>")
def link(token: str) -> str:
    """Ask for the password that a one-time link lets someone choose."""
    with reading() as session:
        person = accounts.person_of_link(session, token, now=now())
    return draw("sign_in/link.html", person=person)


@blueprint.post("/link/<token>")
def spend_link(token: str) -> Response | tuple[str, int]:
    """Keep the chosen password and sign the person in."""
    try:
        with writing() as session:
            password = request.form.get("password", "")
            person = accounts.spend_link(session, token, password, now=now())
            entry = sign_ins.open_sign_in(session, person, visitor(), now=now())
    except BadInput as error:
        with reading() as session:
            person = accounts.person_of_link(session, token, now=now())
        return draw("sign_in/link.html", person=person, problems=error.problems), 422
    return _welcome(entry, person.email, url_for("today.page"))


def _page(goes_on: str, problems: dict[str, str] | None = None) -> str:
    email = request.form.get("email", "")
    return draw("sign_in/page.html", goes_on=goes_on, email=email, problems=problems or {})


def _proved(email: str, password: str) -> Person | None:
    """The person, if the password is theirs; checked outside any transaction, it takes a while."""
    with reading() as session:
        person = accounts.person_by_email(session, email)
    return person if accounts.password_matches(person, password) else None


def _enter(attempt: int, person: Person, goes_on: str) -> Response:
    with writing() as session:
        entry = sign_ins.succeed(session, attempt, person, visitor(person.email), now=now())
    return _welcome(entry, person.email, safe_next(goes_on))


def _welcome(entry: str, email: str, goes_on: str) -> Response:
    enter(entry)
    response = redirect(goes_on, 303)
    make_familiar(response, email)
    return response
