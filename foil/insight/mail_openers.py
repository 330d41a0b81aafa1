"""Who opens the mail: sees what came and fits no request."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import Person


def is_opened(session: Session) -> bool:
    """Whether anybody at work does."""
    opens = select(Person.id).where(Person.active, Person.opens_mail)
    return session.scalar(opens.limit(1)) is not None
