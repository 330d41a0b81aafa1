"""Histories as Hypothesis makes them: any kind of event, any order, any paper, any item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from foil.law.agency import STATUTE, AgencyRules
from foil.law.clocks import Clock, run
from foil.law.facts import read_event
from foil.law.history import History, history_of
from foil.law.kinds import KINDS, Field
from foil.law.rules import Rules, rules_of

Facts = dict[str, Any]

BEGINS = date(2026, 9, 14)
COMMON = ("sent", "received", "acknowledged", "extended", "denied", "released", "appealed")
COMMON += ("appeal_received", "appeal_decided", "closed", "withdrawn", "reopened", "sued")
TOLLABLE = ("acknowledge", "determine", "appeal", "article_78")
AGENCIES = (
    STATUTE,
    AgencyRules("nypd", "Police Department", "NYPD", "nyc", "receipt", "nyc-portal"),
    AgencyRules("nysp", "State Police", "State Police", "state", "postmark"),
    AgencyRules("county", "County", "the County", "local", electronic=False),
)
RULES = st.builds(
    rules_of,
    st.sampled_from(AGENCIES),
    st.sampled_from(("gcl-24", "gcl-24", "nyc-portal")),
    st.just(()) | st.lists(st.dates(BEGINS, BEGINS + timedelta(days=90)), max_size=4),
    st.just({}) | st.just({"appeal_from": "letter", "article_78_from": "letter"}),
)


@dataclass(frozen=True)
class Told:
    """A request's items and its events as `foil clock` reads them, in the order recorded."""

    items: tuple[int, ...]
    events: tuple[Facts, ...]

    def history(self, known_on: date | None = None, more: Sequence[Facts] = ()) -> History:
        """What stands of it, with `more` recorded after."""
        read = [read_event(event) for event in (*self.events, *more)]
        return history_of(read, self.items, known_on)

    def last_day(self) -> date:
        """The latest day any event counts on."""
        return max(event.act_day for event in self.history().events)


@st.composite
def told(draw: st.DrawFn, by_post: bool = True) -> Told:
    """A request of up to three items and up to seven events, some of them on one day.

    Without `by_post` no paper says how it came, so that no letter has time in the mail.
    """
    items = tuple(range(1, draw(st.integers(1, 3)) + 1))
    day, events = BEGINS, []
    for n, (kind, gap, about) in enumerate(draw(st.lists(STEPS, min_size=1, max_size=7)), 1):
        day += timedelta(days=gap)
        event = _on(draw(_events(kind, by_post)), day)
        named = [item for item in items if item in about]
        events.append({"id": f"e{n}", **event, **({"items": named} if named else {})})
    return Told(items, tuple(events))


@st.composite
def corrected(draw: st.DrawFn) -> Told:
    """The same with a few events corrected after, some of them twice."""
    before = draw(told())
    events = list(before.events)
    for n in range(draw(st.integers(1, 3))):
        old = draw(st.sampled_from([e for e in events if not _replaced(e, events)]))
        moved = BEGINS + timedelta(days=draw(st.integers(0, 200)))
        new = _on(draw(_events(old["kind"], True)), moved)
        kept = {name: old[name] for name in ("items",) if name in old}
        events.append({**new, "id": f"c{n}", "replaces": old["id"], **kept})
    return Told(before.items, tuple(events))


def _replaced(event: Facts, events: Sequence[Facts]) -> bool:
    return any(other.get("replaces") == event["id"] for other in events)


def _on(value: Any, day: date) -> Any:
    """What was drawn, its distances in days turned into dates seen from that day."""
    if isinstance(value, timedelta):
        return (day + value).isoformat()
    if isinstance(value, list):
        return [_on(row, day) for row in value]
    if isinstance(value, dict):
        return {name: _on(row, day) for name, row in value.items() if row is not None}
    return value


STEPS = st.tuples(
    st.sampled_from(COMMON) | st.sampled_from(tuple(KINDS)),
    st.sampled_from((0, 0, 1, 3, 7, 8, 15, 31, 45, 130)),
    st.sampled_from(((), (), (1,), (2,), (1, 3))),
)
DAY = st.integers(0, 12).map(lambda n: timedelta(days=n))
COMING = st.integers(-5, 200).map(lambda n: timedelta(days=n))
PROMISE = st.fixed_dictionaries({"date": COMING}) | st.sampled_from(
    ({"business_days": 20}, {"business_days": 45}, {"text": "in due course"})
)
COURT_DATE = {"who": st.sampled_from(("agency", "us", "court")), "what": st.just("answer")}
PLAIN = {"dated": st.just(timedelta()), "received": st.none() | DAY}
MAILED = {
    "how": st.sampled_from(("portal", "email", "attached", "post", "fax")),
    "dated": st.just(timedelta()) | st.none(),
    "postmarked": st.none() | DAY,
    "received": DAY,
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.just("in words"),
    "texts": st.just(["87(2)(e)(iv)"]),
    "flag": st.booleans(),
    "count": st.just(470),
    "money": st.just("12.50"),
    "date": COMING,
    "promises": st.lists(PROMISE, max_size=2),
    "court dates": st.lists(st.fixed_dictionaries({**COURT_DATE, "on": COMING}), max_size=2),
}


@cache
def _events(name: str, by_post: bool) -> st.SearchStrategy[Facts]:
    """Events of one kind, every one of its fields there or not, dates as distances in days."""
    kind = KINDS[name]
    fields = {field.name: st.none() | _value(field) for field in kind.fields}
    if name == "tolled":
        fields |= {"from": st.just(timedelta()), "clocks": st.just(list(TOLLABLE))}
    given: dict[str, Any] = {"on": st.just(timedelta())}
    if kind.agency:
        mailed = st.lists(st.fixed_dictionaries(MAILED), min_size=1, max_size=2)
        given = {"papers": mailed} if by_post else PLAIN
    return st.fixed_dictionaries({"kind": st.just(name), **fields, **given})


def _value(field: Field) -> st.SearchStrategy[Any]:
    return st.sampled_from(field.choices) if field.type == "choice" else VALUES[field.type]


def around(history: History, clocks: Sequence[Clock]) -> list[date]:
    """Every day on either side of each day that matters to a history, in order."""
    days = {event.act_day for event in history.events}
    for clock in clocks:
        days.update((clock.arises_on, clock.due, clock.act_on, clock.latest, clock.earliest))
        days.add(clock.stopped_on or clock.due)
    return sorted({day + timedelta(days=n) for day in days for n in (-1, 0, 1)})


def count(history: History, rules: Rules | None = None) -> tuple[Clock, ...]:
    """Its clocks under some rules; under the statute's own where none are given."""
    return run(history, rules or rules_of())
