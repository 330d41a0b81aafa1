"""Who a command acts for: the record keeps a person's name beside everything that is done."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.model.tables import Person


def acting(session: Session, email: str | None) -> Person:
    """The person with this e-mail address; with none given, the only one who works here.

    Raises BadInput where that is nobody, or could be several.
    """
    wanted = select(Person).where(Person.active)
    if email is not None:
        wanted = wanted.where(Person.email == email.strip().casefold())
    found = session.scalars(wanted.limit(2)).all()
    if len(found) == 1:
        return found[0]
    if email is not None:
        raise BadInput(f"Nobody here has the e-mail address {email}; look under Settings, People.")
    if found:
        raise BadInput("Several people work here; say who you are with --as EMAIL.")
    raise BadInput("There is no account here yet; run `foil init` first.")
