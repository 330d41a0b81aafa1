"""Which reminders a person should have had by a morning and has not: asked of the record as it
stands, so that a morning missed is made up for and nothing is said twice.

A right's reminders fall due 14, 7, 3, 1 and 0 days before its safe day. The newest one that has
fallen due is always owed; older ones only where they fell due since the last morning that reached
the person: a denial recorded five days before its safe day was never due at fourteen. What waits
(a file nobody read, a letter not filed, a next step) is owed at once and again each week.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight import reminding
from foil.insight.remindable import Found, Morning, found
from foil.insight.reminding import Line
from foil.model.mail import Mail, Reminder
from foil.model.tables import Person


@dataclass(frozen=True)
class Owed:
    """One reminder that is owed, and its `turn` in the ledger. `stages` are those not told yet,
    each with the morning it fell due."""

    found: Found
    turn: int
    stages: tuple[tuple[str, date], ...]


@dataclass(frozen=True)
class Told:
    """A line of a mail: `earlier` says that it would have come on an earlier morning."""

    group: str
    line: Line
    earlier: bool
    as_deputy: bool


@dataclass(frozen=True)
class Lines:
    """What a mail says; `before` counts the rights it does not name because its person was told of
    them before, and which can still be kept."""

    told: tuple[Told, ...]
    before: int


@dataclass(frozen=True)
class Ledger:
    """What was told of these requests, by request and what it was about, the oldest first. What
    stood in a mail that never went was not told."""

    rows: Mapping[tuple[int, str], Sequence[Reminder]]

    @classmethod
    def of(cls, session: Session, requests: Iterable[int]) -> "Ledger":
        """The ledger of these requests, in one query."""
        rows: dict[tuple[int, str], list[Reminder]] = defaultdict(list)
        wanted = (
            select(Reminder)
            .join(Mail, Mail.id == Reminder.mail_id)
            .where(Reminder.request_id.in_(requests), Mail.state != "replaced")
        )
        for row in session.scalars(wanted.order_by(Reminder.mail_id, Reminder.id)):
            rows[row.request_id, row.about].append(row)
        return cls(rows)

    def seen(self, request_id: int, about: str, day: date) -> bool:
        """Whether anybody has pressed Seen for that date."""
        told = self.rows.get((request_id, about), ())
        return any(row.day == day and row.seen_at is not None for row in told)

    def told(self, person: Person, request_id: int, about: str) -> list[Reminder]:
        """What this person was told."""
        told = self.rows.get((request_id, about), ())
        return [row for row in told if row.person_id == person.id]


def owed(person: Person, session: Session, morning: Morning) -> tuple[Owed, ...]:
    """What `person` should have been told by that morning and was not, what is most pressing
    first. A fixed number of queries, however many requests there are."""
    all_ = found(person, session, morning)
    ledger = Ledger.of(session, {each.request.id for each in all_})
    rows = (_owed(person, each, ledger) for each in all_)
    return tuple(row for row in rows if row is not None)


def lines(
    person: Person, session: Session, morning: Morning, rows: Sequence[Reminder], of: date
) -> Lines:
    """What the mail `of` a day with these rows says when it goes out on that morning: what has
    been done meanwhile, or may no longer be seen, is left out."""
    wanted: dict[tuple[int, str, date], list[Reminder]] = defaultdict(list)
    for row in rows:
        wanted[row.request_id, row.about, row.day].append(row)
    ledger = Ledger.of(session, {row.request_id for row in rows})
    told, before = [], 0
    for each in found(person, session, morning):
        before += each.group == "final"
        if own := wanted.get((each.request.id, each.about, each.day)):
            line = _moved(each, own, ledger.told(person, each.request.id, each.about))
            earlier = any(row.due_on < of for row in own)
            told.append(Told(each.group, line, earlier, own[-1].as_deputy))
    return Lines(tuple(told), before - sum(each.group == "final" for each in told))


def _owed(person: Person, each: Found, ledger: Ledger) -> Owed | None:
    """The reminder without what the ledger has already; None where nothing is left."""
    key = each.request.id, each.about
    if each.as_deputy and ledger.seen(*key, each.day):
        return None
    before = ledger.told(person, *key)
    turn = _turn(before, each.day)
    had = {row.stage for row in before if (row.day, row.turn) == (each.day, turn)}
    if not each.stages or each.stages[-1][0] in had:
        return None
    return Owed(each, turn, tuple(pair for pair in each.stages if pair[0] not in had))


def _turn(before: Sequence[Reminder], day: date) -> int:
    """How often the date has come anew: one that moved away and back counts as another."""
    same = [row.turn for row in before if row.day == day]
    return max(same) + (before[-1].day != day) if same else 0


def _moved(each: Found, own: Sequence[Reminder], before: Sequence[Reminder]) -> Line:
    """The line, saying the date the person was told before where that was another."""
    first = min(row.mail_id for row in own)
    days = [row.day for row in before if row.mail_id < first]
    if each.group == "final" and days and days[-1] != each.day:
        return reminding.moved(each.line, days[-1])
    return each.line
