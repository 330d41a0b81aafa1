"""Filing a reply: one letter becomes the events a person says it is, all on its papers, in one
save; and what else may become of it: set aside, given to another request too.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound, Refused
from foil.insight.references import references_of
from foil.insight.reply_filing import NO_REPLY
from foil.model.tables import Document, Event, Person, Reply, ReplyCandidate, Request
from foil.model.visibility import find, find_request
from foil.operations import documents
from foil.operations.events import Facts
from foil.operations.references import add_reference
from foil.operations.replies import record_reply
from foil.operations.reply_clocks import settle
from foil.operations.reply_making import assign
from foil.operations.reply_papers import lay

FILED = "This reply has been filed already: look at what it was filed as."
ASIDE = "This reply was set aside: bring it back, then file it."
CHOSEN = "chosen"


def find_reply(person: Person, session: Session, reply: int) -> Reply:
    """The reply. Raises NotFound where `person` may see none with this id."""
    return find(session, select(Reply).where(Reply.id == reply), person, NO_REPLY)


def unfiled(person: Person, session: Session, reply: int) -> Reply:
    """The reply, that nobody has filed. Raises NotFound, and Refused for any other."""
    found = find_reply(person, session, reply)
    if found.state == "filed":
        raise Refused(FILED)
    if found.state == "aside":
        raise Refused(ASIDE)
    return found


def choose_request(
    person: Person, session: Session, reply: Reply, request: Request, *, now: datetime
) -> None:
    """Say which request a reply is of: its papers come with it. Raises NotFound where `person` may
    not see it, Refused where the same mail stands with it already."""
    request = find_request(session, person, request.number)
    if reply.request_id != request.id:
        _refuse_twice(session, reply, request)
        assign(session, reply, request, how=CHOSEN, now=now)


def file(
    person: Person,
    session: Session,
    reply: int,
    request: Request,
    told: Sequence[Facts],
    *,
    seq: int,
    now: datetime,
    sure: bool = False,
    number: tuple[str, str] | None = None,
) -> list[Event]:
    """Record what a reply brings, with its papers, and note that it is filed. `told` are its
    events, in the form `foil clock` reads; `seq` is the request's `head_seq` when the form was
    drawn; `sure` answers the questions; `number` is the agency's that it brings, after its kind.

    Raises Refused for one that is filed already, and what `replies.record_reply` raises.
    """
    found = unfiled(person, session, reply)
    before = standing(session, found)
    choose_request(person, session, found, request, now=now)
    papers = lay(session, found, now=now)
    events = record_reply(person, session, request, told, seq=seq, now=now, sure=sure)
    if number is not None and _write_down(person, session, request, *number):
        before["number"] = list(number)
    put_on(person, session, request, papers, events[0].id, now=now)
    filed(person, found, [event.id for event in events], before, now=now)
    return events


def standing(session: Session, reply: Reply) -> dict[str, Any]:
    """How a reply stands: its request, how that was known, and the requests it may be of."""
    wanted = select(ReplyCandidate).where(ReplyCandidate.reply_id == reply.id)
    rows = session.scalars(wanted.order_by(ReplyCandidate.id))
    candidates = [[row.request_id, row.why] for row in rows]
    kept = json.loads(reply.before)
    split = {"split": kept["split"]} if "split" in kept else {}
    return {**split, "request": reply.request_id, "how": reply.how, "candidates": candidates}


def put_on(
    person: Person,
    session: Session,
    request: Request,
    papers: Sequence[Document],
    event: str,
    *,
    now: datetime,
) -> None:
    """Lay a reply's papers on the event they brought, those that are on one already apart."""
    for paper in papers:
        if paper.event is None and not paper.sealed:
            documents.put_on_event(person, session, request, paper.id, event, now=now)


def filed(
    person: Person,
    reply: Reply,
    events: Sequence[str],
    before: Mapping[str, Any],
    *,
    now: datetime,
) -> None:
    """Note that a reply is filed as these events of its request, by id, and how it stood before."""
    reply.state, reply.events = "filed", json.dumps(list(events))
    reply.before, reply.filed_at, reply.filed_by = json.dumps(before), now, person.id
    settle(reply, now=now)


def put_aside(person: Person, session: Session, reply: int, *, now: datetime) -> None:
    """Note that a reply is about no request of ours. It stays, with its bytes. Raises NotFound, and
    Refused for one that is filed."""
    found = unfiled(person, session, reply)
    found.state, found.filed_at, found.filed_by = "aside", now, person.id
    settle(found, now=now)


def bring_back(person: Person, session: Session, reply: int, *, now: datetime) -> None:
    """Take a reply that was set aside back among those not filed yet. Raises NotFound, Refused."""
    found = find_reply(person, session, reply)
    if found.state != "aside":
        raise Refused("This reply is not set aside.")
    found.state, found.filed_at, found.filed_by = "unfiled", None, None
    settle(found, now=now)


def give_too(person: Person, session: Session, reply: int, number: str, *, now: datetime) -> Reply:
    """The same message for another request too: a second reply on the one arrival, to be filed
    there. Raises NotFound where `person` may not see the reply, BadInput where they may see no such
    request, Refused where it is there already."""
    found = find_reply(person, session, reply)
    try:
        request = find_request(session, person, number)
    except NotFound as error:
        raise BadInput(str(error), {"another": str(error)}) from error
    if found.request_id is None:
        raise Refused("Say first which request it is of; then give it to another too.")
    _refuse_twice(session, found, request)
    other = Reply(
        arrival_id=found.arrival_id, pages=found.pages, kind=found.kind, text=found.text,
        reading=found.reading, received_on=found.received_on, made_at=now, brought_by=person.id,
    )  # fmt: skip
    session.add(other)
    session.flush()
    assign(session, other, request, how=CHOSEN, now=now)
    return other


def _write_down(person: Person, session: Session, request: Request, kind: str, number: str) -> bool:
    """Note the agency's number; whether it was not written down before."""
    there = {(each.kind, each.number) for each in references_of(session, request)}
    found = add_reference(person, session, request, kind, number)
    return (found.kind, found.number) not in there


def _refuse_twice(session: Session, reply: Reply, request: Request) -> None:
    same = select(Reply.id).where(
        Reply.arrival_id == reply.arrival_id,
        Reply.request_id == request.id,
        Reply.pages == reply.pages,
        Reply.id != reply.id,
    )
    if session.scalar(same) is not None:
        raise Refused(f"The same message stands with {request.number} already.")
