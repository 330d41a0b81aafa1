"""The days on which offices were closed beyond the holidays, as the office has noted them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.directory import Directory
from foil.catalog.slug import UnknownSlug
from foil.insight.directory import directory
from foil.model.tables import Closing, Person


@dataclass(frozen=True)
class Noted:
    """A closing, whose it was (None: every office's) and who noted it."""

    closing: Closing
    agency: str | None
    by: str


def closings(session: Session) -> tuple[Noted, ...]:
    """Every closing, the newest day first."""
    wanted = select(Closing, Person.name).join(Person, Person.id == Closing.entered_by)
    found = session.execute(wanted.order_by(Closing.day.desc(), Closing.id.desc()))
    known = directory(session)
    return tuple(Noted(closing, _name(closing.agency, known), name) for closing, name in found)


def _name(slug: str | None, known: Directory) -> str | None:
    try:
        return None if slug is None else known.get(slug).name
    except UnknownSlug:
        return slug
