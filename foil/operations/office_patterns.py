"""What the office's people said a phrase of an agency means: remembered when they agree, seen and
removed by an administrator. It may decide a doubt or make a reading graver, never milder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound, Refused
from foil.model.tables import OfficePattern, Person
from foil.replies.kinds import EVENT

MOST_WORDS, LEAST_WORDS, LONGEST = 8, 2, 200
SHORT = f"Take {LEAST_WORDS} to {MOST_WORDS} words that stand together in the message."
NOT_THERE = "These words do not stand together in the message: copy them from it."
NO_KIND = "No kind of reply goes by words alone here; leave the box empty."


@dataclass(frozen=True)
class Remembered:
    """A phrase that is in force, and who said so."""

    pattern: OfficePattern
    by: str


def remember(
    person: Person,
    session: Session,
    phrase: str,
    kind: str,
    agency: str | None,
    texts: Sequence[str],
    *,
    now: datetime,
) -> OfficePattern:
    """Remember that a phrase of the message's `texts` stands for a kind (of `foil.replies.kinds`)
    where this agency writes it; the same once. Raises BadInput."""
    words = _even(phrase)
    if kind not in EVENT:
        raise BadInput(NO_KIND, {"phrase": NO_KIND})
    if not LEAST_WORDS <= len(words.split()) <= MOST_WORDS or len(words) > LONGEST:
        raise BadInput(SHORT, {"phrase": SHORT})
    if not any(words.casefold() in _even(text).casefold() for text in texts):
        raise BadInput(NOT_THERE, {"phrase": NOT_THERE})
    same = select(OfficePattern).where(
        OfficePattern.phrase == words,
        OfficePattern.kind == kind,
        OfficePattern.agency == agency,
        OfficePattern.removed_at.is_(None),
    )
    there = session.scalars(same).first()
    if there is not None:
        return there
    made = OfficePattern(phrase=words, kind=kind, agency=agency, made_at=now, made_by=person.id)
    session.add(made)
    return made


def remembered(person: Person, session: Session) -> list[Remembered]:
    """The phrases in force, the newest first. Raises Refused for anyone but an administrator."""
    _refuse_unless_keeper(person)
    wanted = (
        select(OfficePattern, Person.name)
        .join(Person, Person.id == OfficePattern.made_by)
        .where(OfficePattern.removed_at.is_(None))
        .order_by(OfficePattern.id.desc())
    )
    return [Remembered(pattern, name) for pattern, name in session.execute(wanted)]


def forget(person: Person, session: Session, pattern: int, *, now: datetime) -> str:
    """Let a phrase mean nothing any more; its words. What was filed by it stays as filed. Raises
    NotFound, and Refused for anyone but an administrator."""
    _refuse_unless_keeper(person)
    found = session.get(OfficePattern, pattern)
    if found is None or found.removed_at is not None:
        raise NotFound("That phrase is removed already.")
    found.removed_at, found.removed_by = now, person.id
    return found.phrase


def _refuse_unless_keeper(person: Person) -> None:
    if person.role != "administrator":
        raise Refused("Only an administrator keeps the office’s phrases; ask one of yours.")


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .,;:")
