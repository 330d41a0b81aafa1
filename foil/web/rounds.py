"""Rounds, worked down one request after another: portals to look at, and what nothing runs for."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import BadInput, NotFound
from foil.insight.basis import Basis, basis
from foil.insight.idle import idle as idle_requests
from foil.insight.rounds import portal_round
from foil.insight.scope import Scope
from foil.model.visibility import find_request
from foil.operations import requests
from foil.operations.looks import record_look
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import NOT_A_DAY, day
from foil.web.pages import page as draw
from foil.web.requests import FIRST, STAGE_TONES
from foil.web.way_back import back_into_the_round, leave_round

blueprint = Blueprint("rounds", __name__, url_prefix="/rounds")
blueprint.after_app_request(back_into_the_round)

WEEK = timedelta(days=7)
WAYS_OUT: Mapping[str, tuple[str, str | None]] = {
    "record": ("record.choose", None),
    "closed": ("record.page", "closed"),
    "withdrawn": ("record.page", "withdrawn"),
}
"""Where a round is left for, to come back to it once something is saved there: the page, and the
kind of event it records."""
BEGAN = "idle_round"


@blueprint.get("/portal")
def portal() -> str:
    """Every open request on a portal, the one longest not looked at first."""
    with reading() as database:
        found = portal_round(database, _scope(basis(database)))
    return draw(
        "rounds/portal.html", round=found, stage_tones=STAGE_TONES, mine=_mine(),
        whole="all" in request.args,
    )  # fmt: skip


@blueprint.post("/portal")
def look() -> AnyResponse:
    """Record that nothing new was there."""
    number = request.form.get("number", "").upper()
    with writing() as database:
        new = record_look(me(), database, number, now=now())
    if not new:
        flash(f"{number} was looked at today already; nothing was recorded twice.")
    return redirect(url_for(".portal", **_whose(), _anchor="go-on"), 303)


@blueprint.get("/idle")
def idle() -> str:
    """What no date and no next step lies ahead of."""
    return _idle({})


@blueprint.post("/idle")
def step() -> AnyResponse | tuple[str, int]:
    """Write the next step of one of them."""
    form = request.form
    try:
        _step(form.get("number", ""), form.get("next_step", ""), form.get("next_step_on", ""))
    except BadInput as error:
        return _idle(error.problems), error.status
    flash(f"Written: the next step of {form.get('number', '')}.")
    return redirect(url_for(".idle", **_whose(), _anchor="go-on"), 303)


@blueprint.post("/<any(portal, idle):which>/leave")
def leave(which: str) -> AnyResponse:
    """Go and record something of one request; saving it leads back into the round."""
    number, to = request.form.get("number", ""), request.form.get("to", "record")
    if to not in WAYS_OUT:
        raise NotFound("There is no such way out of a round; use the page’s own buttons.")
    with reading() as database:
        number = find_request(database, me(), number).number
    leave_round(which, number, **_whose())
    endpoint, kind = WAYS_OUT[to]
    return redirect(url_for(endpoint, number=number, kind=kind), 303)


def _step(number: str, words: str, on: str) -> None:
    """Write a next step. Raises BadInput, by the field's name and the request's number."""
    problems = {}
    if not words.strip():
        problems[f"words-{number}"] = "Say what to do."
    try:
        chosen = day(on)
    except ValueError:
        chosen = None
        problems[f"on-{number}"] = NOT_A_DAY.format(on) if on else "Say when."
    if problems:
        raise BadInput("The next step needs mending.", problems)
    with writing() as database:
        found = find_request(database, me(), number)
        requests.set_next_step(me(), database, found, words, chosen, now=now())


def _idle(problems: dict[str, str]) -> str:
    with reading() as database:
        found = idle_requests(database, _scope(basis(database)))
    total = _began(found.total)
    return draw(
        "rounds/idle.html",
        idle=found, total=total, done=total - found.total, stage_tones=STAGE_TONES,
        mine=_mine(), whole="all" in request.args, values=request.form, problems=problems,
        usual=today() + WEEK,
    )  # fmt: skip


def _began(remaining: int) -> int:
    """How many the round had when this browser began it today, for its progress."""
    here = [today().isoformat(), _mine()]
    kept = session.get(BEGAN, [])
    total: int = max(kept[2], remaining) if kept[:2] == here else remaining
    if kept != [*here, total]:
        session[BEGAN] = [*here, total]
    return total


def _scope(under: Basis) -> Scope:
    limit = None if "all" in request.args else FIRST
    return Scope(person=me(), basis=under, mine=_mine(), limit=limit, day=today())


def _mine() -> bool:
    return request.args.get("whose") == "mine"


def _whose() -> dict[str, Any]:
    return {"whose": "mine"} if _mine() else {}
