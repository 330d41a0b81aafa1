"""The mailbox that agencies write to, for administrators: how it is opened, whether it can be, how
far it was read, and what of it was left on its server."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.mailbox import Standing, folder_of, standing
from foil.operations.mailbox import Box, NotRead
from foil.operations.mailbox_opening import opened
from foil.operations.mailbox_settings import (
    AFTER,
    FIELDS,
    SECURITY,
    MailboxFacts,
    change_mailbox,
    mailbox,
    mailbox_settings,
    settle_left,
)
from foil.settings import MAILBOX, mail_around
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw
from foil.web.words import moment, plural

blueprint = Blueprint("mailbox", __name__, url_prefix="/settings/mailbox")

UNSET = "No mailbox is set up: give its server, the user name and the password."
TRY_FOR = 8.0  # seconds for each answer, while somebody waits at the page


@blueprint.get("")
def page() -> str:
    """The settings as they are, the password apart."""
    with reading() as session:
        row = mailbox_settings(session)
    values = {name: getattr(row, name) for name in FIELDS} if row else asdict(MailboxFacts())
    return _page(values)


@blueprint.post("")
def change() -> Response | tuple[str, int]:
    """Keep them. An empty password keeps the one there is."""
    form = request.form
    try:
        with writing() as session:
            change_mailbox(me(), session, _facts(), now=now())
    except BadInput as error:
        shown = {name: value for name, value in form.items() if name != "mail_password"}
        return _page(shown, error.problems), 422
    flash("The mailbox settings are saved. Try them.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/test")
def test() -> Response:
    """Open the mailbox, and say in a sentence what is in it or what is wrong."""
    with reading() as session:
        box = mailbox(session)
    if box is None:
        flash(UNSET, "warn")
        return redirect(url_for(".page"), 303)
    try:
        flash(_tried(box))
    except NotRead as error:
        flash(f"The mailbox cannot be read. {error}", "warn")
    return redirect(url_for(".page"), 303)


@blueprint.post("/left/<int:number>")
def settle(number: int) -> Response:
    """Note that a message that was left has been looked at."""
    with writing() as session:
        settle_left(me(), session, number, now=now())
    flash("Noted. The message is where it was.")
    return redirect(url_for(".page"), 303)


def on_today(session: Session) -> Standing | None:
    """What an administrator should know of the mailbox; None where all is well."""
    found = how_it_stands(session, now())
    return found if found.troubled else None


def how_it_stands(session: Session, at: datetime) -> Standing:
    """How the mailbox that is set up stands at that instant."""
    box, row = mailbox(session), mailbox_settings(session)
    place = box.place if box else None
    return standing(session, place, since=row.changed_at if row else at, now=at)


def _tried(box: Box) -> str:
    with reading() as session:
        row = folder_of(session, box.place)
    with opened(box, wait=TRY_FOR) as folder:
        known = row.last_uid if row and row.uid_validity == folder.validity else 0
        waiting = len(folder.after(known))
    new = f"{waiting:,} not taken in yet" if waiting else "all of them taken in"
    held = plural(folder.messages, "message")
    return f"{box.name} opens {box.folder}: {held}" + (f", {new}." if folder.messages else ".")


def _facts() -> MailboxFacts:
    form = request.form
    given = form.get("mail_password", "")
    password = "" if "no_password" in form else given or None
    return replace(MailboxFacts(password=password), **{name: form.get(name, "") for name in FIELDS})


def _page(values: Mapping[str, object], problems: dict[str, str] | None = None) -> str:
    with reading() as session:
        row, box = mailbox_settings(session), mailbox(session)
        found = how_it_stands(session, now())
    around = [MAILBOX[name] for name in mail_around(names=MAILBOX)]
    return draw(
        "mailbox/page.html",
        values=values, problems=problems or {}, security=SECURITY.items(), after=AFTER.items(),
        box=box, has_password=bool(row and row.password), around=around, found=found,
        moment=moment,
    )  # fmt: skip
