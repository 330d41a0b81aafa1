"""The record of non-response of a request: the day that passed in silence, who has looked since and
where, what came last, and what still stands in the way of affirming it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from foil.catalog.source import day_words
from foil.insight.asked import events_of, given
from foil.insight.called import called
from foil.insight.histories import event_rows
from foil.insight.offer_case import Case, Offer
from foil.insight.replies import of_a_reply
from foil.law.clocks import Clock
from foil.law.event import Event
from foil.law.facts import stored
from foil.letters.kinds import NOBODY
from foil.letters.silence_facts import Came, Look, NonResponseFacts, Passed
from foil.model.tables import Arrival, Document, Person, Reply, ReplyCandidate, Request

KIND = "non_response"
PASSED: Mapping[str, Passed] = {
    "acknowledge": "no_acknowledgement",
    "determine": "no_determination",
    "approximate_date": "date_passed",
    "date_certain": "date_passed",
    "decide_appeal": "no_decision",
}
"""What has passed, by the clock of the agency's that it was."""

RECEIVED: Mapping[str, str] = {
    "received": "a notice of receipt",
    "acknowledged": "a written acknowledgment",
    "extended": "a letter that puts the determination off",
    "reopened": "a notice that the request is open again",
    "clarification_asked": "a question about the request",
    "fee_asked": "a letter that asks for a fee",
    "granted": "a letter that grants it",
    "denied": "a denial",
    "no_records": "an answer that no record was found",
    "referred": "a letter that names another agency",
    "closed": "a notice that the request is closed",
    "exception_claimed": "a letter about a vendor’s claim",
    "released": "records",
    "recalled": "a letter that calls records back",
    "appeal_received": "a notice that the appeal was received",
    "appeal_decided": "a decision on the appeal",
    "contacted": "a call",
}
"""What each kind of event was, as something this office received."""


GIVEN = ("approximate_date", "date_certain")
CONFIRMED = ("received", "appeal_received")
PORTAL = "the agency’s portal"


@dataclass(frozen=True)
class Unread:
    """Something that came and nobody has filed: a file in the tray, or a reply, by its id."""

    name: str
    document: int | None
    reply: int | None


@dataclass(frozen=True)
class Standing:
    """How the record of non-response stands on a day: the clock that passed in silence, the looks
    since that name their places, the days of those that name none, and what came that nobody has
    filed. `facts` is None while something stands in the way."""

    clock: Clock
    looks: tuple[Look, ...]
    nameless: tuple[date, ...]
    unfiled: tuple[Unread, ...]
    last: Came | None
    facts: NonResponseFacts | None


def standing(session: Session, request: Request, case: Case) -> Standing | None:
    """The record of non-response for the newest day that passed in silence; None where none did.

    Who made the newest look affirms it, by a name that is theirs alone.
    """
    clock = passed(case)
    if clock is None:
        return None
    who = _recorders(session, request)
    looked = [each for each in _looked(case, clock) if places_of(each)]
    names = called(session)
    looks = tuple(_look(each, names[who[each.id].id]) for each in looked)
    nameless = tuple(each.act_day for each in _looked(case, clock) if not places_of(each))
    waiting = unfiled(session, request)
    ready = looks and not waiting
    facts = _facts(case, clock, looks, who[looked[-1].id].title) if ready else None
    return Standing(clock, looks, nameless, waiting, _last(case), facts)


def offered(session: Session, request: Request, case: Case) -> Iterator[Offer]:
    """The record of non-response among the letters that fit, once it may be made."""
    found = standing(session, request, case)
    if found and found.facts:
        why = (
            f"Nothing was received by {day_words(found.facts.due)}, and it was looked for on "
            f"{day_words(found.facts.until)}."
        )
        yield Offer(KIND, "Record of non-response", why, found.facts)


def passed(case: Case) -> Clock | None:
    """The agency's newest clock whose day is over and that nothing has met, for items that wait.

    While a later date that the agency gave still runs, its silence before that date is no default
    anybody would affirm.
    """
    over = [
        each
        for each in case.clocks
        if each.against == "agency" and each.kind in PASSED and not _given_time(case, each)
        if each.state(case.day) in ("past_due", "late") and _told(case, each)
    ]
    return max(over, key=lambda each: each.due, default=None)


def places_of(look: Event) -> tuple[str, ...]:
    """The places a look names; a round of the portals names the portal."""
    named = look.detail("where")
    if isinstance(named, tuple) and named:
        return tuple(str(each) for each in named)
    return (PORTAL,) if look.detail("how") == "Portal" else ()


def _given_time(case: Case, clock: Clock) -> bool:
    return any(
        each.kind in GIVEN
        and each.state(case.day) in ("running", "due_today")
        and not set(each.items).isdisjoint(clock.items)
        for each in case.clocks
    )


def _told(case: Case, clock: Clock) -> list[int]:
    return [number for number in clock.items if number in case.items]


def _looked(case: Case, clock: Clock) -> list[Event]:
    """The looks that found nothing after the day that passed, oldest first."""
    return [
        event
        for event in events_of(case.history, "contacted")
        if event.detail("direction") == "looked" and _day(clock) < event.act_day <= case.day
    ]


def _look(event: Event, by: str) -> Look:
    return Look(on=event.act_day, by=by, places=places_of(event))


def _recorders(session: Session, request: Request) -> dict[str, Person]:
    """Who recorded each event of the request, by its id."""
    rows = event_rows(session, request)
    ids = {row.recorded_by for row in rows}
    people = {each.id: each for each in session.scalars(select(Person).where(Person.id.in_(ids)))}
    return {str(stored(row.facts).id): people[row.recorded_by] for row in rows}


def unfiled(session: Session, request: Request) -> tuple[Unread, ...]:
    """What came about the request and nobody has filed: replies that are or may be of it, and files
    in its tray, oldest first."""
    wanted = select(Document).where(
        Document.request_id == request.id, Document.unfiled, ~of_a_reply()
    )
    files = session.scalars(wanted.order_by(Document.id))
    return (
        *(Unread(name, None, id_) for id_, name in _replies(session, request)),
        *(Unread(each.name, each.id, None) for each in files),
    )


def _replies(session: Session, request: Request) -> list[tuple[int, str]]:
    """The unfiled replies that are or may be of the request: the id of each, what it is called."""
    may_be = select(ReplyCandidate.reply_id).where(ReplyCandidate.request_id == request.id)
    wanted = select(Reply.id, Arrival.subject, Arrival.name).join(
        Arrival, Arrival.id == Reply.arrival_id
    )
    about = or_(Reply.request_id == request.id, Reply.id.in_(may_be))
    found = session.execute(wanted.where(Reply.state == "unfiled", about).order_by(Reply.id))
    return [(id_, subject or name) for id_, subject, name in found]


def _facts(case: Case, clock: Clock, looks: tuple[Look, ...], title: str) -> NonResponseFacts:
    appealed = events_of(case.history, "appealed")
    return NonResponseFacts(
        **(case.told("requests", clock) | {"addressee": NOBODY}),
        due=given(case.history, clock) if clock.kind in GIVEN else _day(clock),
        passed=PASSED[clock.kind],
        looks=looks,
        affirmant=looks[-1].by,
        title=title,
        last=_last(case),
        appealed=appealed[-1].act_day if appealed else None,
    )


def _last(case: Case) -> Came | None:
    """The newest thing about the request that reached this office."""
    came = [(day, each) for each in case.history.events if (day := _came(each))]
    if not came:
        return None
    day, event = max(came, key=lambda each: each[0])
    dated = min(event.days("dated"), default=None)
    what = RECEIVED[event.kind] + (f" dated {day_words(dated)}" if dated else "")
    return Came(what=what, received=day)


def _came(event: Event) -> date | None:
    """The day an event reached this office; None for what we did ourselves."""
    if event.kind == "contacted":
        return event.act_day if event.detail("direction") == "in" else None
    if event.kind not in RECEIVED or (event.kind in CONFIRMED and event.source == "ours"):
        return None
    return max(event.days("received"), default=event.act_day)


def _day(clock: Clock) -> date:
    return clock.computed or clock.due
