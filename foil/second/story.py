"""One item lived through: each day first what yesterday's silence did, then what happened."""

from collections.abc import Callable
from datetime import date

from foil.second.clock import BY_LETTER, Clock
from foil.second.days import ONE
from foil.second.facts import Happening
from foil.second.request import Request
from foil.second.tolls import Toll, tolled

MAIL = 10 * ONE
"""A letter of an agency that answers by post may be ten days on its way."""


class Story:
    """The clocks of one item so far, and where it stands."""

    def __init__(self, request: Request, item: int) -> None:
        self.request = request
        self.item = item
        self.clocks: list[Clock] = []
        self.tolls: list[Toll] = []
        self.past: list[Happening] = []
        self.sued_on: date | None = None
        self.extensions: list[Clock] = []

    def start(self, clock: Clock, stake: str | None = None, arises_on: date | None = None) -> Clock:
        """A clock begins on this item."""
        clock.item = self.item
        clock.stake = stake or clock.stake
        clock.arises_on = arises_on or clock.arises_on
        if clock.stake is not None:
            clock.against = "requester"
        clock.untolled = clock.due, clock.latest
        self.toll(clock)
        self.clocks.append(clock)
        return clock

    def toll(self, clock: Clock) -> None:
        """Lay the tolls over a clock, and over its other readings, as far as they name it."""
        tolls = [each for each in self.tolls if clock.kind in each.kinds]
        for counted in (clock, *(other for _, _, other in clock.doubts)):
            counted.untolled = counted.untolled or (counted.due, counted.latest)
            counted.due, counted.latest = counted.untolled
            if tolls:
                tolled(counted, tolls, self.request.calendar)

    def restart(self, old: Clock, new: Clock) -> None:
        """A clock is counted anew from a better known day; what its silence opened goes."""
        for name in ("line", "day_zero", "ends", "due", "earliest", "latest"):
            setattr(old, name, getattr(new, name))
        old.arises_on, old.receipts = new.arises_on, new.receipts
        old.doubts = new.doubts
        old.provisional = new.provisional
        old.untolled = new.due, new.latest
        self.toll(old)
        self.unfollow(old)

    def unfollow(self, clock: Clock) -> None:
        """Take back what a missed day opened, where nobody acted on it: it was not missed."""
        opened = [each for each in self.clocks if each.missed is clock]
        if all(each.open for each in opened):
            clock.followed = False
            self.clocks = [each for each in self.clocks if each.missed is not clock]

    def running(self, *kinds: str) -> list[Clock]:
        """The clocks of those kinds that nothing has met or ended."""
        return [each for each in self.clocks if each.open and each.kind in kinds]

    def stop(self, day: date, how: str, *kinds: str) -> None:
        """Every running clock of those kinds is ended by an act of that day."""
        for clock in self.running(*kinds):
            clock.stop(day, how)

    def meet(self, act: Happening, *kinds: str) -> None:
        """What was owed is done: in time by the day it was sent, or late."""
        for clock in self.running(*kinds):
            self.meet_one(clock, act)

    def meet_one(self, clock: Clock, act: Happening) -> None:
        """Done by the day it was sent; a letter dated in time, with no notice, is in time."""
        dated = act.days("dated")
        if act.day > clock.latest and not act.noticed and dated and min(dated) <= clock.latest:
            clock.stop(min(dated), "met")
        else:
            clock.answered(act.day)

    def answer(self, act: Happening, *kinds: str) -> None:
        """We do what those clocks gave us time for."""
        for clock in self.running(*kinds):
            clock.answered(act.day)

    def live(
        self,
        silence: Callable[["Story", Clock], None],
        happens: Callable[["Story", Happening], None],
    ) -> list[Clock]:
        """Go through the days: at dawn a duty missed the day before, then the day's happenings."""
        left = [each for each in self.request.happenings if each.about(self.item)]
        while True:
            owed = [each for each in self.running(*BY_LETTER) if not each.followed]
            dawn = min((each.due + ONE for each in owed), default=None)
            if dawn is not None and (not left or dawn <= left[0].day):
                for clock in owed:
                    if clock.due + ONE == dawn:
                        clock.followed = True
                        silence(self, clock)
            elif left:
                happens(self, left[0])
                self.past.append(left.pop(0))
            else:
                return self._finished()

    def _finished(self) -> list[Clock]:
        """The clocks with time for the mail, and the day to act on."""
        if self.request.by_post and self.request.chosen("mail_time") == "ten_days":
            for clock in self.running(*BY_LETTER):
                self._mail(clock)
        for clock in self.clocks:
            if clock.against == "agency":
                clock.act_on = clock.latest
            else:
                clock.act_on = self.request.calendar.on_or_before(clock.earliest)
        return self.clocks

    def _mail(self, clock: Clock) -> None:
        """Ten days for the mail, and as much more for what its silence opened."""
        clock.latest += MAIL
        for opened in self.clocks:
            if opened.missed is clock and opened.open:
                again = self.request.after_silence(clock)
                opened.untolled = again.due, again.latest
                self.toll(opened)
