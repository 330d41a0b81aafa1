"""Whose requests a question is about, on which day, and how many rows are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Row, Select, func, or_, true
from sqlalchemy.orm import Session

from foil.insight.basis import Basis
from foil.insight.lines import Named, named
from foil.model.tables import Person, Request
from foil.model.visibility import visible

Columns = TypeVarTuple("Columns")
Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True, kw_only=True)
class View:
    """`mine` keeps to what `person` owns or is deputy of; `limit` is how many rows of each list
    are wanted, None for all."""

    person: Person
    basis: Basis
    mine: bool = False
    limit: int | None = None

    def seen(self, statement: Statement) -> Statement:
        """The statement over Request, limited to what the person may see and asks for."""
        return visible(statement, self.person).where(self._whose())

    def page(
        self, session: Session, statement: Select[*Columns], *order: ColumnElement[Any] | Any
    ) -> tuple[Sequence[Row[*Columns]], int]:
        """The first rows of the statement in that order, and how many there are in all."""
        seen = self.seen(statement)
        counted = seen.with_only_columns(func.count(), maintain_column_froms=True)
        total = session.scalar(counted) or 0
        return session.execute(seen.order_by(*order).limit(self.limit)).all(), total

    def named(self, request: Request) -> Named:
        """The request as a list names it."""
        return named(request, self.basis)

    def _whose(self) -> ColumnElement[bool]:
        if not self.mine:
            return true()
        return or_(Request.owner_id == self.person.id, Request.deputy_id == self.person.id)


@dataclass(frozen=True, kw_only=True)
class Scope(View):
    """A view on a day, in New York."""

    day: date
