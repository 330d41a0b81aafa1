"""What only an administrator does, and the people it is done to."""

from sqlalchemy.orm import Session

from foil.errors import NotFound, Refused
from foil.model.tables import Person


def find_account(session: Session, number: int) -> Person:
    """The person with this id. Raises NotFound."""
    found = session.get(Person, number)
    if found is None:
        raise NotFound("There is no such person in this office; look at the list in Settings.")
    return found


def require_administrator(person: Person) -> None:
    """Raise Refused for anybody else."""
    if person.role != "administrator":
        raise Refused("Only an administrator does that; ask one of yours.")
