"""Looking at portal, mailbox and post and finding nothing: recorded as a contact, with the places
by name, so that who looked where, and when, can be affirmed."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.insight.histories import recorded
from foil.insight.non_response import PORTAL, places_of
from foil.insight.rounds import is_look, looked_on
from foil.letters.escape import folded
from foil.model.tables import Person, Request
from foil.model.visibility import find_request
from foil.newyork import day_of
from foil.operations.events import record

LONGEST = 200  # characters of a place
MOST = 20  # places of one look


def record_look(person: Person, session: Session, number: str, *, now: datetime) -> bool:
    """Record that `person` looked at the request's portal today and nothing new was there.

    A second look on one day, whoever's, is not recorded: False. It starts and stops no clock, so
    it asks for no state of the record. Raises NotFound, and what `events.record` raises.
    """
    request: Request = find_request(session, person, number)
    day = day_of(now)
    if looked_on(recorded(session, request).standing.events, day):
        return False
    _record(person, session, request, day, (PORTAL,), now)
    return True


def record_places(
    person: Person,
    session: Session,
    number: str,
    places: Sequence[str],
    on: date,
    *,
    now: datetime,
) -> bool:
    """Record that `person` looked in each of these places on a day and nothing new was there.

    The same places on the same day are not recorded twice: False. Raises BadInput for no place, for
    words too long and for a day to come, and what `record_look` raises.
    """
    request: Request = find_request(session, person, number)
    named = tuple(dict.fromkeys(filter(None, map(folded, places))))
    _check(named, on, day_of(now))
    looks = [each for each in recorded(session, request).standing.events if is_look(each)]
    seen = {place for each in looks if each.act_day == on for place in places_of(each)}
    if set(named) <= seen:
        return False
    _record(person, session, request, on, named, now)
    return True


def _check(places: Sequence[str], on: date, today: date) -> None:
    problems = {}
    if not places:
        problems["places"] = "Say where you looked: each mailbox with its spam folder, the portal."
    elif len(places) > MOST or any(len(place) > LONGEST for place in places):
        problems["more"] = f"At most {MOST} places, each of at most {LONGEST} characters."
    if on > today:
        problems["on"] = "That day is still to come."
    if problems:
        raise BadInput("The look needs mending.", problems)


def _record(
    person: Person,
    session: Session,
    request: Request,
    on: date,
    places: tuple[str, ...],
    now: datetime,
) -> None:
    facts = {
        "kind": "contacted",
        "direction": "looked",
        "how": "Portal" if places == (PORTAL,) else None,
        "where": list(places),
        "on": on.isoformat(),
    }
    record(person, session, request, facts, seq=request.head_seq, now=now, sure=True)
