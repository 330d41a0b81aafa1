"""The numbers others gave a request."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import Reference, Request, RequestReference


def references_of(session: Session, request: Request) -> list[Reference]:
    """Its numbers, the oldest first. The request itself has come through `visible`."""
    wanted = (
        select(Reference)
        .join(RequestReference, RequestReference.reference_id == Reference.id)
        .where(RequestReference.request_id == request.id)
        .order_by(Reference.id)
    )
    return list(session.scalars(wanted))
