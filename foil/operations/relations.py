"""Joining requests to one another: refiled, referred, split, consolidated, the same twice."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound
from foil.model.tables import Person, Reference, Relation, Request, RequestReference
from foil.model.visibility import find, find_request, visible
from foil.operations.journal import note

KINDS = ("refiled_as", "referred_to", "split_from", "consolidated_into", "duplicate_of")
UNKNOWN = "There is no request “{}” that you may see. Write its number, as FD-0002."
SEVERAL = "Several requests have the number “{}”. Write ours, as FD-0002."
ITSELF = "That is this request itself; write the number of the other."
REVERSED = "It already stands the other way round. Take that away first."


def join(
    person: Person, session: Session, request: Request, kind: str, other: Request, *, now: datetime
) -> Relation:
    """Note that `request` was, say, refiled as `other`; the same twice is once.

    Raises NotFound for a request the person may not see, and BadInput.
    """
    request = find_request(session, person, request.number)
    other = find_request(session, person, other.number)
    if kind not in KINDS:
        raise BadInput("Choose how they are joined.", {"kind": "Choose one of the list."})
    if request.id == other.id:
        raise BadInput(ITSELF, {"other": ITSELF})
    if _joined(session, other, kind, request) is not None:
        raise BadInput(REVERSED, {"kind": REVERSED})
    if (relation := _joined(session, request, kind, other)) is None:
        relation = Relation(from_id=request.id, to_id=other.id, kind=kind)
        relation.made_at, relation.made_by = now, person.id
        session.add(relation)
        for each in (request, other):
            note(person, session, each, "joined to another", now=now)
    return relation


def part(person: Person, session: Session, request: Request, id_: int, *, now: datetime) -> None:
    """Take a relation of the request away again. Raises NotFound."""
    request = find_request(session, person, request.number)
    says = "That relation does not stand any more."
    relation = find(session, select(Relation).where(Relation.id == id_), person, says)
    ends = (relation.from_id, relation.to_id)
    if request.id not in ends:
        raise NotFound(says)
    session.delete(relation)
    for end in ends:
        note(person, session, session.get_one(Request, end), "joined no more", now=now)


def named_request(person: Person, session: Session, words: str) -> Request:
    """The request that someone names by our number or by one others gave it.

    Raises BadInput where there is none, or several, that the person may see.
    """
    words = " ".join(words.split())
    try:
        return find_request(session, person, words)
    except NotFound:
        wanted = (
            select(Request)
            .join(RequestReference, RequestReference.request_id == Request.id)
            .join(Reference, Reference.id == RequestReference.reference_id)
            .where(Reference.number == words)
            .distinct()
        )
        found = session.scalars(visible(wanted, person).limit(2)).all()
    if len(found) != 1:
        says = (SEVERAL if found else UNKNOWN).format(words[:60])
        raise BadInput(says, {"other": says})
    return found[0]


def _joined(session: Session, request: Request, kind: str, other: Request) -> Relation | None:
    wanted = select(Relation).where(Relation.from_id == request.id, Relation.to_id == other.id)
    return session.scalars(wanted.where(Relation.kind == kind)).one_or_none()
