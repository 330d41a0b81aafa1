"""Looking at portal, mailbox and post and finding nothing: recorded as a contact, once a day."""

from datetime import datetime

from sqlalchemy.orm import Session

from foil.insight.histories import recorded
from foil.insight.rounds import looked_on
from foil.model.tables import Person, Request
from foil.model.visibility import find_request
from foil.newyork import day_of
from foil.operations.events import record


def record_look(person: Person, session: Session, number: str, *, now: datetime) -> bool:
    """Record that `person` looked at the request's portal today and nothing new was there.

    A second look on one day, whoever's, is not recorded: False. It starts and stops no clock, so
    it asks for no state of the record. Raises NotFound, and what `events.record` raises.
    """
    request: Request = find_request(session, person, number)
    day = day_of(now)
    if looked_on(recorded(session, request).standing.events, day):
        return False
    facts = {"kind": "contacted", "direction": "looked", "how": "Portal", "on": day.isoformat()}
    record(person, session, request, facts, seq=request.head_seq, now=now, sure=True)
    return True
