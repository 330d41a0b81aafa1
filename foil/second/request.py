"""One request: how its agency counts, and the clocks its days give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from foil.second.agency import Agency
from foil.second.clock import Clock
from foil.second.days import ONE, Calendar, months_after
from foil.second.facts import Happening
from foil.second.receipt import receipt, receipts

DEFAULTS = {
    "receipt": "agency",
    "extensions": "each",
    "city_rule": "twenty",
    "long_date": "twenty_days",
    "article_78_from": "receipt",
    "mail_time": "ten_days",
}
"""What counts where the office has chosen nothing; `appeal_from` is then the agency's rule."""


@dataclass(frozen=True)
class Request:
    """The facts of one request; `choices` are the office's rule choices."""

    agency: Agency
    calendar: Calendar
    happenings: Sequence[Happening]
    choices: Mapping[str, str] = field(default_factory=dict)

    def chosen(self, name: str) -> str:
        """The rule in force: the office's choice, else what counts without one."""
        return self.choices.get(name) or DEFAULTS.get(name) or self.agency.appeal_from

    @cached_property
    def calendars(self) -> tuple[Calendar, ...]:
        """The controlling calendar and, where it is another, the agency's own.

        A day on which this agency alone was closed is in its own calendar only, so that it can
        move the earliest and the latest but never the last day itself.
        """
        own = Calendar(
            self.agency.calendar or self.calendar.name, self.calendar.closed | self.agency.closed
        )
        return (self.calendar,) if own == self.calendar else (self.calendar, own)

    @property
    def by_post(self) -> bool:
        """Whether the agency answers by post: as its last letter came, else as we filed."""
        filed, post = not self.agency.electronic, None
        for each in self.happenings:
            if each.kind == "sent" and each.more.get("by") in ("post", "certified"):
                filed = True
            if any(paper.how == "post" or paper.postmarked for paper in each.papers):
                post = True
            elif any(paper.how for paper in each.papers):
                post = False
        return filed if post is None else post

    def business(
        self, kind: str, line: str, zero: date, days: int, others: Sequence[date] = ()
    ) -> Clock:
        """Business days from `zero`; counted from `others` too for the earliest and latest."""
        ends = [each.count(start, days) for each in self.calendars for start in (zero, *others)]
        due = self.calendar.count(zero, days)
        return Clock(kind, line, zero, due, due, min(ends), max(ends), zero, unit="business")

    def from_receipt(self, kind: str, line: str, acts: Sequence[Happening], days: int) -> Clock:
        """Business days from the first receipt, by the reading of "received" in force.

        Every other reading, under any of the calendars, only widens, and so does every later
        receipt that somebody claims.
        """
        rule = self.chosen("receipt")
        zero = receipt(rule, acts[0], self.agency, self.calendar)
        others = [
            day
            for act in acts
            for calendar in self.calendars
            for day in receipts(rule, act, self.agency, calendar).values()
        ]
        clock = self.business(kind, line, zero, days, others)
        readings = receipts(rule, acts[0], self.agency, self.calendar)
        clock.doubts = [
            ("receipt", name, self.business(kind, line, day, days))
            for name, day in readings.items()
        ]
        clock.arises_on, clock.receipts = acts[0].day, tuple(acts)
        return clock

    def stated(self, kind: str, line: str, zero: date, days: Sequence[date]) -> Clock:
        """A day a letter gives. One that is no business day may be kept on the next."""
        first = min(days)
        latest = self.calendar.on_or_after(max(days))
        return Clock(kind, line, zero, first, first, first, latest, zero, unit="date")

    def thirty_days(
        self, kind: str, line: str, zero: date, others: Sequence[date] = (), days: int = 30
    ) -> Clock:
        """Calendar days from `zero`, rolled; the earliest, from the first of all, is not."""
        ends = [start + days * ONE for start in (zero, *others)]
        return self._ours(kind, line, zero, ends)

    def four_months(self, line: str, zero: date, others: Sequence[date] = ()) -> Clock:
        """Four calendar months from `zero`, rolled; the earliest, from the first, is not."""
        ends = [months_after(start, 4) for start in (zero, *others)]
        clock = self._ours("article_78", line, zero, ends)
        clock.stake = "final"
        return clock

    def after_silence(self, missed: Clock) -> Clock:
        """What a missed day opens from the next on: the thirty days, or the four months."""
        if missed.kind == "decide_appeal":
            clock = self.four_months(missed.line, missed.due, [missed.latest])
            clock.earliest = months_after(min(missed.due, missed.earliest), 4)
        else:
            clock = self.thirty_days("appeal", missed.line, missed.due, [missed.latest])
            clock.earliest = min(missed.due, missed.earliest) + 30 * ONE
            clock.stake = "arguable"
        clock.missed, clock.provisional = missed, missed.provisional
        clock.arises_on = missed.due + ONE
        waits = self.agency.number("appeal_waits", missed.due)
        if missed.kind == "approximate_date" and waits is not None:
            self._waits(clock, missed, waits)
        return clock

    def _waits(self, clock: Clock, missed: Clock, days: int) -> None:
        """The agency takes no appeal until so many business days after the date it gave.

        The thirty days are safest counted from that date all the same; only their latest moves.
        """
        clock.arises_on = self.calendar.count(missed.due, days)
        opens = max(each.count(missed.latest, days) for each in self.calendars)
        later = self.thirty_days(clock.kind, clock.line, opens)
        clock.latest = max(clock.latest, later.latest)

    def _ours(self, kind: str, line: str, zero: date, ends: Sequence[date]) -> Clock:
        rolled = max(self.calendar.on_or_after(end) for end in ends)
        latest = max(each.on_or_after(rolled) for each in self.calendars)
        due = self.calendar.on_or_after(ends[0])
        return Clock(kind, line, zero, ends[0], due, min(ends), latest, zero, against="requester")
