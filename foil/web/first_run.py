"""First run: the first visit makes the first account and asks for the office. There is no default
password, and where others can reach the desk the visitor must know the code it printed."""

import hmac
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.operations import accounts, office, sign_ins
from foil.operations.accounts import Introduction
from foil.operations.office import OfficeFacts
from foil.web.desk import desk, now, writing
from foil.web.office import facts_in_form, field
from foil.web.pages import page as draw
from foil.web.signed_in import enter
from foil.web.visitors import visitor

blueprint = Blueprint("first_run", __name__)

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
WRONG_CODE = "That is not the code. foil serve prints it when it starts; look there."


@blueprint.get("/first-run")
def page() -> str:
    """Ask for the first account and the office."""
    return _page({"kind": "law"}, {})


@blueprint.post("/first-run")
def found() -> Response | tuple[str, int]:
    """Make the first account and the office, and sign the visitor in."""
    who, facts, password = _who(), facts_in_form(), request.form.get("password", "")
    if problems := _problems(who, facts, password):
        return _page(request.form.to_dict(), problems), 422
    with writing() as session:
        person = accounts.first_account(session, who, password, now=now())
        office.found(session, facts, now=now())
        token = sign_ins.open_sign_in(session, person, visitor(), now=now())
    enter(token)
    flash("The desk is yours. Start with a request, or look around first.")
    return redirect(url_for("today.page"), 303)


def asks_for_code() -> bool:
    """Whether someone other than this machine's own user might be asking."""
    name = urlsplit(f"//{request.host}").hostname
    passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not desk().open_first_run or name not in LOOPBACK or passed_on


def _page(values: dict[str, str], problems: dict[str, str]) -> str:
    return draw("first_run/page.html", values=values, problems=problems, code=asks_for_code())


def _who() -> Introduction:
    form = request.form
    return Introduction(form.get("email", ""), form.get("person_name", ""), form.get("title", ""))


def _problems(who: Introduction, facts: OfficeFacts, password: str) -> dict[str, str]:
    problems = {
        **accounts.introduction_problems(who),
        **accounts.password_problems(password, who.email),
        **{field(name): says for name, says in office.problems(facts).items()},
    }
    given = request.form.get("code", "").replace("-", "").replace(" ", "").upper()
    if asks_for_code() and not hmac.compare_digest(given.encode(), desk().code.encode()):
        problems = {"code": WRONG_CODE, **problems}
    return problems
