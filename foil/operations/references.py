"""Numbers others gave: the agency's for a request, its appeals officer's, a court's."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.model.tables import Person, Reference, Request, RequestReference
from foil.model.visibility import find_request

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
