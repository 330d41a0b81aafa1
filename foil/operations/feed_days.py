"""What calendars were told of each clock: the ledger that gives a moved date its higher SEQUENCE
and keeps a clock that has gone, so that it can be cancelled. Written by the recount alone.

A clock is known by the id it has while it is open. One that is closed before anybody could have
seen it open is not written down.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.feed import UNCONFIRMED, open_id
from foil.law.clocks import Clock
from foil.law.words import lead, numbered, title
from foil.model.tables import FeedDay
from foil.newyork import day_of

LONGEST = 300  # characters of a line of words

Values = dict[str, Any]


def tell_calendars(
    session: Session, counted: Mapping[int, Sequence[Clock]], *, now: datetime
) -> None:
    """Write down these requests' clocks, by request, where they are not as calendars know them."""
    known: dict[int, dict[str, FeedDay]] = defaultdict(dict)
    for row in session.scalars(select(FeedDay).where(FeedDay.request_id.in_(counted))):
        known[row.request_id][row.clock] = row
    for id_, clocks in counted.items():
        told = _told(clocks)
        for name, values in told.items():
            if name in known[id_]:
                _tell(known[id_][name], {**values, "gone_at": None}, now)
            elif values["stopped_on"] is None or values["stopped_on"] > day_of(now):
                row = FeedDay(request_id=id_, clock=name, sequence=0, changed_at=now, **values)
                session.add(row)
        for name in known[id_].keys() - told.keys():
            if known[id_][name].gone_at is None and not name.startswith(UNCONFIRMED):
                _tell(known[id_][name], {"gone_at": now}, now)


def tell_unconfirmed(
    session: Session, counted: Mapping[int, Mapping[int, Clock]], *, now: datetime
) -> None:
    """Write down the dates that these replies, by id, would start: by the id of each request they
    are or may be of, the clock. One without any is taken out of calendars."""
    names = {f"{UNCONFIRMED}{id_}": clocks for id_, clocks in counted.items()}
    known = {
        (row.clock, row.request_id): row
        for row in session.scalars(select(FeedDay).where(FeedDay.clock.in_(names)))
    }
    for name, clocks in names.items():
        for request_id, clock in clocks.items():
            values = _unconfirmed(clock, day_of(now))
            if (name, request_id) in known:
                _tell(known[name, request_id], {**values, "gone_at": None}, now)
            else:
                row = FeedDay(
                    request_id=request_id, clock=name, sequence=0, changed_at=now, **values
                )
                session.add(row)
    for (name, request_id), row in known.items():
        if request_id not in names[name] and row.gone_at is None:
            _tell(row, {"gone_at": now}, now)


def _unconfirmed(clock: Clock, day: date) -> Values:
    values = _values(clock, set(clock.items))
    said = f"Unconfirmed: {values['lead'][:1].lower()}{values['lead'][1:]}"
    what = f"{values['what']}, if the reply that nobody has filed is what it may be"
    own = {"lead": said[:LONGEST], "what": what[:LONGEST], "arises_on": min(clock.arises_on, day)}
    return {**values, **own}


def _tell(row: FeedDay, values: Values, now: datetime) -> None:
    """Change the row, if it is another, and say so by its sequence."""
    if any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.sequence, row.changed_at = row.sequence + 1, now


def _told(clocks: Sequence[Clock]) -> dict[str, Values]:
    """Each clock by its open id: the part that is open where there is one, else the last closed."""
    whole = {item for clock in clocks for item in clock.items}
    by_end = sorted(clocks, key=lambda clock: clock.stopped_on or date.max)
    return {open_id(clock): _values(clock, whole) for clock in by_end}


def _values(clock: Clock, whole: set[int]) -> Values:
    what = title(clock, clock.rules.agency.short)
    if set(clock.items) != whole:
        what = f"{what}, {numbered(clock.items)}"
    if clock.stake == "arguable":
        what = f"{what} (arguable)"
    if clock.provisional:
        what = f"{what} (provisional)"
    return {
        "what": what[:LONGEST],
        "lead": lead(clock)[:LONGEST],
        "against": clock.against,
        "stake": clock.stake,
        "items": f",{','.join(map(str, clock.items))},",
        "day": clock.act_on if clock.against == "requester" else clock.due,
        "arises_on": clock.arises_on,
        "stopped_on": clock.stopped_on,
    }
