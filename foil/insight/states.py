"""How clocks and stages stand on a day, asked of the database.

Each condition compares the day with boundaries stored by the recount; none restates the law. A
property test holds them equal to the law's own functions on every day around every boundary.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, String, and_, case, cast, exists, literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from foil.model.tables import ClockRow, StageRow

DONE = ("answered", "withdrawn")
"""Stages after which nothing more is expected of anyone."""

PAST = "past its date"
LATE_STAGES = {"decide_appeal": "suit open"}
"""The stage in which an agency's late clock is still worth a row; for all others, PAST."""


def state(day: date) -> ColumnElement[str]:
    """The word `Clock.state` gives for a clock's row on that day."""
    row = ClockRow
    return case(
        (and_(row.how.is_not(None), row.stopped_on <= day), row.how),
        (row.arises_on > day, "waiting"),
        (row.mark > day, "running"),
        (row.mark == day, "due_today"),
        (row.latest >= day, "past_due"),
        else_="late",
    )


def going(day: date) -> ColumnElement[bool]:
    """A clock that is there on that day and that nothing has met or ended."""
    return and_(ClockRow.arises_on <= day, unstopped(day))


def unstopped(day: date) -> ColumnElement[bool]:
    """A clock that nothing has met or ended by that day, there already or still to come."""
    return or_(ClockRow.stopped_on.is_(None), ClockRow.stopped_on > day)


def late(day: date) -> ColumnElement[bool]:
    """A clock past every plausible reading of its last day."""
    return and_(going(day), ClockRow.mark < day, ClockRow.latest < day)


def ahead(day: date) -> ColumnElement[bool]:
    """A clock with a day still to come: it runs, or silence will start it."""
    return and_(unstopped(day), ClockRow.latest >= day)


def to_come(day: date) -> ColumnElement[bool]:
    """A clock of ours that can still be met, or an agency's whose day has not passed."""
    ours = and_(ClockRow.against == "requester", ClockRow.latest >= day)
    return or_(ours, ClockRow.mark >= day)


def leads(day: date) -> ColumnElement[bool]:
    """A clock that a list may lead with: it runs, it can still be met, and it is not arguable."""
    return and_(going(day), to_come(day), ClockRow.stake.is_distinct_from("arguable"))


def standing(day: date) -> ColumnElement[bool]:
    """The stage an item stands in on that day."""
    return and_(StageRow.since <= day, or_(StageRow.until.is_(None), StageRow.until > day))


def worth_a_row(day: date) -> ColumnElement[bool]:
    """An agency's late clock of which no later clock or suit has taken up every item."""
    stage = case(LATE_STAGES, value=ClockRow.kind, else_=PAST)
    item = literal("%,").concat(cast(StageRow.item, String)).concat(",%")
    waiting = exists().where(
        StageRow.request_id == ClockRow.request_id,
        ClockRow.items.like(item),
        standing(day),
        StageRow.stage == stage,
    )
    return and_(ClockRow.against == "agency", late(day), waiting)


class earlier(FunctionElement[date]):  # noqa: N801 - it is read as SQL
    """The earlier of two days, neither of them null."""

    type = Date()
    inherit_cache = True


@compiles(earlier)
def _least(element: earlier, compiler: Any, **options: Any) -> str:
    return f"least({compiler.process(element.clauses, **options)})"


@compiles(earlier, "sqlite")
def _minimum(element: earlier, compiler: Any, **options: Any) -> str:
    return f"min({compiler.process(element.clauses, **options)})"
