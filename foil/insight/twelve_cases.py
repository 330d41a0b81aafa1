"""How far the office has come with the twelve cases, and whether Today still asks."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.twelve_cases import TwelveCase, twelve_cases
from foil.insight.authority_readings import standing
from foil.letters.standing import BY_OFFICE, Standing
from foil.model.tables import Dismissed

TWELVE = "twelve-cases"
"""The name of the gentle line on Today."""


@dataclass(frozen=True)
class Progress:
    """The cases with the standing of each."""

    cases: tuple[tuple[TwelveCase, Standing], ...]

    @property
    def read(self) -> int:
        """How many somebody of the office has read."""
        return sum(each.level == BY_OFFICE for _, each in self.cases)

    @property
    def done(self) -> bool:
        """Whether all have been."""
        return self.read == len(self.cases)


def progress(session: Session) -> Progress:
    """The twelve cases in order, with what the office has read."""
    known = standing(session)
    return Progress(tuple((each, known[name]) for name, each in twelve_cases().items()))


def still_to_read(session: Session) -> Progress | None:
    """What the line on Today says to administrators; None once all are read, or it was waved
    away."""
    found = progress(session)
    gone = found.done or session.scalar(select(Dismissed.name).where(Dismissed.name == TWELVE))
    return None if gone else found
