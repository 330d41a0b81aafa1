"""Numbers others gave: the agency's for a request, its appeals officer's, a court's."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound
from foil.model.tables import Person, Reference, Request, RequestReference
from foil.model.visibility import find_request
from foil.operations.journal import note

KINDS = ("request", "appeal", "court")
LONGEST = 100


def add_reference(
    person: Person, session: Session, request: Request, kind: str, number: str
) -> Reference:
    """Note a number of the request; the same one twice is once. Raises BadInput."""
    request = find_request(session, person, request.number)
    number = " ".join(number.split())
    if kind not in KINDS or not 0 < len(number) <= LONGEST:
        says = f"Write the number as they have it, up to {LONGEST} characters."
        raise BadInput("The number cannot be kept.", {"number": says})
    wanted = select(Reference).where(Reference.kind == kind, Reference.number == number)
    reference = session.scalars(wanted).one_or_none()
    if reference is None:
        reference = Reference(kind=kind, number=number)
        session.add(reference)
        session.flush()
    if session.get(RequestReference, (request.id, reference.id)) is None:
        session.add(RequestReference(request_id=request.id, reference_id=reference.id))
    return reference


def write_down(
    person: Person, session: Session, request: Request, kind: str, number: str, *, now: datetime
) -> Reference:
    """Note a number of the request by hand, so that the journal hears of it. Raises BadInput."""
    reference = add_reference(person, session, request, kind, number)
    note(person, session, request, "number written down", now=now)
    return reference


def take_away(
    person: Person, session: Session, request: Request, id_: int, *, now: datetime
) -> tuple[str, str]:
    """Take a number away from the request; its kind and the number, to be put back.

    Other requests that have it keep it. Raises NotFound.
    """
    request = find_request(session, person, request.number)
    held = session.get(RequestReference, (request.id, id_))
    if held is None:
        raise NotFound("That number is not this request’s any more.")
    reference = session.get_one(Reference, id_)
    session.delete(held)
    session.flush()
    if not session.scalar(select(exists().where(RequestReference.reference_id == id_))):
        session.delete(reference)
    note(person, session, request, "number taken away", now=now)
    return reference.kind, reference.number
