"""A date that the office sets itself, with its reason; the computed one stays beside it.

It is laid over the count (`foil.law.overrides`), never over the facts, and kept for ever, also
after somebody has taken it back.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, MovedOn, NotFound
from foil.insight.basis import basis
from foil.insight.histories import recorded
from foil.law.calendars import LAST_YEAR
from foil.law.clocks import Clock, run
from foil.law.effects import base
from foil.law.overrides import gives_a_right_away
from foil.law.words import long
from foil.model.tables import Override, Person, Request
from foil.model.visibility import find_request
from foil.operations.events import Questioned
from foil.operations.journal import note
from foil.operations.moved import Cause
from foil.operations.recount import recount, refresh

LONGEST = 1000
"""Characters of a reason."""


def set_date(
    person: Person,
    session: Session,
    request: Request,
    clock: str,
    day: date | None,
    reason: str,
    *,
    seq: int,
    now: datetime,
    sure: bool = False,
) -> Override:
    """Set the day of one clock, named by its lasting id, in place of the computed one.

    A day set before is ended by it. `seq` is the request's `head_seq` when the form was drawn.
    Raises BadInput without a day or a reason and for a day out of reason, Questioned where the day
    is past the computed end of a right and `sure` does not confirm it, NotFound, MovedOn.
    """
    request = _unmoved(person, session, request, seq)
    counted = open_clock(session, request, clock)
    reason = _reason(reason)
    chosen = _day(day, counted)
    if not sure and gives_a_right_away(counted, chosen):
        raise Questioned((doubt(counted),))
    refresh(session, request, now=now)
    _end(person, session, request, clock, now)
    row = Override(
        request_id=request.id,
        clock=clock,
        day=chosen,
        reason=reason,
        computed=counted.due,
        made_at=now,
        made_by=person.id,
    )
    session.add(row)
    recount(session, request, Cause("override", clock, now, person.id))
    note(person, session, request, f"date of {clock} set to {chosen}", now=now)
    return row


def take_back(
    person: Person, session: Session, request: Request, clock: str, *, seq: int, now: datetime
) -> None:
    """Go back to the computed date of a clock. Raises NotFound where no day is set, MovedOn."""
    request = _unmoved(person, session, request, seq)
    refresh(session, request, now=now)
    if not _end(person, session, request, clock, now):
        raise NotFound("No date of ours is set for this any more; the page shows what holds.")
    recount(session, request, Cause("override", clock, now, person.id))
    note(person, session, request, f"date of {clock} taken back", now=now)


def open_clock(session: Session, request: Request, clock: str) -> Clock:
    """The clock of that lasting id as the law counts it, one that nothing has met or ended.

    Raises NotFound where the request has none, BadInput where it is over.
    """
    rules = basis(session).rules_for(request)
    known = recorded(session, request)
    found = run(known.standing, rules) if rules and known.events else ()
    same = [each for each in found if base(each) == clock]
    if not same:
        raise NotFound(f"{request.number} has no such clock; look at those it has.")
    for each in same:
        if each.ended_by is None:
            return each
    raise BadInput("This has been met or ended: there is no date left to set.")


def doubt(clock: Clock) -> str:
    """What to confirm before a right's computed end is passed over."""
    return (
        f"By the count of the law this right ends {long(clock.due)}, and the day you set is later: "
        "missed, it is gone. Is it to lead all the same?"
    )


def _unmoved(person: Person, session: Session, request: Request, seq: int) -> Request:
    request = find_request(session, person, request.number)
    if request.head_seq != seq:
        raise MovedOn(
            f"Something was recorded in {request.number} while this page was open; read what is "
            "new, then set the date.",
            since=seq + 1,
        )
    return request


def _end(person: Person, session: Session, request: Request, clock: str, now: datetime) -> bool:
    """End the day that holds for this clock; whether there was one."""
    wanted = select(Override).where(
        Override.request_id == request.id, Override.clock == clock, Override.ended_at.is_(None)
    )
    held = session.scalars(wanted).all()
    for each in held:
        each.ended_at, each.ended_by = now, person.id
    return bool(held)


def _reason(words: str) -> str:
    words = " ".join(words.split())
    if not 0 < len(words) <= LONGEST:
        says = f"Say why, in up to {LONGEST:,} characters."
        raise BadInput("A date of ours needs its reason.", {"reason": says})
    return words


def _day(day: date | None, clock: Clock) -> date:
    if day is None:
        raise BadInput("A date is needed.", {"day": "Say which day is to lead."})
    if day <= clock.day_zero:
        says = f"The clock starts only on {long(clock.day_zero)}. Set a later day."
        raise BadInput("That day cannot be set.", {"day": says})
    if day.year > LAST_YEAR:
        raise BadInput("That day cannot be set.", {"day": "That is too far off to be a date."})
    return day
