"""Letters that fit once there was an appeal: it is overdue, was sent back, or a suit is open."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from foil.catalog.source import day_words
from foil.insight.asked import events_of
from foil.insight.late import POSSIBLE
from foil.insight.offer_case import Case, Offer
from foil.law.clocks import Clock
from foil.law.event import Event
from foil.law.words import lead
from foil.letters.appeal_facts import End, OverdueFacts, PreSuitFacts, RemandFacts

DECIDE, SUE = "decide_appeal", "article_78"


def after_appeal(case: Case) -> Iterator[Offer]:
    """The letters that fit, from the clocks of the appeal; its items are in words."""
    appealed = events_of(case.history, "appealed")
    for clock in case.clocks if appealed else ():
        told = case.told("appeals", clock) | {"appealed": appealed[-1].act_day}
        if not told["items"]:
            continue
        if clock.kind == DECIDE and case.late(clock):
            yield _overdue(clock, told)
        decide = case.beside(clock, DECIDE)
        if clock.kind == SUE and decide and clock.state(case.day) in POSSIBLE:
            told["appeal_received"] = decide.day_zero
            yield from _decided(case, clock, decide, told)


def _decided(case: Case, suit: Clock, decide: Clock, told: dict[str, Any]) -> Iterator[Offer]:
    """What fits once the appeal has ended: by silence, by a denial, or by being sent back."""
    decision = case.event(suit)
    if suit.parent == DECIDE and case.late(decide):
        yield _suit(case, suit, "silence", decide.computed or decide.due, told)
    elif decision and decision.kind == "appeal_decided":
        if decision.detail("outcome") == "denied":
            yield _suit(case, suit, "denied", decision.act_day, told)
        elif decision.detail("outcome") == "remanded":
            yield _remanded(decision, decide, told)


def _overdue(clock: Clock, told: dict[str, Any]) -> Offer:
    due = clock.computed or clock.due
    facts = OverdueFacts(**told, appeal_received=clock.day_zero, due=due)
    why = f"The appeal was to be decided by {day_words(due)}."
    return Offer("appeal_overdue", "The appeal is not decided", why, facts, clock.id)


def _remanded(decision: Event, decide: Clock, told: dict[str, Any]) -> Offer:
    decided = min(decision.days("dated"), default=decision.act_day)
    facts = RemandFacts(**told, decided=decided, due=decide.computed or decide.due)
    why = f"The appeal was sent back on {day_words(decided)}, undecided."
    return Offer("after_remand", "The appeal was sent back", why, facts, decide.id)


def _suit(case: Case, suit: Clock, how: End, ended: date, told: dict[str, Any]) -> Offer:
    facts = PreSuitFacts(**told, history=case.chronology(), how=how, ended=ended, last_day=suit.due)
    why = f"The appeal has ended. {lead(suit)}."
    return Offer("pre_suit_demand", "Demand before suit", why, facts, suit.id)
