"""Where rights are lost: one sentence at the moment it matters, with its authority."""

from collections.abc import Iterator, Sequence
from datetime import date

from foil.law.clocks.clock import Clock
from foil.law.event import Event
from foil.law.history import History
from foil.law.missteps import asking_again, early_appeal, left_out, wrong_officer
from foil.law.trap import Finder, Moment, Trap
from foil.law.words import long

__all__ = ["Trap", "traps"]

REPEAL_50_A = date(2020, 6, 12)
PORTAL_DAYS = 20
"""What the City portal calls “20 business days” and adds to the date already due."""


def traps(history: History, clocks: Sequence[Clock], day: date) -> tuple[Trap, ...]:
    """Every trap that matters on that day, the gravest first."""
    at = Moment(history, clocks, day)
    return tuple(trap for find in _FINDERS for trap in find(at))


def silent_appeal(at: Moment) -> Iterator[Trap]:
    """A silent appeal starts four months with no letter.

    Authority: pol-89-4-b, cplr-217-1, case-portfolio-media
    """
    for clock in at.finals("article_78"):
        if clock.parent == "decide_appeal":
            yield Trap(
                "silent-appeal",
                f"The appeal was denied by silence on {long(clock.day_zero)}. "
                f"{at.lead(clock)}; no letter will come to remind you.",
                ("pol-89-4-b", "cplr-217-1", "case-portfolio-media"),
                clock.from_event,
            )


def remanded(at: Moment) -> Iterator[Trap]:
    """A remand does not stop the clock.

    Authority: ao-19780, cplr-217-1, pol-89-4-a
    """
    for event in at.events("appeal_decided"):
        waits = {item for clock in at.finals("article_78") for item in clock.items}
        sent_back = event.detail("outcome") in ("remanded", "premature")
        if sent_back and not waits.isdisjoint(event.items or ()):
            yield Trap(
                "remanded",
                "Sending the request back does not decide the appeal: the four months to sue run "
                "all the same.",
                ("ao-19780", "pol-89-4-a", "cplr-217-1"),
                event.id,
            )


def partial_denial(at: Moment) -> Iterator[Trap]:
    """A partial denial, redactions too, starts the thirty days now.

    Authority: pol-89-4-a, case-mingo
    """
    for clock in at.finals("appeal"):
        event = next(e for e in at.history.events if e.id == clock.from_event)
        if event.detail("scope") == "part" or event.detail("as") == "part":
            yield Trap(
                "partial-denial",
                "A partial denial, redactions included, starts the thirty days now; later "
                f"releases do not restart them. {at.lead(clock)}.",
                ("pol-89-4-a", "case-mingo"),
                event.id,
            )


def closed_denial(at: Moment) -> Iterator[Trap]:
    """“Closed” is often a denial.

    Authority: pol-89-4-a
    """
    for clock in at.finals("appeal"):
        if clock.from_kind == "closed":
            yield Trap(
                "closed-denial",
                "“Closed” is a denial here unless its reasons say otherwise, and it may be "
                f"appealed. {at.lead(clock)}.",
                ("pol-89-4-a",),
                clock.from_event,
            )


def no_appeal_notice(at: Moment) -> Iterator[Trap]:
    """A letter that names no appeal may excuse a missed one, but does not stop the clock.

    Authority: nycrr-1401-7-b, case-barrett, case-advocates-for-children
    """
    unanswered = {c.from_event for c in at.clocks if c.kind == "appeal" and c.how is None}
    for event in at.events("denied", "no_records"):
        if event.detail("appeal_notice") is False and event.id in unanswered:
            yield Trap(
                "no-appeal-notice",
                "The letter does not say that you may appeal. Courts have excused a missed appeal "
                "for that, and have refused to: appeal in time all the same.",
                ("nycrr-1401-7-b", "case-barrett", "case-advocates-for-children"),
                event.id,
            )


def no_date(at: Moment) -> Iterator[Trap]:
    """An acknowledgement without a date is itself a failure that may be appealed.

    Authority: pol-89-3-a-response, nycrr-1401-5-e-2, case-south-shore-press
    """
    waiting = {
        clock.from_event for clock in at.clocks if clock.kind == "determine" and not clock.how
    }
    for event in at.events("acknowledged"):
        if event.id in waiting and not any(p.day or p.business_days for p in event.promised):
            yield Trap(
                "no-date",
                "The acknowledgement gives no approximate date, as the law asks. That alone has "
                "been held a denial; the twenty business days run in any case.",
                ("pol-89-3-a-response", "nycrr-1401-5-e-2", "case-south-shore-press"),
                event.id,
            )


def portal_twenty(at: Moment) -> Iterator[Trap]:
    """The City portal adds its “20 business days” to the five-day date, not to the acknowledgement.

    Authority: openrecords-code, pol-89-3-a-20bd
    """
    for clock in at.clocks:
        if clock.kind != "determine" or not clock.is_open(at.day):
            continue
        event = next(e for e in at.history.events if e.id == clock.from_event)
        lawful = clock.rules.calendar.add(clock.day_zero, PORTAL_DAYS)
        for given in _portal_dates(at, clock, event):
            if given > lawful:
                yield Trap(
                    "portal-twenty",
                    "The portal adds its “20 business days” to the five-day date, so that it shows "
                    f"{long(given)}: counted from the acknowledgement they end {long(lawful)}.",
                    ("openrecords-code", "pol-89-3-a-20bd"),
                    event.id,
                )


def _portal_dates(at: Moment, determine: Clock, event: Event) -> Iterator[date]:
    """The dates of an acknowledgement that a City portal has counted from the five-day date."""
    rules = determine.rules
    if rules.agency.own_calendar != "nyc-portal":
        return
    calendars = {rules.calendar, rules.own or rules.calendar}
    answered = [
        clock.day_zero
        for clock in at.clocks
        if clock.kind == "acknowledge" and clock.ended_by == event.id
        if not set(clock.items).isdisjoint(determine.items)
    ]
    shown = {c.add(c.add(zero, 5), PORTAL_DAYS) for c in calendars for zero in answered}
    for promise in event.promised:
        twenty = promise.business_days == PORTAL_DAYS
        if promise.day is not None and (twenty or promise.day in shown):
            yield promise.day


def receipt_only(at: Moment) -> Iterator[Trap]:
    """“Successfully submitted” is proof of receipt, not an acknowledgement.

    Authority: pol-89-3-a-response
    """
    for clock in at.clocks:
        if clock.kind == "acknowledge" and clock.is_open(at.day) and clock.from_kind == "received":
            yield Trap(
                "receipt-only",
                "A portal’s “successfully submitted” proves receipt; it is not the "
                "acknowledgement the law asks for.",
                ("pol-89-3-a-response",),
                clock.from_event,
            )


def fifty_a(at: Moment) -> Iterator[Trap]:
    """Civil Rights Law § 50-a was repealed on June 12, 2020.

    Authority: laws-2020-96
    """
    for event in at.events("denied", "closed"):
        said = (event.detail("exemptions"), event.detail("grounds"), event.detail("reasons"))
        if "50-a" in str(said) and event.act_day >= REPEAL_50_A:
            yield Trap(
                "fifty-a",
                "Civil Rights Law § 50-a was repealed on June 12, 2020: a denial that rests on it "
                "rests on nothing.",
                ("laws-2020-96",),
                event.id,
            )


_FINDERS: tuple[Finder, ...] = (
    left_out,
    wrong_officer,
    asking_again,
    silent_appeal,
    partial_denial,
    closed_denial,
    remanded,
    early_appeal,
    no_appeal_notice,
    fifty_a,
    no_date,
    portal_twenty,
    receipt_only,
)
