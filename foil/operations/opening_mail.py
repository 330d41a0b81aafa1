"""Saying who opens the mail. What comes may never be seen by nobody."""

from sqlalchemy.orm import Session

from foil.errors import Refused
from foil.insight.mail_openers import is_opened
from foil.model.tables import Person
from foil.operations.administrators import find_account, require_administrator


def open_mail(person: Person, session: Session, number: int, *, opens: bool) -> Person:
    """Say whether someone opens the mail: sees what came and fits no request.

    Raises Refused unless `person` is an administrator, and where nobody at work would be left who
    does; NotFound.
    """
    require_administrator(person)
    other = find_account(session, number)
    other.opens_mail = opens
    session.flush()
    if not is_opened(session):
        raise Refused("Somebody must open the mail: choose another first.")
    return other
