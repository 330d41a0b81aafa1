"""One reply as the page that files it shows it: what came, what was read in it, and the requests it
may be of."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.basis import Basis, basis
from foil.insight.lines import Named, named
from foil.model.tables import Arrival, Person, Reply, ReplyCandidate, Request
from foil.model.visibility import find, visible

NO_REPLY = "There is no such reply that you may see; look among the replies not filed yet."


@dataclass(frozen=True)
class Candidate:
    """A request that a reply may be of, and `why` in the words of the match."""

    request: Request
    named: Named
    why: str


@dataclass(frozen=True)
class Came:
    """A reply, what it came on, and what both say. `request` and `named` are None for a reply of no
    request yet; then `candidates` are those it may be of. `head` is what the arrival's head says,
    `read` the reading of it as plain data; `filed_by` who filed it or set it aside, by name."""

    reply: Reply
    arrival: Arrival
    request: Request | None
    named: Named | None
    candidates: Sequence[Candidate]
    head: Mapping[str, Any] = field(default_factory=dict)
    read: Mapping[str, Any] = field(default_factory=dict)
    filed_by: str = ""


def came(person: Person, session: Session, reply: int) -> Came:
    """The reply with this id. Raises NotFound where `person` may see none."""
    found = find(session, select(Reply).where(Reply.id == reply), person, NO_REPLY)
    arrival = session.get_one(Arrival, found.arrival_id)
    under = basis(session)
    request = session.get_one(Request, found.request_id) if found.request_id else None
    return Came(
        reply=found,
        arrival=arrival,
        request=request,
        named=named(request, under) if request else None,
        candidates=_candidates(person, session, found, under),
        head=json.loads(arrival.told),
        read=json.loads(found.reading),
        filed_by=session.get_one(Person, found.filed_by).name if found.filed_by else "",
    )


def _candidates(person: Person, session: Session, reply: Reply, under: Basis) -> list[Candidate]:
    wanted = (
        select(Request, ReplyCandidate.why)
        .join(ReplyCandidate, ReplyCandidate.request_id == Request.id)
        .where(ReplyCandidate.reply_id == reply.id)
        .order_by(ReplyCandidate.id)
    )
    found = session.execute(visible(wanted, person)).all()
    return [Candidate(request, named(request, under), why) for request, why in found]
