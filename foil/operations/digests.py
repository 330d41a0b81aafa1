"""What the morning's mail says."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.mornings import absence, last_told, morning_of
from foil.insight.remindable import Morning
from foil.insight.reminders import Lines, Told, lines
from foil.insight.replies import unmatched
from foil.law.words import listed, near
from foil.model.mail import Mail, Reminder
from foil.model.tables import Person
from foil.newyork import day_of
from foil.operations.mail_settings import Postbox
from foil.operations.messages import Content, Part
from foil.operations.reminders import morning_for

HEADINGS = {
    "final": "Rights that end",
    "reply": "Replies nobody has filed",
    "file": "Files nobody has read",
    "letter": "Letters finished and not filed",
    "step": "Next steps",
}
COUNTED = {
    "final": ("date", "dates"),
    "reply": ("unconfirmed reply", "unconfirmed replies"),
    "file": ("file", "files"),
    "letter": ("letter", "letters"),
    "step": ("next step", "next steps"),
}
MOST = 40  # lines of what waits, in each part of a mail
DEPUTY = "You are its deputy: nobody has pressed Seen."


def digest(session: Session, mail: Mail, person: Person, box: Postbox, *, now: datetime) -> Content:
    """The morning's mail as it stands now: what was done since it was made is left out."""
    rows = session.scalars(select(Reminder).where(Reminder.mail_id == mail.id)).all()
    morning = _morning(session, mail, person, box, rows, now)
    found = lines(person, session, morning, rows, of=mail.day)
    told = found.told
    why = absence(session, mail, last_told(session, person.id, mail.day)).sentences
    loose = _loose(session, person, morning.day)
    closing = _closing(mail, found, quiet=not rows)
    parts = (*_opening(told, why), *_body(told), *loose, closing)
    return Content(_subject(mail, told), parts)


def _morning(
    session: Session,
    mail: Mail,
    person: Person,
    box: Postbox,
    rows: Sequence[Reminder],
    now: datetime,
) -> Morning:
    """The morning, seen from today and far enough back for everything in the mail."""
    found = morning_for(session, person, box, mail.day)
    first = min((row.due_on for row in rows), default=mail.day)
    last = first - timedelta(days=1)
    today = max(day_of(now), mail.day)
    return Morning(today, last, found.basis, found.gone, titles=found.titles)


def _subject(mail: Mail, told: Sequence[Told]) -> str:
    """How much of what; never a title."""
    if not told:
        return f"FOIL: nothing is due, {near(day_of(mail.made_at))}"
    counts = {group: sum(each.group == group for each in told) for group in HEADINGS}
    said = [f"{n} {COUNTED[group][n != 1]}" for group, n in counts.items() if n]
    return f"FOIL: {listed(said)}, {near(day_of(mail.made_at))}"


def _opening(told: Sequence[Told], why: Sequence[str]) -> Iterator[Part]:
    """Why some of it comes late, and what that is."""
    earlier = [each for each in told if each.earlier]
    if why:
        says = "these would have come earlier:" if earlier else "nothing fell due in that time."
        *before, last = why
        sentences = [*(f"{each}." for each in before), f"{last}; {says}"]
        yield Part("", tuple((sentence, "") for sentence in sentences))
    if earlier:
        yield Part("Would have come earlier", tuple(_lines(earlier)))


def _body(told: Sequence[Told]) -> Iterator[Part]:
    for group, heading in HEADINGS.items():
        if now := [each for each in told if each.group == group and not each.earlier]:
            yield Part(heading, tuple(_lines(now)))


def _loose(session: Session, person: Person, day: date) -> Iterator[Part]:
    """What came and fits no request, to whoever opens the mail, each morning until it is filed or
    set aside."""
    many, first = unmatched(person, session) if person.opens_mail else (0, None)
    if many:
        says = "1 reply fits no request" if many == 1 else f"{many:,} replies fit no request"
        by = f" The nearest date, unconfirmed, is {near(first, day)}." if first else ""
        yield Part("What came and nobody has filed", ((f"{says}.{by}", "/replies"),))


def _lines(told: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Every right that ends; of what waits, the first MOST and how many more."""
    rights = [each for each in told if each.group == "final"]
    others = [each for each in told if each.group != "final"]
    yield from map(_line, [*rights, *others[:MOST]])
    if others[MOST:]:
        yield f"And {len(others) - MOST:,} more, which Today lists.", "/"


def _line(told: Told) -> tuple[str, str]:
    says = f"{told.line} {DEPUTY}" if told.as_deputy else str(told.line)
    return says, f"/requests/{told.line.number}"


def _closing(mail: Mail, found: Lines, *, quiet: bool) -> Part:
    """The line that is there every morning, so that silence is noticed; then what to do."""
    at = f"hecked at {_clock(mail.made_at)} on {near(day_of(mail.made_at))}."
    many = f"{found.before} {'date' if found.before == 1 else 'dates'}"
    is_open = f" {many} you were told of before can still be kept." if found.before else ""
    if not found.told:
        done = "" if quiet else "What was due has been done meanwhile. "
        new = " new" if found.before else ""
        return Part("", ((f"{done}Nothing{new} is due; c{at}{is_open}", "/"),))
    seen = "Press Seen beside each reminder, so that nobody else is asked:"
    return Part("", ((seen, "/reminders"), (f"C{at}{is_open}", "")))


def _clock(instant: datetime) -> str:
    """6:00 a.m., in New York."""
    here = instant.astimezone(morning_of(day_of(instant)).tzinfo)
    return f"{here.hour % 12 or 12}:{here:%M} {'a.m.' if here.hour < 12 else 'p.m.'}"
