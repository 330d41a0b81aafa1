"""How the office's mail goes out, for administrators, with a test that goes to oneself."""

from collections.abc import Mapping
from dataclasses import asdict

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.sendings import last_sent
from foil.operations.mail_settings import (
    SECURITY,
    MailFacts,
    change_mail,
    mail_settings,
    postbox,
)
from foil.operations.mailing import send_test
from foil.operations.postbox import NotSent
from foil.settings import MAIL, mail_around
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw

blueprint = Blueprint("mail", __name__, url_prefix="/settings/mail")

UNSET = "Mail is not set up: give the server, the address mail comes from and the desk’s own."


@blueprint.get("")
def page() -> str:
    """The settings as they are, the password apart."""
    with reading() as session:
        row = mail_settings(session)
    if row is None:
        return _page({**asdict(MailFacts()), "url": request.host_url.rstrip("/")})
    return _page({name: getattr(row, name) for name in asdict(MailFacts()) if name != "password"})


@blueprint.post("")
def change() -> Response | tuple[str, int]:
    """Keep them. An empty password keeps the one there is."""
    form = request.form
    try:
        with writing() as session:
            change_mail(me(), session, _facts(), now=now())
    except BadInput as error:
        shown = {name: value for name, value in form.items() if name != "mail_password"}
        return _page(shown, error.problems), 422
    flash("The mail settings are saved. Send yourself a test.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/test")
def test() -> Response:
    """Send oneself a mail, and say what the server said."""
    with reading() as session:
        box = postbox(session)
    try:
        says = send_test(me(), box, now=now()) if box else UNSET
        flash(says, "message" if box else "warn")
    except NotSent as error:
        flash(f"The test did not go: {error}", "warn")
    return redirect(url_for(".page"), 303)


def _facts() -> MailFacts:
    form = request.form
    given = form.get("mail_password", "")
    password = "" if "no_password" in form else given or None
    return MailFacts(
        form.get("host", ""), form.get("port", ""), form.get("security", ""),
        form.get("username", ""), password, form.get("sender", ""), form.get("url", ""),
        "no_titles" in form, "sends_letters" in form, form.get("letters_from", ""),
    )  # fmt: skip


def _page(values: Mapping[str, object], problems: dict[str, str] | None = None) -> str:
    with reading() as session:
        row, box, last = mail_settings(session), postbox(session), last_sent(session)
    around = [MAIL[name] for name in mail_around()]
    return draw(
        "mail/page.html",
        values=values, problems=problems or {}, security=SECURITY.items(), box=box,
        has_password=bool(row and row.password), around=around, last=last,
    )  # fmt: skip
