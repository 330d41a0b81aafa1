"""Who asks for an export, of which requests; every statement of it limited to what they may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from foil.insight.basis import Basis, basis
from foil.insight.requests import Wanted, conditions
from foil.model.base import Base
from foil.model.tables import Person, Request
from foil.model.visibility import visible


@dataclass(frozen=True)
class Asker:
    """Who asks, on which day, for which requests, and how they are counted."""

    person: Person
    session: Session
    day: date
    wanted: Wanted
    under: Basis
    people: Mapping[int, Person]

    def whole(self, *columns: Any) -> Select[*tuple[Any, ...]]:
        """The wanted requests that the person may see, by their ids."""
        return self._seen(select(*columns))

    def rows_of(self, table: type[Base], *columns: Any) -> Select[*tuple[Any, ...]]:
        """Rows of a table of theirs, in the same order, the request's id first."""
        own = table.__table__.c.request_id
        return self._seen(select(own, *columns).join(Request, own == Request.id))

    def _seen(self, statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        statement = statement.where(*conditions(self.wanted, self.day, self.under))
        if self.wanted.mine:
            mine = (Request.owner_id == self.person.id) | (Request.deputy_id == self.person.id)
            statement = statement.where(mine)
        return visible(statement, self.person).order_by(Request.id)

    def name(self, person_id: int | None) -> str:
        """Someone's name; empty for nobody."""
        return self.people[person_id].name if person_id else ""

    def email(self, person_id: int | None) -> str:
        """Someone's e-mail address, which tells two of one name apart."""
        return self.people[person_id].email if person_id else ""


def asker(person: Person, session: Session, day: date, wanted: Wanted) -> Asker:
    """What an export needs to know before its first row."""
    everyone = {each.id: each for each in session.scalars(select(Person))}
    return Asker(person, session, day, wanted, basis(session), everyone)
