"""What the newest self-check said, for whoever is asking."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import Person, Request, SelfCheck
from foil.model.visibility import visible

OLD = timedelta(hours=26)  # a night, the longest one, and an hour to count in


@dataclass(frozen=True)
class Differing:
    """The requests whose two counts differ: the numbers of those one may see, and how many one
    may not."""

    numbers: tuple[str, ...]
    others: int

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.numbers) + self.others


@dataclass(frozen=True)
class Checked:
    """How the newest self-check came out. `old` says that one should have run since."""

    ran_at: datetime
    requests: int
    agreed: bool
    old: bool


def newest_check(session: Session) -> SelfCheck | None:
    """The newest self-check; None where there has been none."""
    return session.scalars(select(SelfCheck).order_by(SelfCheck.ran_at.desc()).limit(1)).first()


def checked(session: Session, now: datetime) -> Checked | None:
    """How the newest self-check came out; None where there has been none."""
    newest = newest_check(session)
    if newest is None:
        return None
    agreed = newest.differences == "[]"
    return Checked(newest.ran_at, newest.requests, agreed, now - newest.ran_at > OLD)


def differing(person: Person, session: Session) -> Differing | None:
    """The requests on which the newest self-check found a difference; None where it found none."""
    newest = newest_check(session)
    if newest is None or newest.differences == "[]":
        return None
    ids = {each["request"] for each in json.loads(newest.differences)}
    wanted = select(Request.number).where(Request.id.in_(ids)).order_by(Request.id)
    numbers = tuple(session.scalars(visible(wanted, person)))
    return Differing(numbers, len(ids) - len(numbers))
