"""Large files that a person began to bring to a request and has not finished."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import Person, Request, Upload
from foil.model.visibility import visible


def unfinished(person: Person, session: Session, request: Request) -> tuple[Upload, ...]:
    """The request's files of which a part is here and `person` can go on with, the oldest first."""
    wanted = select(Upload).where(
        Upload.request_id == request.id, Upload.document_id.is_(None), Upload.received > 0
    )
    return tuple(session.scalars(visible(wanted, person).order_by(Upload.begun_at, Upload.id)))
