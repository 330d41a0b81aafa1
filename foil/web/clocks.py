"""A clock as pages show it: what it is for, how it stands today, its date, its count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from foil.law.authorities import AUTHORITIES, Authority, cite
from foil.law.clocks.clock import Clock
from foil.law.overrides import alarm
from foil.law.sayings import sentences
from foil.law.why import CountedDay, count
from foil.law.words import near, title
from foil.web.words import items, keep_together, plural, short_day

SHOWS: Mapping[str | None, str] = {
    "notice": "the notice or e-mail",
    "postmark": "the postmark",
    "letter": "the letter’s date",
    "receipt": "the day it reached us",
}
"""What shows the day of an agency's act, by the evidence it counts on."""

SOON = 14  # days before one's own last safe day from which a row says "soon"
CLOSING = 7  # and from which it is red: the right closes this week
FROM: Mapping[str, str] = {
    "sent": "the day it was sent",
    "received": "receipt",
    "acknowledged": "the acknowledgement",
    "extended": "the extension",
    "reopened": "the re-opening",
    "denied": "the denial",
    "no_records": "the “no records” answer",
    "referred": "the referral",
    "closed": "the closing",
    "released": "the release",
    "appealed": "the appeal",
    "appeal_received": "receipt of the appeal",
    "appeal_decided": "the decision",
}
ZERO: Mapping[str, str] = {
    "received": "rec’d",
    "sent": "sent",
    "acknowledged": "ack.",
    "denied": "denied",
    "closed": "closed",
    "no_records": "reply",
    "appeal_received": "rec’d",
    "appealed": "appeal",
}
LEADING: Mapping[str, str] = {"article_78": "cplr-217-1"}
"""The authority a clock is known by, where it is not the first it rests on."""

UNITS: Mapping[str, str] = {"business_days": "business day", "days": "day", "months": "month"}
HOLIDAYS: Mapping[str, str] = {
    "New Year’s Day": "New Year",
    "Dr. Martin Luther King, Jr. Day": "King Day",
    "Lincoln’s Birthday": "Lincoln",
    "Washington’s Birthday": "Wash’n",
    "Juneteenth": "June 19",
    "Independence Day": "July 4",
    "Thanksgiving": "Thanks.",
}


@dataclass(frozen=True)
class Shown:
    """One clock on one day. `chip` and `tone` say how it stands; `leads` is the date to act on
    and `beside` what stands next to it; `stands_open` tells a clock still running; `moved` says
    from when, how and why it moved last. `counted` is the clock as the law counts it where the
    office has set another day, and `set_here` says who did, when and why; `why` is the address
    of the page of its reasons."""

    clock: Clock
    what: str
    chip: str
    tone: str
    leads: date
    beside: str
    basis: str
    stands_open: bool
    moved: str = ""
    counted: Clock | None = None
    set_here: str = ""
    why: str = ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the date is what it is, a sentence a step."""
        return tuple(keep_together(each) for each in sentences(self.counted or self.clock))

    @property
    def alarm(self) -> str:
        """What to say where the office's day is later than a right lasts."""
        return alarm(self.clock)

    @property
    def weeks(self) -> list[tuple[CountedDay, ...]]:
        """The counting calendar, a week a row; empty where nothing is counted day by day."""
        days = count(self.counted or self.clock)
        return [days[n : n + 7] for n in range(0, len(days), 7)]

    @property
    def authorities(self) -> list[Authority]:
        """What the date rests on."""
        return [AUTHORITIES[name] for name in self.clock.authority]

    @property
    def anchor(self) -> str:
        """Its name in the page, for links to its reasons."""
        return anchor(self.clock.id)

    def cell(self, day: CountedDay) -> str:
        """What stands in one day of the counting calendar."""
        match day.mark:
            case "zero":
                return ZERO.get(self.clock.from_kind, "day 0")
            case "holiday":
                name = day.name or "Closed"
                return HOLIDAYS.get(name, name.removesuffix(" Day"))
            case "last":
                return str(day.n or "last")
            case _:
                return str(day.n or "")


def anchor(clock: str) -> str:
    """The name in a request's pages of the clock with this id."""
    return "clock-" + "".join(c if c.isalnum() else "-" for c in clock)


def shown(clock: Clock, day: date, whole: tuple[int, ...] = ()) -> Shown:
    """The clock as it stands on that day. `whole` are all items of its request: where the clock
    has fewer, it says which."""
    agency = clock.rules.agency.short
    what = title(clock, agency[:1].upper() + agency[1:])
    if whole and set(clock.items) != set(whole):
        what = f"{what}, {items(clock.items)}"
    chip, tone = standing(clock, day)
    ours = clock.against == "requester"
    return Shown(
        clock, what, chip, tone,
        clock.act_on if ours else clock.due,
        _beside(clock, day), _basis(clock), clock.is_open(day),
    )  # fmt: skip


def standing(clock: Clock, day: date) -> tuple[str, str]:
    """How a clock stands on a day, in words and by tone: "", soon, late or met."""
    match clock.state(day):
        case "waiting":
            return f"from {short_day(clock.arises_on, day)}", ""
        case "met":
            return "met", "met"
        case "met_late":
            return "met late", "late"
        case "ended":
            return "ended", ""
        case "due_today":
            return "today", "late" if clock.stake == "final" else "soon"
        case state:
            return _running(clock, day, state)


def left(last: date, day: date) -> str:
    """How long until a day: today, 1 day left, 5 weeks left."""
    days = (last - day).days
    if days == 0:
        return "today"
    return f"{plural(days, 'day')} left" if days < 28 else f"{days // 7} weeks left"


def lateness(business_days: int) -> str:
    """How late an agency is: 4 business days late; just late over the weekend after its day."""
    return f"{plural(business_days, 'business day')} late" if business_days else "just late"


def in_force(clocks: Iterable[Clock], day: date) -> list[Clock]:
    """The clocks still to be kept in sight: open ones, the soonest first, then those silence
    will start."""
    mine = [clock for clock in clocks if clock.state(day) not in ("met", "met_late", "ended")]
    return sorted(mine, key=lambda clock: (clock.state(day) == "waiting", _leads(clock)))


def _leads(clock: Clock) -> date:
    return clock.act_on if clock.against == "requester" else clock.due


def _running(clock: Clock, day: date, state: str) -> tuple[str, str]:
    if clock.against == "agency":
        if state == "late":
            late = clock.rules.calendar.between(clock.due, day)
            return lateness(late), "late"
        if state == "past_due":
            return "past its date, not late yet", "soon"
        return left(clock.due, day), "soon" if (clock.due - day).days <= 3 else ""
    if state == "late":
        return "the last day has passed", "late"
    if state == "past_due":
        return "safe day passed", "late"
    days = (clock.act_on - day).days
    tone = "late" if days <= CLOSING and clock.stake == "final" else "soon" if days <= SOON else ""
    return left(clock.act_on, day), tone


def _beside(clock: Clock, day: date) -> str:
    parts = (_set_here(clock, day), _other_day(clock, day))
    return "; ".join(part for part in parts if part)


def _set_here(clock: Clock, day: date) -> str:
    """That the office has set this date, and the one the law's count gives."""
    if clock.computed is None:
        return ""
    return f"set by the office; by the count of the law it is {near(clock.computed, day)}"


def _stopped(clock: Clock, day: date) -> str:
    """When it was met or ended, and what shows that day: met Tuesday, November 10, by the
    postmark."""
    if clock.how is None or clock.stopped_on is None or day < clock.stopped_on:
        return ""
    by = f", by {SHOWS[clock.by]}" if clock.by in SHOWS else ""
    return f"{clock.how.replace('_', ' ')} {near(clock.stopped_on, day)}{by}"


def _other_day(clock: Clock, day: date) -> str:
    if stopped := _stopped(clock, day):
        return stopped
    if clock.against == "requester":
        if clock.state(day) == "past_due":
            return f"By another rule you have until {near(clock.latest, day)}: file today"
        return "" if clock.due == clock.act_on else f"last day {near(clock.due, day)}"
    if clock.latest > clock.due and clock.is_open(day):
        return f"not called late before {near(clock.latest, day)} is over"
    return ""


def _basis(clock: Clock) -> str:
    """20 business days from the acknowledgement, POL § 89(3)(a)."""
    names = [name for name in (LEADING.get(clock.kind),) if name in clock.authority]
    cited = "".join(f", {cite(name)}" for name in (names or clock.authority[:1]))
    start = "the missed day" if clock.parent else FROM.get(clock.from_kind, "that day")
    if clock.unit == "date":
        if clock.kind == "court_date":
            return "As it was ordered or agreed"
        return keep_together(f"The date the agency gave{cited}")
    said = f"{plural(clock.length, UNITS[clock.unit])} from {start}{cited}"
    return keep_together(said)
