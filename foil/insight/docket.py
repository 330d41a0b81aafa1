"""The weekly docket: every open date of what a person may see, by its day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.lines import named
from foil.insight.reminding import tidy
from foil.insight.scope import Scope
from foil.insight.states import going
from foil.law.authorities import cite
from foil.law.clocks import Clock
from foil.law.words import lead, near, numbered, title
from foil.letters.docket import DocketRow, DocketSheet
from foil.model.tables import ClockRow, Office, Person, Request

MOST = 1000  # rows of one docket
UNITS = {"business_days": "business days", "days": "days", "months": "months"}


def docket(
    person: Person,
    session: Session,
    day: date,
    *,
    mine: bool = False,
    titles: bool = True,
    mailed: bool = False,
) -> DocketSheet:
    """The docket as of that day (New York), the earliest date first. `mine` keeps to what the
    person owns or is deputy of; `titles` False names requests by their numbers alone, as a
    docket that is `mailed` names the sensitive ones."""
    scope = Scope(person=person, basis=basis(session), mine=mine, limit=MOST, day=day)
    named_how = partial(_shown, titles=titles, mailed=mailed)
    clocks, total = _clocks(session, scope, named_how)
    steps, more = _steps(session, scope, named_how)
    rows = sorted([*clocks, *steps], key=lambda row: (row.day, row.number))
    office = session.scalar(select(Office.name)) or "FOIL Desk"
    left_out = total + more - len(rows)
    return DocketSheet(office, person.name, day, tuple(_grouped(rows, day)), left_out)


def _shown(request: Request, *, titles: bool, mailed: bool) -> bool:
    """Whether a request is named by its title."""
    return titles and not (mailed and (request.sensitive or request.private))


def _clocks(
    session: Session, scope: Scope, shown: Callable[[Request], bool]
) -> tuple[list[DocketRow], int]:
    """Clocks that run: ours as long as some reading leaves time, an agency's until it is met."""
    wanted = (
        select(ClockRow, Request)
        .join(Request, Request.id == ClockRow.request_id)
        .where(going(scope.day))
        .where(or_(ClockRow.against == "agency", ClockRow.latest >= scope.day))
    )
    found, total = scope.page(session, wanted, ClockRow.mark, Request.id, ClockRow.n)
    rows = []
    for row, request in found:
        if rules := scope.basis.rules_for(request):
            rows.append(_row(row.clock(rules), request, scope, titles=shown(request)))
    return rows, total - (len(found) - len(rows))


def _row(clock: Clock, request: Request, scope: Scope, *, titles: bool) -> DocketRow:
    of = named(request, scope.basis)
    ours = clock.against == "requester"
    what = f"{title(clock, of.short)}, {numbered(clock.items)}"
    if clock.stake == "arguable":
        what = f"{what} (arguable)"
    return DocketRow(
        day=clock.act_on if ours else clock.due,
        whose="ours" if ours else "theirs",
        what=what if titles else "A date of ours" if ours else "A date of the agency’s",
        lead=lead(clock, scope.day),
        number=of.number,
        title=tidy(of.title) if titles else "",
        agency=tidy(of.short) if titles else "",
        why=_why(clock, scope.day) if titles else "",
    )


def _why(clock: Clock, day: date) -> str:
    """How long from when, by what; and what is unusual about it."""
    cites = "".join(f", {cite(name)}" for name in clock.authority[:1])
    said = "A date given" if clock.unit == "date" else _length(clock, day)
    if clock.computed is not None:
        said = f"Set by the office; by the law’s count {near(clock.computed, day)}"
    return f"{said}{cites}{'; provisional' if clock.provisional else ''}".replace("§ ", "§\u00a0")


def _length(clock: Clock, day: date) -> str:
    unit = UNITS[clock.unit] if clock.length != 1 else UNITS[clock.unit].removesuffix("s")
    return f"{clock.length} {unit} from {near(clock.day_zero, day)}"


def _steps(
    session: Session, scope: Scope, shown: Callable[[Request], bool]
) -> tuple[list[DocketRow], int]:
    wanted = select(Request).where(Request.next_step_on.is_not(None))
    found, total = scope.page(session, wanted, Request.next_step_on, Request.id)
    rows = []
    for (request,) in found:
        if request.next_step_on is None:
            continue
        of, titles = named(request, scope.basis), shown(request)
        what = tidy(request.next_step) if titles else "A next step"
        name = tidy(of.title) if titles else ""
        short = tidy(of.short) if titles else ""
        why = "A next step of ours"
        rows.append(DocketRow(request.next_step_on, "step", what, "", of.number, name, short, why))
    return rows, total


def _grouped(rows: Iterable[DocketRow], day: date) -> Iterator[tuple[str, list[DocketRow]]]:
    """The rows under: what has passed, this week, next week, later."""
    monday = day - timedelta(days=day.weekday())
    headings = (
        ("Past", date.min, day),
        ("This week", day, monday + timedelta(days=7)),
        ("Next week", monday + timedelta(days=7), monday + timedelta(days=14)),
        ("Later", monday + timedelta(days=14), date.max),
    )
    all_ = list(rows)
    for heading, since, until in headings:
        if own := [row for row in all_ if since <= row.day < until]:
            yield heading, own
