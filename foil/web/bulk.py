"""Doing one thing with the ticked requests: what it does to each, then all of it, and one undo."""

import json
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.basis import basis
from foil.insight.campaigns import campaigns
from foil.insight.lines import Named, named
from foil.insight.tags import tags
from foil.model.tables import BulkChange, BulkRow
from foil.operations import bulk
from foil.operations.accounts import people
from foil.operations.bulk import MovedMany
from foil.operations.follow_ups import FollowUpDeed
from foil.web.bulk_forms import DEEDS, KINDS, OUT, deed_in
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw
from foil.web.requests import SAID
from foil.web.words import plural

blueprint = Blueprint("bulk", __name__, url_prefix="/bulk")

MARK = "mark-"
LOST = "Some of the ticked requests are not there any more, or not yours to see; they are left out."


@blueprint.post("")
def look() -> str | tuple[str, int]:
    """What to do, and what it would do to each of the ticked requests."""
    return _look({}, first="shown" not in request.form)


@blueprint.post("/save")
def save() -> Response | tuple[str, int]:
    """Do it to all of them, or to none."""
    form = request.form
    marks = {name.removeprefix(MARK): form[name] for name in form if name.startswith(MARK)}
    try:
        with writing() as session:
            asked = bulk.chosen(me(), session, form.getlist("r"))
            deed = deed_in(me(), session, form.get("deed", ""), form, now())
            change = bulk.carry_out(deed, bulk.plan(session, deed, asked), marks, now=now())
    except MovedMany as error:
        return _again({"": str(error)}, error.status, error.numbers)
    except BadInput as error:
        return _again(error.problems or {"": str(error)}, error.status)
    return redirect(url_for(".page", number=change.id, back=_back() or None), 303)


@blueprint.get("/<int:number>")
def page(number: int) -> str:
    """What was done to each, what was left out and why, and the undo."""
    with reading() as session:
        change, under = bulk.find_change(me(), session, number), basis(session)
        rows = [(row, named(each, under)) for row, each in bulk.rows_of(me(), session, change)]
    done = [pair for pair in rows if pair[0].done]
    return draw(
        "bulk/done.html",
        change=change, done=done, letters=_letters(change, done),
        left=[pair for pair in rows if not pair[0].done], back=_back(),
    )  # fmt: skip


@blueprint.post("/<int:number>/undo")
def undo(number: int) -> Response:
    """Put back what nothing was done on top of."""
    with writing() as session:
        change = bulk.find_change(me(), session, number)
        deed = KINDS[change.deed](me(), session, now())
        undone = bulk.undo(deed, change, now=now())
    flash(f"Undone for {plural(undone.back, 'request')}.")
    if undone.left:
        flash(f"Changed since, and left as they are: {', '.join(undone.left[:20])}.", "warn")
    if undone.unseen:
        flash(f"Not yours to see any more, and left: {plural(undone.unseen, 'request')}.", "warn")
    return redirect(url_for(".page", number=number), 303)


def _letters(change: BulkChange, done: Sequence[tuple[BulkRow, Named]]) -> dict[str, str]:
    """Where each follow-up is read that was drafted and stands, by its request's number."""
    if change.deed != FollowUpDeed.kind or change.undone_at is not None:
        return {}
    return {
        each.number: url_for(
            "follow_ups.page", number=each.number, letter=json.loads(row.after)["draft"]
        )
        for row, each in done
    }


def _again(problems: dict[str, str], status: int, moved: tuple[str, ...] = ()) -> tuple[str, int]:
    shown = _look(problems, moved=moved)
    return (shown if isinstance(shown, str) else shown[0]), status


def _look(
    problems: dict[str, str], *, first: bool = False, moved: tuple[str, ...] = ()
) -> str | tuple[str, int]:
    form, planned, status = request.form, [], 200
    with reading() as session:
        try:
            asked = bulk.chosen(me(), session, form.getlist("r"))
        except BadInput as error:
            return draw("bulk/nothing.html", says=str(error), back=_back()), error.status
        try:
            deed = deed_in(me(), session, form.get("deed", ""), form, now())
            planned = bulk.plan(session, deed, asked)
        except BadInput as error:
            if not first:
                problems, status = problems or error.problems, error.status
        lost = LOST if len(asked) < len(set(form.getlist("r"))) else ""
        drawn = draw(
            "bulk/page.html",
            deed=form.get("deed", ""), deeds=DEEDS, planned=planned, moved=moved, lost=lost,
            asked=[named(each, basis(session)) for each in asked] if not planned else [],
            does=sum(each.does for each in planned),
            values=form, problems=problems, back=_back(), **_options(session),
        )  # fmt: skip
    return drawn if status == 200 else (drawn, status)


def _options(session: Session) -> dict[str, list[tuple[str, str]]]:
    """What the form's fields offer."""
    known = [(str(e.campaign.id), e.campaign.name) for e in campaigns(me(), session)]
    return {
        "people": [(str(each.id), each.name) for each in people(session) if each.active],
        "campaigns": [*known, (OUT, "None: take them out of theirs")],
        "known_tags": tags(me(), session),
    }


def _back() -> str:
    """The list's address to go back to, as it came along."""
    asked = parse_qsl(request.values.get("back", ""))
    return urlencode([(name, value) for name, value in asked if name in SAID])
