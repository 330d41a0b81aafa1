"""What an office decides about counting: its rule choices, its calendar, days of closing.

Each changes the basis of requests and is written in the journal of decisions;
`foil.operations.recount` counts the requests again and keeps which dates moved.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound, Refused
from foil.insight.basis import basis
from foil.insight.decisions import Change
from foil.insight.directory import directory
from foil.law.calendars import calendar
from foil.law.choices import CHOICES
from foil.law.rules import rules_of
from foil.model.tables import Closing, Decision, Office, Person, RuleChoice

LONGEST_REASON = 2000


def choose(
    person: Person, session: Session, rule: str, choice: str, reason: str = "", *, now: datetime
) -> None:
    """Choose a legal construction for every agency, or, as the rule "calendar", the calendar that
    every due date is counted under; an empty `choice` goes back to the default.

    Raises Refused unless `person` is an administrator, BadInput for a choice that does not exist.
    """
    require_administrator(person)
    change = choosing(session, rule, choice)
    if change.now == change.was:
        return
    if rule == "calendar":
        session.get_one(Office, 1).calendar = change.now or "gcl-24"
    elif change.now is None:
        session.delete(session.get_one(RuleChoice, rule))
    else:
        kept = session.get(RuleChoice, rule) or RuleChoice(rule=rule)
        kept.choice, kept.reason = change.now, reason.strip()
        kept.chosen_at, kept.chosen_by = now, person.id
        session.add(kept)
    decide(person, session, change, reason, now=now)


def choosing(session: Session, rule: str, choice: str) -> Change:
    """What choosing so would change; choosing the default goes back to it. Raises BadInput for a
    choice that does not exist."""
    if rule not in CHOICES:
        raise BadInput(f"There is no rule choice {rule!r}; choose one of {', '.join(CHOICES)}.")
    under = basis(session)
    if rule == "calendar":
        name = choice or "gcl-24"
        calendar(name)
        return Change("calendar", "calendar", under.calendar, name)
    rules_of(choices={rule: choice} if choice else {})
    now = None if choice == CHOICES[rule].default else choice or None
    return Change("choice", rule, under.choices.get(rule), now)


def add_closing(
    person: Person,
    session: Session,
    day: date,
    words: str,
    source: str = "",
    agency: str | None = None,
    *,
    now: datetime,
) -> None:
    """Note a day on which public offices were closed beyond the holidays, such as for snow; with
    `agency`, a slug, on which that one was. Noted already, it takes the new words and source.

    Raises Refused unless `person` is an administrator, BadInput without words, UnknownSlug.
    """
    require_administrator(person)
    change = closing(session, day, words, agency)
    kept = _closing(session, day, agency)
    if kept is None:
        kept = Closing(day=day, agency=agency)
        session.add(kept)
    kept.words, kept.source = change.now or "", source.strip()[:300]
    kept.entered_at, kept.entered_by = now, person.id
    if change.now != change.was:
        decide(person, session, change, kept.source, now=now)


def remove_closing(
    person: Person,
    session: Session,
    day: date,
    agency: str | None = None,
    reason: str = "",
    *,
    now: datetime,
) -> None:
    """Take a closing out again: that day counts as any other.

    Raises Refused unless `person` is an administrator, NotFound where there is none.
    """
    require_administrator(person)
    change = opening(session, day, agency)
    session.delete(_closing(session, day, agency))
    decide(person, session, change, reason, now=now)


def closing(session: Session, day: date, words: str, agency: str | None = None) -> Change:
    """What a closing on that day would change. Raises BadInput without words, UnknownSlug."""
    if agency is not None:
        directory(session).get(agency)
    words = " ".join(words.split())
    if not 0 < len(words) <= 200:
        raise BadInput("A closing needs a reason.", {"words": "Say why, in up to 200 characters."})
    kept = _closing(session, day, agency)
    return Change("closing", day.isoformat(), kept.words if kept else None, words, agency)


def opening(session: Session, day: date, agency: str | None = None) -> Change:
    """What taking out the closing of that day would change. Raises NotFound where there is none."""
    kept = _closing(session, day, agency)
    if kept is None:
        raise NotFound("No closing is noted for that day; look at the calendar again.")
    return Change("closing", day.isoformat(), kept.words, None, agency)


def decide(
    person: Person, session: Session, change: Change, reason: str, *, now: datetime
) -> Decision:
    """Write a decision in the journal. Raises BadInput for a reason that is too long."""
    if len(reason) > LONGEST_REASON:
        says = f"Say why in up to {LONGEST_REASON:,} characters."
        raise BadInput("The reason is too long.", {"reason": says})
    decision = Decision(
        what=change.what,
        about=change.about,
        agency=change.agency,
        was=change.was,
        now=change.now,
        reason=reason.strip(),
        at=now,
        by=person.id,
    )
    session.add(decision)
    return decision


def require_administrator(person: Person) -> None:
    """Raises Refused for anyone but an administrator."""
    if person.role != "administrator":
        raise Refused("Only an administrator changes how days are counted; ask one of yours.")


def _closing(session: Session, day: date, agency: str | None) -> Closing | None:
    whose = Closing.agency.is_(None) if agency is None else Closing.agency == agency
    return session.scalar(select(Closing).where(Closing.day == day, whose))
