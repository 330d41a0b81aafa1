"""Someone of the office records that they read an authority, and what it says."""

from datetime import datetime
from typing import get_args

from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound
from foil.insight.authority_readings import TAKEN_BACK
from foil.insight.twelve_cases import TWELVE
from foil.law.authorities import AUTHORITIES
from foil.letters.standing import Verdict
from foil.model.tables import AuthorityReading, Dismissed, Person
from foil.operations.rules import require_administrator

LONGEST_NOTE = 2000
LONGEST_PLACE = 300


def record_reading(
    person: Person,
    session: Session,
    authority: str,
    verdict: str,
    note: str = "",
    place: str = "",
    *,
    now: datetime,
) -> AuthorityReading:
    """Record that `person` read the authority: it says what we cite it for, in part, or not.

    "taken back" withdraws what the office said of it, so that what ships counts again. Every
    reading is kept. Raises NotFound for an unknown authority, BadInput for another verdict, a note
    or place too long, and "not" or "in part" without a note.
    """
    if authority not in AUTHORITIES:
        raise NotFound("There is no such authority; the list has them all.")
    if verdict not in (*get_args(Verdict), TAKEN_BACK):
        says = "Say whether it says this, in part, or not."
        raise BadInput("A verdict is needed.", {"verdict": says})
    row = AuthorityReading(
        authority=authority,
        verdict=verdict,
        note=_note(note, verdict),
        place=_place(place),
        made_at=now,
        made_by=person.id,
    )
    session.add(row)
    session.flush()
    return row


def dismiss_twelve(person: Person, session: Session, *, now: datetime) -> None:
    """Take the line about the Twelve cases off Today. Raises Refused but for an administrator."""
    require_administrator(person)
    if session.get(Dismissed, TWELVE) is None:
        session.add(Dismissed(name=TWELVE, made_at=now, made_by=person.id))


def _note(words: str, verdict: str) -> str:
    words = words.strip()
    if len(words) > LONGEST_NOTE:
        raise BadInput("The note is too long.", {"note": f"Up to {LONGEST_NOTE:,} characters."})
    if not words and verdict in ("in part", "not"):
        says = "Say in a few words what it says instead: whoever writes next will need it."
        raise BadInput("Such a verdict needs a note.", {"note": says})
    return words


def _place(words: str) -> str:
    words = " ".join(words.split())
    if len(words) > LONGEST_PLACE:
        raise BadInput("The place is too long.", {"place": f"Up to {LONGEST_PLACE} characters."})
    return words
