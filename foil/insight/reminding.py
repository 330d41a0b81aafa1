"""How a reminder says what it is about: with titles, or with the request's number alone."""

from dataclasses import dataclass, replace
from datetime import date

from foil.insight.lines import Named
from foil.insight.replies import Unfiled
from foil.law.words import near
from foil.model.tables import Document, FeedDay, Letter

LONGEST = 300  # characters of a title in a mail


@dataclass(frozen=True)
class Line:
    """One line of a mail. `what` is its title for the ledger; `number` the request's, for a link;
    `when` is said last: how many days are left, what is unusual about it."""

    what: str
    says: str
    number: str
    when: str = ""

    def __str__(self) -> str:
        return f"{self.says}. {self.when}".strip() if self.when else f"{self.says}."


def right(row: FeedDay, due: date, latest: date, of: Named, today: date, *, titles: bool) -> Line:
    """A right that ends: the safe day, and how near it is."""
    left, safe = (row.day - today).days, near(row.day, today)
    last = "last day" if row.day == due else "safe day"
    if titles:
        says = f"{tidy(row.lead)}: {tidy(row.what)} — {_of(of)}"
        return Line(row.what, says, of.number, _near(left, last, latest, today))
    when = f"{last} {_in(left)}, {safe}" if left >= 0 else f"{last} was {safe}"
    passed = "" if left >= 0 else _near(left, last, latest, today)
    return Line(row.what, f"A request of yours ({of.number}): {when}", of.number, passed)


def moved(line: Line, was: date) -> Line:
    """The line, saying that its date is another than the one it was told with."""
    return replace(line, when=f"{line.when} The date was {near(was)} before.".strip())


def reply(row: Unfiled, of: Named, today: date, *, titles: bool) -> Line:
    """A reply nobody has filed, and the date it would start, unconfirmed."""
    what = "A reply, not filed"
    by = f", unconfirmed: by {near(row.act_on, today)}" if row.act_on else ""
    if not titles:
        says = f"A request of yours ({of.number}): a reply nobody has filed{by}"
        return Line(what, says, of.number)
    would = row.would(today)
    when = f"Unconfirmed: {would}." if would else "It starts no date of ours, as far as it is read."
    came = near(row.received, today)
    says = f"A reply came {came} and nobody has filed it: “{tidy(row.title)}” — {_of(of)}"
    return Line(what, says, of.number, when)


def file(document: Document, of: Named, came: date, *, titles: bool) -> Line:
    """A file nobody has said what it is."""
    what = "A file nobody has read"
    if not titles:
        return Line(what, f"A request of yours ({of.number}): a file nobody has read", of.number)
    says = f"“{tidy(document.name)}” came {near(came)} and nobody has said what it is — {_of(of)}"
    when = "If it denies anything, a right to appeal is running."
    return Line(what, says, of.number, when)


def letter(row: Letter, of: Named, since: date, *, titles: bool) -> Line:
    """A letter finished and not filed with the agency."""
    what = f"The {row.kind.replace('_', ' ')} letter, not filed"
    if not titles:
        says = f"A request of yours ({of.number}): a letter finished and not filed"
        return Line(what, says, of.number)
    kind = row.kind.replace("_", " ")
    says = f"The {kind} letter was finished {near(since)} and is not filed — {_of(of)}"
    return Line(what, says, of.number, "Its clock starts when you record how it went.")


def step(words: str, on: date, of: Named, *, titles: bool) -> Line:
    """A next step whose day has come."""
    if not titles:
        says = f"A request of yours ({of.number}): a next step for {near(on)}"
        return Line("A next step", says, of.number)
    says = f"{tidy(words)} — {_of(of)}"
    return Line("A next step", says, of.number, f"A next step of ours for {near(on)}.")


def tidy(words: str) -> str:
    """Words that someone typed, as a mail may hold them: on one line, cut where they are very
    long, without signs that show nothing, and with no address that a mail program would open."""
    shown = "".join(sign if sign.isprintable() else " " for sign in words)
    line = " ".join(shown.split()).replace("://", ": //")
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _of(of: Named) -> str:
    return f"{of.number}, {tidy(of.short)}, {tidy(of.title)}"


def _in(days: int) -> str:
    return "today" if days == 0 else f"in {days} {'day' if days == 1 else 'days'}"


def _near(left: int, last: str, latest: date, today: date) -> str:
    """How near the day is, in a sentence."""
    if left > 0:
        return f"{left} {'day' if left == 1 else 'days'} left."
    if left == 0:
        return f"Today is the {last}."
    if today <= latest:
        return f"The {last} has passed; it may still be possible until {near(latest, today)}."
    return f"The {last} has passed, and so has every later reading of it."
