"""A decision about counting before it is made: what would move, its reason, and agreeing to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session

from foil.errors import BadInput, FoilError
from foil.insight.basis import basis
from foil.insight.decisions import Change
from foil.insight.moving import Moving, MovingLine, moving
from foil.law.words import title
from foil.web.causes import would_move
from foil.web.decisions import from_and_to, heading
from foil.web.desk import me, today
from foil.web.pages import page as draw
from foil.web.pages import shown_everywhere
from foil.web.words import plural, upper_first

ROWS = 100
AGREED = "Decided. Every request it touches is being counted again; what moves is listed."


class Meanwhile(FoilError):
    """Somebody has decided the same since the page was drawn."""

    status = 409


@dataclass(frozen=True)
class Proposal:
    """A change that is looked at before it is agreed to. `agree` is where the form goes, `back`
    where to go instead, `trail` the pages above this one; `fields` go with the form; `why` asks
    for a reason, or is "" where none is asked."""

    change: Change
    agree: str
    back: str
    trail: tuple[tuple[str, str], ...]
    fields: Mapping[str, str]
    why: str = "Why?"


def look(session: Session, proposal: Proposal, problems: Mapping[str, str] | None = None) -> str:
    """The page that says what would move, with the form that agrees to it."""
    change, before = proposal.change, basis(session)
    found = moving(me(), session, before, change.applied(before), today())
    was, now = from_and_to(change)
    return draw(
        "decisions/preview.html",
        proposal=proposal, found=found, shown=found.lines[:ROWS], says=says(found, matters()),
        heading=heading(change), was=was, now_says=now, same=change.was == change.now,
        values=request.form, problems=problems or {}, what=what, would_move=would_move,
    )  # fmt: skip


def reason() -> str:
    """The reason given. Raises BadInput where there is none."""
    given = request.form.get("reason", "").strip()
    if not given:
        says = "Say why, so that whoever asks in a year can read it."
        raise BadInput("A decision needs its reason.", {"reason": says})
    return given


def unchanged(change: Change) -> None:
    """Raises Meanwhile where something else holds now than when the page was drawn."""
    if request.form.get("was", "") != held(change.was):
        raise Meanwhile("Somebody has changed this meanwhile. Look again at what would move.")


def held(value: str | None) -> str:
    """A value as the form carries it, "nothing" and "empty" told apart."""
    return "" if value is None else f"={value}"


def says(found: Moving, matters: str) -> str:
    """What would move, and what was counted to know it."""
    seen = plural(len(found.lines), "date")
    hidden = f"{plural(found.hidden, 'date')} in {matters} you do not see"
    if not found.total:
        first = "Nothing moves."
    elif not found.hidden:
        first = f"{seen} of {plural(found.requests, 'request')} would move."
    else:
        first = f"{seen} would move, and {hidden}." if found.lines else f"{hidden} would move."
    if found.counted < found.open:
        how_many = f"the {found.counted:,} requests with the nearest dates, of {found.open:,}"
    else:
        how_many = plural(found.counted, "request")
    return f"{upper_first(first)} Counted both ways: {how_many} with open dates it could touch."


def matters() -> str:
    """What the office calls its matters."""
    word = shown_everywhere()["matter_words"]
    return str(word)


def what(line: MovingLine) -> str:
    """What the clock that would move is for."""
    return upper_first(title(line.move.was, line.request.short))
