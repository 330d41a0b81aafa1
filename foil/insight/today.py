"""Today: what is not filed, what is ours to do, who is late, what nothing reminds us of, and the
next three weeks. A fixed number of queries, however many requests there are."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.basis import basis, count_stale
from foil.insight.idle import Idle, idle
from foil.insight.late import Late, late
from foil.insight.letter_approvals import to_approve
from foil.insight.lines import Named, Section
from foil.insight.moved import Unseen, unseen
from foil.insight.replies import Unfiled, being_read, not_filed
from foil.insight.scope import Scope
from foil.insight.states import going
from foil.insight.unfiled import Finished, InTray, drafted, finished, in_tray
from foil.insight.yours import Due, Step, due, steps
from foil.law.clocks import Clock
from foil.model.tables import ClockRow, Person, Request

THREE_WEEKS = timedelta(weeks=3)
MOVED = 3  # moved dates that Today names
REPLIES = 5  # replies that Today names, so that a right that closes stands on the first screen


@dataclass(frozen=True)
class Coming:
    """An agency's day in the next three weeks."""

    request: Named
    clock: Clock


@dataclass(frozen=True)
class Today:
    """The page of one day. `replies` are those that nobody has filed, `unread` the names of what
    came and was not read yet. `steps` are next steps whose day has come, `later` those of the next
    three weeks; `recounting` how many requests are still counted by older rules; `moved` the dates
    that moved and were not put away, three of them named."""

    day: date
    replies: Section[Unfiled]
    unread: tuple[str, ...]
    finished: Section[Finished]
    drafted: Section[Finished]
    to_approve: Section[Finished]
    in_tray: Section[InTray]
    yours: Section[Due]
    steps: Section[Step]
    late: Section[Late]
    idle: Section[Idle]
    coming: Section[Coming]
    later: Section[Step]
    recounting: int
    moved: Unseen


def today(
    person: Person, session: Session, day: date, *, mine: bool = False, limit: int | None = 20
) -> Today:
    """What `person` should know on that day (New York); `mine` keeps to their own requests and
    `limit` is the number of rows of each list, None for all."""
    scope = Scope(person=person, basis=basis(session), mine=mine, limit=limit, day=day)
    until = day + THREE_WEEKS
    return Today(
        day=day,
        replies=not_filed(session, scope if limit is None else replace(scope, limit=REPLIES)),
        unread=being_read(person, session),
        finished=finished(session, scope),
        drafted=drafted(session, scope),
        to_approve=to_approve(session, scope),
        in_tray=in_tray(session, scope),
        yours=due(session, scope),
        steps=steps(session, scope, until=day),
        late=late(session, scope),
        idle=idle(session, scope),
        coming=coming(session, scope, until),
        later=steps(session, scope, until=until, since=day),
        recounting=count_stale(person, session, scope.basis),
        moved=unseen(session, replace(scope, limit=MOVED)),
    )


def coming(session: Session, scope: Scope, until: date) -> Section[Coming]:
    """The agencies’ days from `scope.day` to `until`, the nearest first."""
    wanted = (
        select(ClockRow, Request)
        .join(Request, Request.id == ClockRow.request_id)
        .where(going(scope.day), ClockRow.against == "agency")
        .where(ClockRow.mark >= scope.day, ClockRow.mark <= until)
    )
    found, total = scope.page(session, wanted, ClockRow.mark, Request.id, ClockRow.n)
    rows = []
    for row, request in found:
        if rules := scope.basis.rules_for(request):
            rows.append(Coming(scope.named(request), row.clock(rules)))
    return Section(tuple(rows), total)
