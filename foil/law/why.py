"""Why a clock says what it says: the steps of the count, and each day counted or struck out.

Data only, built when somebody asks; `foil.law.words` puts it into sentences.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from foil.law.calendars import Calendar, months_after
from foil.law.choices import AGENCY, CHOICES, STATEWIDE
from foil.law.clocks.appeal import OF_AGENCY
from foil.law.clocks.clock import Clock, Reading
from foil.law.clocks.spans import MAIL

Mark = Literal["outside", "zero", "counted", "weekend", "holiday", "last"]
ONE = timedelta(days=1)
FROM = ("appeal_from", "article_78_from")
"""The choices of the day a requester's time runs from."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count: what kind it is, the values its sentence needs, its authority."""

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)
    authority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of the counting calendar: numbered, struck out, or outside the period."""

    day: date
    mark: Mark
    n: int | None = None
    name: str | None = None


def steps(clock: Clock) -> tuple[Step, ...]:
    """The count of a clock, step by step, in the order a person would check it."""
    found = [_start(clock)]
    if clock.unit == "business_days":
        found += _business_days(clock)
    elif clock.unit == "date":
        found.append(Step("stated", {"day": clock.due}, clock.authority[:1]))
    else:
        found += _to_act(clock)
    found += _choices(clock)
    found += _others(clock)
    return tuple(found)


def count(clock: Clock) -> tuple[CountedDay, ...]:
    """Whole weeks, Sunday to Saturday, from day zero to the due date.

    Empty where nothing is counted day by day: months, and dates an agency gave.
    """
    if clock.unit not in ("business_days", "days"):
        return ()
    calendar = clock.rules.calendar
    first = clock.day_zero - timedelta(days=(clock.day_zero.weekday() + 1) % 7)
    end = clock.due + timedelta(days=(5 - clock.due.weekday()) % 7)
    days: list[CountedDay] = []
    n = 0
    day = first
    while day <= end:
        marked = _mark(clock, calendar, day, n + 1)
        n = marked.n or n
        days.append(marked)
        day += ONE
    return tuple(days)


def _mark(clock: Clock, calendar: Calendar, day: date, n: int) -> CountedDay:
    if day < clock.day_zero or day > clock.due:
        return CountedDay(day, "outside")
    if day == clock.day_zero:
        return CountedDay(day, "zero")
    counts = clock.unit == "days" and n <= clock.length
    name = calendar.holiday(day)
    if day == clock.due:
        return CountedDay(day, "last", n if n <= clock.length else None, name)
    if counts:
        return CountedDay(day, "counted", n, name)
    if name is not None:
        return CountedDay(day, "holiday", None, name)
    if not calendar.is_business_day(day):
        return CountedDay(day, "weekend")
    return CountedDay(day, "counted", n)


def _start(clock: Clock) -> Step:
    if clock.parent is not None:
        return Step("silence", {"of": clock.parent, "day": clock.day_zero}, clock.authority[:2])
    if clock.kind == "service":
        return Step("expired", {"day": clock.day_zero}, ("cplr-217-1",))
    if clock.unit == "date":
        return Step("written", {"what": clock.from_kind, "day": clock.day_zero})
    rules = [
        reading.rule
        for reading in clock.readings
        if reading.choice in FROM and reading.start == clock.day_zero
    ]
    own = clock.rules.appeal_from
    rule = own if own in rules else next(iter(rules), None)
    values = {"what": clock.from_kind, "day": clock.day_zero, "rule": rule}
    if any(reading.choice == "receipt" for reading in clock.readings):
        values["came"] = clock.arises_on
    return Step("start", values, ("gcl-20", *_of_agency(clock, rule)))


def _of_agency(clock: Clock, rule: str | None) -> tuple[str, ...]:
    """The agency's own rule on where the thirty days start, where that is the rule used."""
    own = OF_AGENCY.get(clock.rules.appeal_from)
    return (own,) if own and clock.kind == "appeal" and rule == clock.rules.appeal_from else ()


def _business_days(clock: Clock) -> list[Step]:
    calendar = clock.rules.calendar
    weekend, holidays = 0, []
    for n in range(1, (clock.due - clock.day_zero).days):
        day = clock.day_zero + timedelta(days=n)
        if name := calendar.holiday(day):
            holidays.append((name, day))
        elif not calendar.is_business_day(day):
            weekend += 1
    values = {"weekend": weekend, "holidays": tuple(holidays)}
    last = {"n": clock.length, "day": clock.due}
    return [Step("skipped", values, ("gcl-24",)), Step("business day", last, _rests_on(clock))]


def _rests_on(clock: Clock) -> tuple[str, ...]:
    """What sets the length: the statute, or a City's or an agency's own rule named after it."""
    own = clock.kind == "appeal" or any(r.choice == "city_rule" for r in clock.readings)
    return clock.authority[-1:] if own else clock.authority[:1]


def _to_act(clock: Clock) -> list[Step]:
    end = (
        clock.day_zero + timedelta(days=clock.length)
        if clock.unit == "days"
        else months_after(clock.day_zero, clock.length)
    )
    values = {"n": clock.length, "unit": clock.unit, "day": end}
    found = [Step("period", values, clock.authority[:1])]
    if end != clock.due:
        why = clock.rules.calendar.holiday(end)
        found.append(Step("rolled", {"end": end, "name": why, "day": clock.due}, ("gcl-25-a-1",)))
    return found


def _choices(clock: Clock) -> Iterator[Step]:
    """The choices that made the date, each with its option in force and whose it is."""
    rules = clock.rules
    bear = {reading.choice for reading in clock.readings}
    bear |= {"calendar"} if clock.unit != "date" else set()
    bear |= {"missing_notice"} if clock.no_notice else set()
    if clock.kind == "date_certain" and rules.chosen("extensions") == "one":
        bear.add("extensions")
    bear -= {"long_date"} if "city_rule" in bear else set()
    if clock.unit == "business_days":  # an agency's own rule says from which day it counts them
        bear.discard("appeal_from")
    for name, choice in CHOICES.items():
        if name in bear:
            option = choice.option(rules.chosen(name))
            values = {"choice": name, "option": option.name, "whose": rules.whose(name)}
            by_hours = name == "receipt" and option.name == "agency"
            yield _hours(clock) if by_hours else Step("choice", values, option.authority)


def _hours(clock: Clock) -> Step:
    """The agency's own hour, where it has published one; else any hour of the day will do."""
    own = clock.rules.agency.own("closes_at", clock.arises_on)
    if own is not None:
        return Step("hours", {"hour": own.value}, (own.authority,))
    values = {"choice": "receipt", "option": "any_hour", "whose": clock.rules.whose("receipt")}
    return Step("choice", values, CHOICES["receipt"].option("any_hour").authority)


def _others(clock: Clock) -> list[Step]:
    others = clock.contested
    if any(reading.choice == "city_rule" for reading in others):
        others = tuple(reading for reading in others if reading.rule != "twenty_days")
    found = [_reading(clock, reading) for reading in others]
    if clock.against == "requester" and clock.act_on != clock.due:
        found.append(Step("safe", {"day": clock.act_on, "earliest": clock.earliest}))
    if clock.against == "agency" and "case-save-monroe" in clock.authority:
        found.append(Step("beyond", authority=("ao-19355", "case-save-monroe")))
    if clock.against == "agency":
        found += _agency_others(clock)
    if clock.stake == "arguable":
        found.append(Step("arguable"))
    found += [Step("needs", {"fact": need}) for need in clock.needs]
    return found


def _reading(clock: Clock, reading: Reading) -> Step:
    values = {"choice": reading.choice, "rule": reading.rule}
    days = {"start": reading.start, "day": reading.due}
    return Step("reading", {**values, **days}, authority_of(clock, reading))


def authority_of(clock: Clock, reading: Reading) -> tuple[str, ...]:
    """What a reading rests on: its option's authority, or the agency's own regulation."""
    if reading.choice in CHOICES:
        options = CHOICES[reading.choice].options
        return next((each.authority for each in options if each.name == reading.rule), ())
    return tuple(
        each.authority for each in clock.rules.agency.own_rules if each.rule == reading.rule
    )


def department_of(reading: Reading) -> str:
    """Where a reading holds; an agency's own rule is no more than its practice."""
    if reading.choice in CHOICES:
        options = CHOICES[reading.choice].options
        return next((each.department for each in options if each.name == reading.rule), STATEWIDE)
    return AGENCY


def _agency_others(clock: Clock) -> list[Step]:
    found = []
    own = clock.rules.own
    if own is not None and clock.unit == "business_days":
        other = own.add(clock.day_zero, clock.length)
        if other != clock.due:
            found.append(Step("own", _own(clock, own, other), (own.profile.authority,)))
    latest = clock.latest - MAIL if clock.mailed else clock.latest
    if latest > clock.due:
        found.append(Step("latest", {"day": latest}))
    if clock.mailed:
        option = CHOICES["mail_time"].option("ten_days")
        values = {"day": clock.latest, "whose": clock.rules.whose("mail_time")}
        found.append(Step("mail", values, option.authority))
    return found


def _own(clock: Clock, own: Calendar, other: date) -> Mapping[str, object]:
    """The agency's own calendar by its name, the day it gives, and its own closings on the way."""
    closed = sorted(clock.rules.agency_closings.items())
    named = tuple((name, day) for day, name in closed if clock.day_zero < day < other)
    return {"day": other, "title": own.profile.title, "closings": named}
