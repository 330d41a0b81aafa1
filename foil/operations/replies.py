"""A reply answered item by item: one letter becomes as many events as it has dispositions, all on
the same papers and in one save. Each is an ordinary event: a correction of one leaves the others.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from foil.model.tables import Event, Person, Request
from foil.model.visibility import find_request
from foil.operations.events import Facts, Questioned, record, unless_moved_on
from foil.operations.previews import preview_each


def record_reply(
    person: Person,
    session: Session,
    request: Request,
    told: Sequence[Facts],
    *,
    seq: int,
    now: datetime,
    sure: bool = False,
) -> list[Event]:
    """Record what one letter says of the items, an event for each thing it says, in order.

    `seq` is the request's `head_seq` when the form was drawn; `sure` answers the questions, which
    are asked of all of them at once. Items that no event names keep their clocks. Raises what
    `events.record` raises; then nothing of the letter is recorded, if the caller's save ends there.
    """
    request = find_request(session, person, request.number)
    unless_moved_on(request, seq)
    doubts = () if sure else preview_each(person, session, request, told, now=now).questions
    if doubts:
        raise Questioned(doubts)
    return [
        record(person, session, request, facts, seq=n, now=now, sure=True)
        for n, facts in enumerate(told, seq)
    ]
