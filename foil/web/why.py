"""Why this date: its count, what it rests on, what each rule choice would make of it, and the form
by which the office sets another."""

from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput, MovedOn
from foil.insight.request import recorded_since
from foil.insight.why import Why, why
from foil.law.authorities import AUTHORITIES
from foil.law.footnotes import footnote, rests_on
from foil.law.sayings import sentence
from foil.law.why import Step, steps
from foil.law.words import NEEDS, lead
from foil.model.visibility import find_request
from foil.operations import overrides
from foil.operations.events import Questioned
from foil.web import entries
from foil.web.clocks import shown
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import day
from foil.web.forms import FORMS
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.words import keep_together, long_day, upper_first

blueprint = Blueprint("why", __name__, url_prefix="/requests/<number>")

EXCUSES = frozenset({"own", "latest", "mail", "beyond"})
"""Steps that say why an agency is not called late on the first day."""

OF_THEIR_OWN = {
    ("received", "sent"): "received",
    ("appeal_received", "appealed"): "appeal_received",
}
"""Facts that come as an event of their own, where the clock still runs from our sending."""


class Need(NamedTuple):
    """A fact that would settle the date, and where to record it; "" where no form does."""

    words: str
    goes: str


@blueprint.get("/why/<path:clock>")
def page(number: str, clock: str) -> str:
    """One date with everything that makes it."""
    return _draw(number, clock)


@blueprint.post("/why/<path:clock>")
def set_date(number: str, clock: str) -> Response | tuple[str, int]:
    """Set the office's own date; or show the form again with what is wrong, asked or new."""
    try:
        _set_date(number, clock)
    except BadInput as error:
        return _draw(number, clock, problems=error.problems or {"": str(error)}), error.status
    except Questioned as error:
        return _draw(number, clock, doubts=error.questions), error.status
    except MovedOn as error:
        return _draw(number, clock, since=error.since), error.status
    flash("The date is set. The one the law’s count gives stands beside it.")
    return redirect(url_for(".page", number=number, clock=clock), 303)


@blueprint.post("/take-back")
def take_back(number: str) -> Response | tuple[str, int]:
    """Go back to the date that is counted."""
    clock = request.form.get("clock", "")
    try:
        with writing() as session:
            found = find_request(session, me(), number)
            overrides.take_back(me(), session, found, clock, seq=_seq(), now=now())
    except MovedOn as error:
        return _draw(number, clock, since=error.since), error.status
    flash("Taken back: the date that is counted leads again. History keeps the other.")
    return redirect(url_for(".page", number=number, clock=clock), 303)


def _set_date(number: str, clock: str) -> None:
    form = request.form
    try:
        chosen = day(form["day"]) if form.get("day") else None
    except ValueError:
        says = "That is not a date. Write it as 11/22/2026 or choose it."
        raise BadInput("The date needs mending.", {"day": says}) from None
    with writing() as session:
        found = find_request(session, me(), number)
        overrides.set_date(
            me(), session, found, clock, chosen, form.get("reason", ""),
            seq=_seq(), now=now(), sure="sure" in form,
        )  # fmt: skip


def _seq() -> int:
    return request.form.get("seq", 0, type=integer)


def _draw(
    number: str,
    clock: str,
    problems: dict[str, str] | None = None,
    doubts: tuple[str, ...] = (),
    since: int | None = None,
) -> str:
    with reading() as session:
        found = why(me(), session, number, clock, today())
        new = recorded_since(me(), session, number, since - 1) if since is not None else ()
    values = request.form if request.method == "POST" else {}
    return draw(
        "why/page.html",
        found=found, named=found.named, problems=problems or {}, doubts=doubts, new=new,
        values=values, words=entries, AUTHORITIES=AUTHORITIES, **_facts(found),
    )  # fmt: skip


def _facts(found: Why) -> dict[str, Any]:
    """What the template shows of one clock, in words."""
    clock, counted = found.clock, found.counted
    told = steps(counted)
    plain = [step for step in told if step.kind not in EXCUSES]
    return {
        "seen": shown(clock, today(), found.whole),
        "heading": _heading(found),
        "count_of": shown(counted, today(), found.whole),
        "steps": [(keep_together(sentence(step)), _unread(step)) for step in plain],
        "excuses": [keep_together(sentence(step)) for step in told if step.kind in EXCUSES],
        "rests_on": [AUTHORITIES[name] for name in rests_on(counted)],
        "needs": [_need(found, need) for need in counted.needs],
        "change": _correction(found),
        "particulars": entries.particulars(found.event, found.whole),
        "footnote": footnote(counted, upper_first(found.named.short), today()),
    }


def _heading(found: Why) -> str:
    """What to do by when; for an agency, by when it must; for what is over, how it ended."""
    clock = found.clock
    seen = shown(clock, today(), found.whole)
    if clock.ended_by is not None and clock.how is not None:
        return f"{seen.what}: {seen.chip}"
    if clock.against == "agency":
        return f"{seen.what}: due {long_day(clock.due)}"
    return lead(clock)


def _unread(step: Step) -> str:
    """Which of a step's authorities were not read in their own words; "" where all were."""
    named = [AUTHORITIES[name] for name in dict.fromkeys(step.authority)]
    said = [f"{one.short}: {one.status}" for one in named if not one.read]
    return keep_together("; ".join(said))


def _need(found: Why, need: str) -> Need:
    own = OF_THEIR_OWN.get((need, found.event.kind))
    number = found.named.number
    goes = url_for("record.page", number=number, kind=own) if own else _correction(found)
    return Need(NEEDS.get(need, need), goes)


def _correction(found: Why) -> str:
    """The form that corrects what started the clock; "" for a kind that has none."""
    if found.event.kind not in FORMS:
        return ""
    kind, name = found.event.kind, found.event.id
    return url_for("record.page", number=found.named.number, kind=kind, replaces=name)
