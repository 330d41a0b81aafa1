"""Dates that moved: the list, and putting the line on Today away."""

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.insight.basis import basis
from foil.insight.moved import MovedLine, moved
from foil.insight.scope import View
from foil.law.words import title
from foil.operations.moved import put_away
from foil.web.causes import heading, was_and_now
from foil.web.clocks import anchor
from foil.web.decisions import from_and_to
from foil.web.desk import me, now, reading, writing
from foil.web.event_reading import day
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.words import upper_first

blueprint = Blueprint("moved", __name__, url_prefix="/moved")

ROWS = 100


@blueprint.get("")
def page() -> str | tuple[str, int]:
    """The dates that moved, by what moved them."""
    mine, whole = request.args.get("whose") == "mine", "all" in request.args
    since, problems = _since(request.args.get("since", "").strip())
    with reading() as session:
        view = View(person=me(), basis=basis(session), mine=mine, limit=None if whole else ROWS)
        found = moved(session, view, since)
    drawn = draw(
        "moved/page.html",
        found=found, mine=mine, whole=whole, since=request.args.get("since", "").strip(),
        problems=problems, heading=heading, from_and_to=from_and_to, was_and_now=was_and_now,
        what=what, why=why,
    )  # fmt: skip
    return (drawn, 422) if problems else drawn


@blueprint.post("/seen")
def seen() -> Response:
    """Put the line on Today away, up to what it showed."""
    with writing() as session:
        put_away(me(), session, request.form.get("up_to", 0, type=integer), now=now())
    flash("Put away. What moved stays under “Dates that moved”.")
    return redirect(url_for("today.page"), 303)


def what(line: MovedLine) -> str:
    """What the clock that moved is for."""
    said = title(line.moved.row, line.request.short)
    return upper_first(said)


def why(line: MovedLine) -> str:
    """Where the date's reasons are."""
    name = anchor(line.moved.row.clock)
    return url_for("request.clock", number=line.request.number, _anchor=name)


def _since(text: str) -> tuple[date | None, dict[str, str]]:
    if not text:
        return None, {}
    try:
        return day(text), {}
    except ValueError:
        return None, {"since": "That is not a date. Write it as 11/22/2026 or choose it."}
