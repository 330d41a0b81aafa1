"""What an office decides about counting: its rule choices, its calendar, days of closing.

Each changes the basis of every request; `foil.operations.recount` counts them again.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.law.calendars import calendar
from foil.law.rules import rules_of
from foil.model.tables import Closing, Office, Person, RuleChoice


def choose(
    person: Person, session: Session, rule: str, choice: str, reason: str = "", *, now: datetime
) -> None:
    """Choose a legal construction for every agency; an empty `choice` goes back to the default.

    Raises Refused unless `person` is an administrator, BadInput for a choice that does not exist.
    """
    _require_administrator(person)
    kept = session.get(RuleChoice, rule)
    if not choice:
        if kept is not None:
            session.delete(kept)
        return
    rules_of(choices={rule: choice})
    if kept is None:
        kept = RuleChoice(rule=rule)
        session.add(kept)
    kept.choice, kept.reason = choice, reason.strip()
    kept.chosen_at, kept.chosen_by = now, person.id


def choose_calendar(person: Person, session: Session, name: str) -> None:
    """Choose the calendar that every due date is counted under, `gcl-24` unless changed.

    Raises Refused unless `person` is an administrator, BadInput for an unknown calendar.
    """
    _require_administrator(person)
    calendar(name)
    session.get_one(Office, 1).calendar = name


def add_closing(
    person: Person, session: Session, day: date, words: str, source: str = "", *, now: datetime
) -> None:
    """Note a day on which public offices were closed beyond the holidays, such as for snow.

    Raises Refused unless `person` is an administrator, BadInput without words.
    """
    _require_administrator(person)
    words = " ".join(words.split())
    if not 0 < len(words) <= 200:
        raise BadInput("A closing needs a reason.", {"words": "Say why, in up to 200 characters."})
    wanted = select(Closing).where(Closing.day == day, Closing.agency.is_(None))
    closing = session.scalar(wanted)
    if closing is None:
        closing = Closing(day=day)
        session.add(closing)
    closing.words, closing.source = words, source.strip()[:300]
    closing.entered_at, closing.entered_by = now, person.id


def _require_administrator(person: Person) -> None:
    if person.role != "administrator":
        raise Refused("Only an administrator changes how days are counted; ask one of yours.")
