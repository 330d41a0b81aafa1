"""How far each authority has been read, by the product's sources and by this office."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.letters.standing import BY_OFFICE, Standing, Verdict, shipped
from foil.letters.standing import citable as citable_among
from foil.model.tables import AuthorityReading, Person

TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading as it was recorded. `verdict` may also be "taken back"."""

    authority: str
    verdict: str
    note: str
    place: str
    who: str
    when: datetime


def readings(session: Session, authority: str | None = None) -> tuple[Reading, ...]:
    """Every reading, the newest first; of one authority where it is named. One query."""
    wanted = select(AuthorityReading, Person.name).join(
        Person, Person.id == AuthorityReading.made_by
    )
    if authority is not None:
        wanted = wanted.where(AuthorityReading.authority == authority)
    return tuple(
        Reading(row.authority, row.verdict, row.note, row.place, who, row.made_at)
        for row, who in session.execute(wanted.order_by(AuthorityReading.id.desc()))
    )


def standing(session: Session) -> Mapping[str, Standing]:
    """Every authority's standing today, by id: what ships, and over it the office's own reading."""
    found = dict(shipped())
    newest: dict[str, Reading] = {}
    for each in readings(session):
        newest.setdefault(each.authority, each)
    for name, read in newest.items():
        if name in found and read.verdict in get_args(Verdict):
            found[name] = replace(
                found[name],
                level=BY_OFFICE,
                where=read.place or found[name].where,
                verdict=cast("Verdict", read.verdict),
                who=read.who,
                when=read.when,
                note=read.note,
            )
    return found


def citable(session: Session) -> frozenset[str]:
    """The ids a letter of this office may cite today: what `compose` is given."""
    return citable_among(standing(session))
