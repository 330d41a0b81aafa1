"""The replies that wait to be filed, many at a time, with all that their rows of a table need: a
fixed number of queries, however many there are."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.insight.basis import Basis, basis
from foil.insight.histories import Recorded, histories
from foil.insight.lines import named
from foil.insight.overrides import days_set
from foil.insight.reply_filing import Came, Candidate
from foil.law.history import history_of
from foil.model.tables import Arrival, Item, Person, Reply, ReplyCandidate, Request
from foil.model.visibility import visible


@dataclass(frozen=True)
class Waiting:
    """The first replies that wait, in the order they came, and how many there are in all;
    `requests`, what is `recorded` of each and the days the office set, by id; `under` what their
    clocks are counted under."""

    replies: Sequence[Came]
    total: int
    requests: Mapping[int, Request]
    recorded: Mapping[int, Recorded]
    days: Mapping[int, Mapping[str, date]]
    under: Basis


def waiting(person: Person, session: Session, *, limit: int) -> Waiting:
    """The replies that nobody has filed and `person` may see, the first to come first."""
    wanted = (
        select(Reply, Arrival)
        .join(Arrival, Arrival.id == Reply.arrival_id)
        .where(Reply.state == "unfiled")
    )
    wanted = visible(wanted, person)
    total = session.scalar(wanted.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    order = (Arrival.arrived_at, Reply.id)
    rows = [
        (reply, arrival) for reply, arrival in session.execute(wanted.order_by(*order).limit(limit))
    ]
    may_be = _may_be(person, session, [reply.id for reply, _ in rows])
    ids = {reply.request_id for reply, _ in rows if reply.request_id}
    mine = visible(select(Request).where(Request.id.in_(ids)), person)
    requests = {each.id: each for each in session.scalars(mine)}
    requests |= {each.id: each for found in may_be.values() for each, _ in found}
    under = basis(session)
    replies = [_came(reply, arrival, requests, may_be[reply.id], under) for reply, arrival in rows]
    recorded = _recorded(session, requests)
    return Waiting(replies, total, requests, recorded, days_set(session, list(requests)), under)


def _may_be(
    person: Person, session: Session, replies: Sequence[int]
) -> defaultdict[int, list[tuple[Request, str]]]:
    wanted = (
        select(ReplyCandidate.reply_id, Request, ReplyCandidate.why)
        .join(Request, Request.id == ReplyCandidate.request_id)
        .where(ReplyCandidate.reply_id.in_(replies))
        .order_by(ReplyCandidate.id)
    )
    found: defaultdict[int, list[tuple[Request, str]]] = defaultdict(list)
    for id_, request, why in session.execute(visible(wanted, person)):
        found[id_].append((request, why))
    return found


def _recorded(session: Session, requests: Mapping[int, Request]) -> dict[int, Recorded]:
    """What stands of each request; of one without events, its items alone."""
    told = histories(session, list(requests))
    bare: defaultdict[int, list[int]] = defaultdict(list)
    left = [id_ for id_ in requests if id_ not in told]
    numbers = select(Item.request_id, Item.number).where(Item.request_id.in_(left))
    for id_, number in session.execute(numbers.order_by(Item.request_id, Item.number)):
        bare[id_].append(number)
    told |= {id_: history_of((), bare[id_] or [1]) for id_ in left}
    return {id_: Recorded(history.events, history) for id_, history in told.items()}


def _came(
    reply: Reply,
    arrival: Arrival,
    requests: Mapping[int, Request],
    may_be: Sequence[tuple[Request, str]],
    under: Basis,
) -> Came:
    request = requests.get(reply.request_id or 0)
    return Came(
        reply=reply,
        arrival=arrival,
        request=request,
        named=named(request, under) if request else None,
        candidates=[Candidate(each, named(each, under), why) for each, why in may_be],
        head=json.loads(arrival.told),
        read=json.loads(reply.reading),
    )
