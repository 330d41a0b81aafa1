"""A request in one line, as every list shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.slug import UnknownSlug
from foil.insight.basis import Basis
from foil.insight.states import standing
from foil.law.clocks import Clock
from foil.model.tables import ClockRow, Request, StageRow

Row = TypeVar("Row")
UNTITLED = "Untitled request"
NO_AGENCY = "no agency yet"


@dataclass(frozen=True)
class Section(Generic[Row]):
    """The first rows of a list, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int

    @property
    def more(self) -> int:
        """How many rows are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Named:
    """A request by its number, its title (the office's own, else the public one), and its agency
    by slug, short name and whole name."""

    id: int
    number: str
    title: str
    agency: str | None
    short: str
    agency_name: str


def named(request: Request, basis: Basis) -> Named:
    """The request as a list names it."""
    title = request.working_title or request.public_title or UNTITLED
    if request.agency is None:
        body = request.agency_words or NO_AGENCY
        return Named(request.id, request.number, title, None, body, body)
    short, name = _names(request.agency, basis)
    return Named(request.id, request.number, title, request.agency, short, name)


def _names(slug: str, basis: Basis) -> tuple[str, str]:
    """The agency's short and whole name; its slug where it has left the catalog."""
    try:
        agency = basis.directory.get(slug)
    except UnknownSlug:
        return slug, slug
    return agency.short, agency.name


def clocks_of(
    session: Session, requests: Iterable[Request], basis: Basis
) -> dict[int, list[Clock]]:
    """The stored clocks of these requests, in one query, by the requests' ids."""
    by_id = {request.id: request for request in requests}
    found: dict[int, list[Clock]] = {id_: [] for id_ in by_id}
    wanted = select(ClockRow).where(ClockRow.request_id.in_(by_id))
    for row in session.scalars(wanted.order_by(ClockRow.request_id, ClockRow.n)):
        rules = basis.rules_for(by_id[row.request_id])
        if rules is not None:
            found[row.request_id].append(row.clock(rules))
    return found


def stages_of(
    session: Session, requests: Iterable[Request], day: date
) -> dict[int, dict[int, str]]:
    """The stage of each item of these requests on that day, by request and item, in one query."""
    found: dict[int, dict[int, str]] = {request.id: {} for request in requests}
    wanted = select(StageRow).where(StageRow.request_id.in_(found), standing(day))
    for row in session.scalars(wanted):
        found[row.request_id][row.item] = row.stage
    return found
