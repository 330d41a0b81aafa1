"""Reminders: what fell due, what was sent, who saw it; what one wants to get; the docket."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.insight import ledger
from foil.insight.docket import docket as docket_of
from foil.insight.ledger import Told, Trouble
from foil.insight.unreached import unreached
from foil.letters.docket import docket_name, docket_pdf
from foil.newyork import day_of
from foil.operations.mail_choices import choose_mail, press_seen
from foil.operations.mail_settings import postbox
from foil.operations.reminders import choice_of
from foil.web import mailbox
from foil.web.desk import me, now, reading, today, writing
from foil.web.pages import page as draw
from foil.web.permissions import safe_next
from foil.web.words import clock_time, moment, short_day

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders")

SHOWN = 20
STAGES = {"14": "14 days before", "7": "7 days before", "3": "3 days before"}
STAGES |= {"1": "the day before", "0": "on the day"}
STATES = {
    "pending": ("to be sent", "soon"),
    "taken": ("being sent", "soon"),
    "sent": ("sent", "met"),
    "failed": ("did not go", "late"),
    "refused": ("refused", "late"),
    "replaced": ("went with a later mail", "soon"),
    "quiet": ("not mailed", ""),
}
"""A mail's state in words, and its chip."""


@blueprint.get("")
def page() -> str:
    """The ledger, what one gets, and the docket."""
    mine, whole = request.args.get("whose") == "mine", "all" in request.args
    with reading() as session:
        found = ledger.ledger(me(), session, mine=mine, limit=None if whole else SHOWN)
        box = postbox(session)
        trouble = ledger.trouble(session, now(), set_up=box is not None)
        choice = choice_of(session, me().id)
    return draw(
        "reminders/page.html",
        found=found, mine=mine, choice=choice, trouble=trouble_words(trouble),
        states=STATES, fell_due=fell_due, sent=sent, stage=stage,
    )  # fmt: skip


@blueprint.post("/<int:number>/seen")
def seen(number: int) -> Response:
    """Note that one has seen a reminder."""
    with writing() as session:
        reminder = press_seen(me(), session, number, now=now())
    flash(f"Seen: {reminder.what}. Your colleagues are not asked about that date.")
    return redirect(safe_next(request.form.get("next", "")), 303)


@blueprint.post("/choices")
def choose() -> Response:
    """Keep what one wants to get."""
    form = request.form
    with writing() as session:
        choose_mail(
            me(), session, quiet="quiet" in form, invitations="invitations" in form,
            docket="docket" in form, day=today(),
        )  # fmt: skip
    flash("What you get by mail is saved.")
    return redirect(url_for(".page"), 303)


@blueprint.get("/docket.pdf")
def docket() -> Response:
    """The docket of what one may see, as of today."""
    with reading() as session:
        sheet = docket_of(me(), session, today(), mine=request.args.get("whose") == "mine")
    answer = Response(docket_pdf(sheet), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f"attachment; filename={docket_name(sheet)}"
    return answer


def on_today(session: Session) -> dict[str, Any]:
    """What Today says of reminders: why they reach nobody, those of mine nobody has seen and, to
    administrators, the rights that nobody can be reminded of and what is wrong with the mailbox."""
    trouble = ledger.trouble(session, now(), set_up=postbox(session) is not None)
    reminded = ledger.unseen(me(), session, today())
    keeps = me().role == "administrator"
    return {
        "mail_trouble": trouble_words(trouble), "reminded": reminded,
        "unreached": unreached(session, today()) if keeps else None,
        "mailbox_trouble": mailbox.on_today(session) if keeps else None,
    }  # fmt: skip


def trouble_words(trouble: Trouble | None) -> tuple[str, str] | None:
    """Why reminders reach nobody: what is wrong in a few words, then what to do."""
    if trouble is None:
        return None
    since = f"since {moment(trouble.since)}" if trouble.since else "yet"
    mend = "See that foil serve or foil work runs."
    return {
        "unset": (
            "Reminders reach no one.",
            "Mail is not set up, so no date is mailed to anybody.",
        ),
        "never": (
            "No reminder has gone out yet.",
            f"The desk has not looked for what is due. {mend}",
        ),
        "old": (
            "Reminders reach no one.",
            f"The desk has not looked for what is due {since}. {mend}",
        ),
        "failing": ("Reminders do not go out.", f"{trouble.says} It is tried again by itself."),
    }[trouble.kind]


def fell_due(told: Told) -> str:
    """When the reminder fell due, in a few words."""
    return short_day(told.reminder.due_on, today())


def stage(told: Told) -> str:
    """Which of the reminders of its date it is."""
    if told.reminder.about.startswith("clock:"):
        words = STAGES.get(told.reminder.stage, told.reminder.stage)
        return f"{words}{', to the deputy' if told.reminder.as_deputy else ''}"
    weeks = int(told.reminder.stage) // 7
    return "at once" if weeks == 0 else f"after {weeks} {'week' if weeks == 1 else 'weeks'}"


def sent(told: Told) -> str:
    """When its mail went, in a few words."""
    at = told.mail.sent_at
    return f"{short_day(day_of(at), today())}, {clock_time(at)}" if at else ""
