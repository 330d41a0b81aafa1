"""Keeping the dates that moved: what is written when a recount gives a clock other dates."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from foil.law.clocks import Clock
from foil.law.effects import base
from foil.law.event import Event
from foil.law.moved import Move, moves
from foil.law.rules import Rules
from foil.model.tables import Decision, MovedDate, MovedSeen, Person
from foil.newyork import day_of

Values = dict[str, Any]
DATES = ("due", "act_on", "earliest", "latest")


@dataclass(frozen=True)
class Cause:
    """Why dates move. `kind` is event, choice, calendar, closing, agency, override or release;
    `about` names which (see MovedDate); `by` is a person's id; `changed` an event's fields."""

    kind: str
    about: str
    at: datetime
    by: int | None = None
    changed: tuple[str, ...] = ()
    decision: int | None = None

    @classmethod
    def of(cls, decision: Decision) -> "Cause":
        """The cause that a decision is."""
        return cls(decision.what, decision.about, decision.at, decision.by, decision=decision.id)

    @classmethod
    def correcting(cls, old: Event, new: Event, at: datetime, by: int) -> "Cause":
        """The cause that a correction is: the event it records and the fields it changes."""
        return cls("event", new.id, at, by, changed=tuple(_differences(old, new)))


def rows_of(
    request: int, before: Iterable[Clock], after: tuple[Clock, ...], cause: Cause, counted: datetime
) -> list[Values]:
    """A row for each date of a request that moved, as of the instant it was counted."""
    found = moves(before, after, day_of(counted))
    return [_values(request, move, cause) for move in found]


def clock_before(row: Row[Any], rules: Rules) -> Clock:
    """A stored clock as far as its dates go: it may have been stored by an older release."""
    rest = json.loads(row.rest)
    return Clock(
        id=row.id, kind=row.kind, items=tuple(int(n) for n in row.items.strip(",").split(",")),
        against=row.against, from_kind=rest["from_kind"], from_event=rest["from_event"],
        day_zero=row.arises_on, length=0, unit="date",
        due=row.due, earliest=row.earliest, latest=row.latest, act_on=row.act_on,
        stake=row.stake, arises_on=row.arises_on, stopped_on=row.stopped_on, how=row.how, by=None,
        ended_by=rest["ended_by"], needs=(), authority=(), readings=(), parent=rest["parent"],
        rules=rules,
    )  # fmt: skip


def put_away(person: Person, session: Session, up_to: int, *, now: datetime) -> None:
    """Take the line about moved dates off the person's Today, up to and with the one of this id."""
    newest = session.scalar(select(func.max(MovedDate.id))) or 0
    seen = session.get(MovedSeen, person.id)
    if seen is None:
        seen = MovedSeen(person_id=person.id, moved_id=0, at=now)
        session.add(seen)
    seen.moved_id, seen.at = max(seen.moved_id, min(up_to, newest)), now


def _values(request: int, move: Move, cause: Cause) -> Values:
    was, now = move.was, move.now
    return {
        "request_id": request,
        "clock": base(was),
        "kind": was.kind,
        "from_kind": was.from_kind if now is None else now.from_kind,
        "silent": was.parent is not None,
        "against": was.against,
        "items": f",{','.join(map(str, was.items))},",
        **{f"was_{name}": getattr(was, name) for name in DATES},
        **{name: now and getattr(now, name) for name in DATES},
        "cause": cause.kind,
        "about": cause.about,
        "changed": ",".join(cause.changed),
        "decision_id": cause.decision,
        "at": cause.at,
        "by": cause.by,
    }


def _differences(old: Event, new: Event) -> Iterator[str]:
    """The names of the fields that a correction changes, as the facts have them."""
    before, after = dict(_fields(old)), dict(_fields(new))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name


def _fields(event: Event) -> Iterator[tuple[str, object]]:
    yield "kind", event.kind
    yield "on", event.on or (event.at and day_of(event.at))
    for name in ("dated", "postmarked", "received"):
        yield name, [day for paper in event.papers if (day := getattr(paper, name))]
    yield "items", event.items
    yield "of", event.of
    yield "promised", event.promised
    details: Mapping[str, object] = event.details or {}
    yield from sorted(details.items())
