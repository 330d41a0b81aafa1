"""One request: its timeline, letters, documents, clock and history, and our next step."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.basis import basis
from foil.insight.ledger import told_of
from foil.insight.matters import matters
from foil.insight.offers import offers
from foil.insight.reading_state import files_of
from foil.insight.relations import related
from foil.insight.replies import of_request
from foil.insight.request import RequestPage, request_page
from foil.insight.sheets import row_of
from foil.law.authorities import AUTHORITIES
from foil.law.clocks.clock import Clock
from foil.law.effects import base
from foil.law.words import lead
from foil.model.tables import Request
from foil.model.visibility import find_request
from foil.operations import requests
from foil.operations.accounts import people
from foil.operations.mail_choices import set_sensitive
from foil.operations.requests import People
from foil.web import entries, reading_words, reply_rows
from foil.web.causes import beside_clock
from foil.web.clocks import Shown, shown
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import day
from foil.web.letter_links import letter_name, letter_page
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.related import says as joined_as
from foil.web.words import moment_day

blueprint = Blueprint("request", __name__, url_prefix="/requests/<number>")

FIRST = 200  # documents that are shown at once


@blueprint.get("")
def timeline(number: str) -> str | tuple[str, int]:
    """What happened, newest first, and the clocks that run."""
    return _as_known("timeline", number, words=entries)


@blueprint.get("/letters")
def letters(number: str) -> str:
    """Its letters: drafts, finished ones, and what was filed."""
    with reading() as session:
        found = find_request(session, me(), number)
        fitting = offers(session, found, basis(session), None, today())
    return _draw(
        "letters", number, offers=fitting, letter_page=letter_page, letter_name=letter_name
    )


@blueprint.get("/documents")
def documents(number: str) -> str:
    """Its documents, how far the reading of each is, and a place to bring more."""
    with reading() as session:
        files = files_of(session, find_request(session, me(), number), now())
    shown_rows = files.tree if "all" in request.args else files.tree[:FIRST]
    return _draw(
        "documents", number, words=entries, files=files, rows=shown_rows, says=reading_words
    )


@blueprint.get("/clock")
def clock(number: str) -> str | tuple[str, int]:
    """Every clock, with its reasons and what they rest on."""
    return _as_known("clock", number, AUTHORITIES=AUTHORITIES)


@blueprint.get("/history")
def history(number: str) -> str:
    """Everything ever recorded, corrected entries too."""
    with reading() as session:
        sheet_row = row_of(session, find_request(session, me(), number))
    return _draw("history", number, words=entries, sheet_row=sheet_row)


@blueprint.get("/next-step")
def steps(number: str) -> str:
    """Our next step, and whose request it is."""
    return _steps(number, {})


@blueprint.post("/next-step")
def change_steps(number: str) -> Response | tuple[str, int]:
    """Keep the next step and the people."""
    try:
        _change_steps(number)
    except BadInput as error:
        return _steps(number, error.problems), 422
    flash("Saved.")
    return redirect(url_for(".timeline", number=number), 303)


def _change_steps(number: str) -> None:
    form = request.form
    words = "" if "done" in form else form.get("next_step", "")
    try:
        on = day(form["next_step_on"]) if form.get("next_step_on") and words else None
    except ValueError as error:
        says = "That is not a date. Write it as 11/22/2026 or choose it."
        raise BadInput("The next step needs mending.", {"next_step_on": says}) from error
    with writing() as session:
        found = find_request(session, me(), number)
        by = form.get("next_step_by", type=integer)
        requests.set_next_step(me(), session, found, words, on, by, now=now())
        if "owner" in form:
            set_sensitive(me(), session, found, sensitive="sensitive" in form, now=now())
            whose = _people_in_form(found.signer_id)
            if whose != _people_of(found):
                requests.hand_over(me(), session, found, whose, now=now())


def _people_of(row: Request) -> People:
    return People(row.owner_id, row.deputy_id, row.signer_id, row.matter_id, row.private)


def _people_in_form(signer: int | None) -> People:
    form = request.form
    return People(
        owner_id=form.get("owner", 0, type=integer),
        deputy_id=form.get("deputy", type=integer),
        signer_id=signer,
        matter_id=form.get("matter", type=integer),
        private="private" in form,
    )


def _steps(number: str, problems: dict[str, str]) -> str:
    with reading() as session:
        everyone = [(each.id, each.name) for each in people(session) if each.active]
        known = [(each.matter.id, each.label) for each in matters(me(), session)]
    values = request.form if problems else {}
    return _draw("steps", number, people=everyone, matters=known, values=values, problems=problems)


def _draw(tab: str, number: str, **facts: Any) -> str:
    """One tab of the request as it is known today."""
    return _drawn(tab, number, None, **facts)


def _as_known(tab: str, number: str, **facts: Any) -> str | tuple[str, int]:
    """One tab of the request, as it was known on a day where one is asked for."""
    given = request.args.get("known_on", "").strip()
    try:
        known_on = _known_on(given)
    except BadInput as error:
        return _drawn(tab, number, None, problems=error.problems, given=given, **facts), 422
    return _drawn(tab, number, known_on, given=given, **facts)


def _known_on(given: str) -> date | None:
    """The day asked for; None without one. Raises BadInput for no date, or one still to come."""
    if not given:
        return None
    try:
        known_on = day(given)
    except ValueError as error:
        says = "That is not a date. Write it as 11/22/2026 or choose it."
        raise BadInput("The day needs mending.", {"known_on": says}) from error
    if known_on > today():
        says = "That day is still to come; choose today or an earlier one."
        raise BadInput("The day needs mending.", {"known_on": says})
    return known_on


def _drawn(tab: str, number: str, known_on: date | None, **facts: Any) -> str:
    with reading() as session:
        found = request_page(me(), session, number, today(), known_on)
        joined = related(me(), session, found.request, today())
        reminded = () if known_on else told_of(me(), session, found.request)
        waiting = () if known_on else of_request(me(), session, found.request).rows
    return draw(
        f"request/{tab}.html",
        found=found, named=found.named, tab=tab, tabs=_tabs(found), stands=stands(found),
        groups=_groups(found), whole=_whole(found), set_titles=_set_titles(found),
        related=joined, joined_as=joined_as, reminded=reminded,
        unconfirmed=[reply_rows.reply(row, today()) for row in waiting], **facts,
    )  # fmt: skip


def stands(found: RequestPage) -> tuple[str, str]:
    """Where the request stands, in a sentence that leads with the next date, and its tone."""
    for each in (*found.clocks.ours, *found.clocks.theirs):
        if each.stake != "arguable":
            seen = shown(each, found.day)
            said = lead(each, found.day) if each.against == "requester" else seen.what
            return f"{said}: {seen.chip}", seen.tone
    return found.stage, ""


def _groups(found: RequestPage) -> dict[str, list[Shown]]:
    clocks = found.clocks
    whole, day_now = _whole(found), found.day

    def each(some: tuple[Clock, ...]) -> list[Shown]:
        return [_dressed(shown(clock, day_now, whole), found) for clock in some]

    return {
        "ours": each(tuple(c for c in clocks.ours if c.stake != "arguable")),
        "theirs": each(clocks.theirs),
        "arguable": each(tuple(c for c in clocks.ours if c.stake == "arguable")),
        "silence": each(clocks.silence),
        "done": each(clocks.done),
    }


def _dressed(each: Shown, found: RequestPage) -> Shown:
    """The clock with its page, the day the office set for it, and, while it runs or may still
    begin, what moved it last."""
    clock = each.clock
    moved = None if clock.ended_by is not None else found.moved.get(base(clock))
    return replace(
        each,
        why=_why(clock, found),
        counted=found.counted[clock.id],
        set_here=_set_here(clock, found),
        moved=beside_clock(moved, today()) if moved else "",
    )


def _why(clock: Clock, found: RequestPage) -> str:
    """The page of the clock's reasons, which speaks of today: of an earlier day there is none."""
    if found.known_on is not None:
        return ""
    return url_for("why.page", number=found.named.number, clock=clock.id)


def _set_titles(found: RequestPage) -> dict[str, str]:
    """What each clock is that the office has set a day for, by its lasting id."""
    names = {each.clock for each in found.set_here}
    clocks = found.counted.values()
    return {base(c): shown(c, today(), _whole(found)).what for c in clocks if base(c) in names}


def _set_here(clock: Clock, found: RequestPage) -> str:
    """Who set the clock's day, when and why; "" where the count of the law holds."""
    for each in found.set_here:
        if each.ended_at is None and each.clock == base(clock):
            by = found.names.get(each.made_by, "someone")
            return f"Set by the office, {moment_day(each.made_at)}, {by}: {each.reason}"
    return ""


def _whole(found: RequestPage) -> tuple[int, ...]:
    return tuple(found.stages)


def _tabs(found: RequestPage) -> list[tuple[str, str, int | None]]:
    counts = {
        "letters": len(found.papers.letters),
        "documents": len(found.papers.documents),
    }
    names = ("timeline", "letters", "documents", "clock", "history")
    on = found.known_on.isoformat() if found.known_on else None
    known = {"timeline": on, "clock": on}
    return [
        (
            name.capitalize(),
            url_for(f".{name}", number=found.named.number, known_on=known.get(name)),
            counts.get(name),
        )
        for name in names
    ]
