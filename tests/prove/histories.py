"""Histories made up by the thousand: what offices meet, and what they hope not to."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.prove.fields import Fields, agency_rules, iso, mark, order, own, papers, when

AGENCIES = (
    *("nypd", "nypd", "doc", "city-council", "nysp", "nysp", "suffolk-pd", "suffolk-pd"),
    *("osc", "osc", "opwdd", "mta", "manhattan-da", "albany-sheriff", None),
)
CALENDARS = ("nyc-portal", "state-offices", "courts")
CHOICES = {
    "receipt": ("agency", "any_hour", "four_pm", "four_pm"),
    "appeal_from": ("receipt", "letter", "postmark"),
    "extensions": ("each", "one", "one"),
    "city_rule": ("twenty", "ten", "ten"),
    "long_date": ("twenty_days", "date_given", "date_given"),
    "article_78_from": ("receipt", "letter"),
    "missing_notice": ("runs", "excused"),
    "mail_time": ("ten_days", "none"),
}
"""What an office may choose, apart from the calendar; what changes dates more often."""
ANCHORS = (
    *((2, 10), (2, 26), (2, 28), (5, 22), (6, 12), (6, 30), (8, 28), (10, 8), (10, 29)),
    *((11, 5), (11, 20), (12, 10), (12, 20), (12, 29), (1, 2), (1, 13), (3, 10), (11, 2)),
)
"""Days before which holidays, leap days, year ends and the clocks' two changes lie in wait."""
CHANGES = (
    *(date(2005, 5, 3), date(2005, 5, 3), date(2017, 5, 27), date(2017, 5, 27)),
    *(date(2015, 11, 3), date(2021, 6, 19), date(2022, 6, 19), date(2025, 12, 25)),
)
"""Days on which a rule changed."""
GAPS = (
    *(0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10, 12, 13, 14, 15, 16, 20, 21, 27, 28, 28, 29),
    *(29, 30, 30, 31, 32, 33, 34, 35, 38, 40, 45, 60, 75, 90, 119, 120, 121, 122, 123, 125, 150),
)
"""Days from one event to the next, thickest about five and twenty business days and thirty."""
CLOSE = (0, 0, 1, 2, 3, 5, 7, 8, 10, 14, 20, 28, 30, 45)
REPLIES = (
    *("acknowledged", "extended", "extended", "denied", "denied", "no_records", "referred"),
    *("closed", "released", "released", "granted", "reopened", "appeal_decided"),
    *("clarification_asked", "fee_asked", "exception_claimed", "recalled"),
)
OURS = (
    *("appealed", "appealed", "appealed", "appeal_received", "appeal_received", "withdrawn"),
    *("scope_changed", "clarified", "fee_paid", "sued", "served", "contacted", "wrote"),
    *("delivery_failed", "received", "sent", "decided_by_court", "notice_of_appeal", "ordered"),
    *("tolled", "published"),
)
ANSWERED = {
    "appealed": ("denied", "no_records", "referred", "closed", "acknowledged", "received"),
    "appeal_received": ("appealed",),
    "appeal_decided": ("appealed", "appeal_received"),
    "delivery_failed": ("sent", "appealed"),
}


def history(seed: int) -> dict[str, Any]:
    """The facts of one made-up request; the seed decides all.

    In the form `foil clock` reads, and beside it `own_rules` and `agency_closings`, which there
    come from the catalog and the office.
    """
    return _Maker(random.Random(seed)).facts()


class _Maker:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.items = list(range(1, dice.choice((1, 1, 1, 2, 2, 3, 4)) + 1))
        self.events: list[Fields] = []
        self.day = self.start = self._anchor()
        self.few: list[str] = []
        if self._likely(0.3):
            self.few = self.dice.sample(sorted({*REPLIES, *OURS}), 4)

    def facts(self) -> dict[str, Any]:
        if self._likely(0.8):
            self._opening()
        for _ in range(self.dice.choice((0, 1, 2, 3, 4, 5, 6, 8, 10, 16)) or not self.events):
            self._step()
        if self._likely(0.25):
            self._correct()
        if self._likely(0.15):
            self._shuffle()
        if self._likely(0.1):
            self._unname()
        return {"agency": self.dice.choice(AGENCIES), **self._rules(), "events": self.events}

    def _rules(self) -> Fields:
        rules: Fields = {"items": self.items}
        if self._likely(0.1):
            rules["calendar"] = self.dice.choice(CALENDARS)
        if self._likely(0.1):
            rules["closings"] = self._closings()
        if self._likely(0.1):
            rules["agency_closings"] = self._closings()
        if self._likely(0.25):
            rules["own_rules"] = agency_rules(self.dice, self.start)
        if self._likely(0.5):
            names = self.dice.sample(sorted(CHOICES), self.dice.choice((1, 1, 2, 3, 8)))
            rules["rules"] = {name: self.dice.choice(CHOICES[name]) for name in names}
        return rules

    def _closings(self) -> list[str]:
        """Days on which offices were closed, from the first event to some time after the last."""
        span = (self.day - self.start).days
        return [iso(self.start, self.dice.randint(-5, span + 40)) for _ in range(4)]

    def _likely(self, share: float) -> bool:
        return self.dice.random() < share

    def _anchor(self) -> date:
        if self._likely(0.08):
            return self.dice.choice(CHANGES) - timedelta(days=self.dice.choice((0, 0, 5, 10, 30)))
        year = self.dice.randint(2016, 2031)
        if self._likely(0.5):
            near = date(year, *self.dice.choice(ANCHORS))
            return near + timedelta(days=self.dice.randint(-4, 4))
        return date(year, 1, 1) + timedelta(days=self.dice.randint(0, 364))

    def _later(self, gaps: Sequence[int]) -> None:
        self.day += timedelta(days=self.dice.choice(gaps))

    def _opening(self) -> None:
        if self._likely(0.85):
            self._add(
                "sent", when(self.dice, self.day) | {"by": self.dice.choice(("portal", "post"))}
            )
        if self._likely(0.85):
            self._later((0, 0, 0, 1, 2, 5))
            self._add("received", mark(self.dice, self.day))
        if self._likely(0.75):
            self._later((1, 3, 4, 5, 6, 7, 7, 8, 9, 10, 14, 20))
            self._reply("acknowledged")

    def _step(self) -> None:
        """Whatever may happen; in some histories the same few things again and again."""
        self._later(CLOSE if self.few else GAPS)
        kinds = self.few or (REPLIES if self._likely(0.6) else OURS)
        kind = self.dice.choice(kinds)
        if kind in REPLIES:
            self._reply(kind)
        else:
            self._ours(kind)

    def _reply(self, kind: str) -> None:
        came = mark if self._likely(0.04) else papers
        fields = came(self.dice, self.day) | own(kind, self.dice, self.day)
        self._add(kind, fields | self._of(kind), items=True)

    def _ours(self, kind: str) -> None:
        fields: Fields = when(self.dice, self.day) | own(kind, self.dice, self.day)
        if kind in ("received", "appeal_received"):
            fields = mark(self.dice, self.day)
        if kind == "ordered":
            fields |= order(self.dice, self.day, self.items)
        self._add(kind, fields | self._of(kind), items=kind not in ("sent", "received"))
        if kind == "appealed" and self._likely(0.7):
            self._later((0, 0, 1, 3, 6))
            receipt = mark(self.dice, self.day) | self._of("appeal_received")
            self._add("appeal_received", receipt)

    def _of(self, kind: str) -> Fields:
        before = [each["id"] for each in self.events if each["kind"] in ANSWERED.get(kind, ())]
        if before and self._likely(0.4):
            return {"of": self.dice.sample(before, self.dice.randint(1, min(2, len(before))))}
        return {"of": []} if self._likely(0.03) else {}

    def _add(self, kind: str, fields: Fields, *, items: bool = False) -> None:
        event: Fields = {"id": f"e{len(self.events) + 1}", "kind": kind, **fields}
        if items and self._likely(0.6):
            some = self.dice.sample(self.items, self.dice.randint(1, len(self.items)))
            event["items"] = sorted(some)
        self.events.append(event)

    def _correct(self) -> None:
        """An earlier event recorded again, on other days or about other items."""
        for _ in range(self.dice.choice((1, 1, 2))):
            wrong = self.dice.choice(self.events)
            right = {**wrong, "id": f"e{len(self.events) + 1}", "replaces": wrong["id"]}
            for name in ("on", "dated", "postmarked", "received"):
                if name in right and self._likely(0.6):
                    moved = date.fromisoformat(right[name])
                    right[name] = iso(moved, self.dice.choice((-7, -1, 1, 3, 8)))
            if self._likely(0.2):
                right.pop("items", None)
            self.events.append(right)

    def _shuffle(self) -> None:
        """Recorded out of order, each event still after those it names."""
        waiting = list(self.events)
        self.dice.shuffle(waiting)
        self.events = []
        while waiting:
            known = {event["id"] for event in self.events}
            event = next(each for each in waiting if _names(each) <= known)
            waiting.remove(event)
            self.events.append(event)

    def _unname(self) -> None:
        """Nothing says what it is about or what it answers: the defaults decide."""
        for event in self.events:
            event.pop("items", None)
            event.pop("of", None)


def _names(event: Fields) -> set[str]:
    return {*event.get("of", ()), *([event["replaces"]] if "replaces" in event else [])}
