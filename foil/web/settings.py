"""One's own account: name, password, shortcuts, and the browsers one is signed in with."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.operations import accounts, sign_ins
from foil.operations.accounts import Introduction
from foil.web.desk import me, my_sign_in, now, reading, writing
from foil.web.pages import page as draw

blueprint = Blueprint("settings", __name__, url_prefix="/settings")


@blueprint.get("")
def page() -> str:
    """One's own settings."""
    return _page({})


@blueprint.post("")
def change_own() -> Response | tuple[str, int]:
    """Keep one's own details."""
    form = request.form
    who = Introduction(
        me().email, form.get("person_name", ""), form.get("title", ""), form.get("telephone", "")
    )
    try:
        with writing() as session:
            accounts.change_own(me(), session, who, shortcuts="shortcuts" in form)
    except BadInput as error:
        return _page(error.problems), 422
    flash("Your details are saved.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/password")
def change_password() -> Response | tuple[str, int]:
    """Change one's own password."""
    old, new = request.form.get("old_password", ""), request.form.get("password", "")
    try:
        with writing() as session:
            keep = my_sign_in().id
            accounts.change_password(me(), session, old, new, keep=keep, now=now())
    except BadInput as error:
        return _page(error.problems), 422
    flash("Your password is changed. Every other browser you were signed in with is signed out.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/sign-ins/<int:number>/end")
def revoke(number: int) -> Response:
    """End one of one's own sign-ins."""
    with writing() as session:
        sign_ins.revoke(me(), session, number, now=now())
    flash("That browser is signed out.")
    return redirect(url_for(".page"), 303)


def _page(problems: dict[str, str]) -> str:
    with reading() as session:
        mine = sign_ins.sign_ins_of(session, me(), now=now())
    values = request.form if problems else {}
    return draw(
        "settings/page.html", sign_ins=mine, this=my_sign_in(), problems=problems, values=values
    )
