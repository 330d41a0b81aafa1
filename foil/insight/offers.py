"""Letters that fit now, drawn from the record: an appeal that is open, a decision that is overdue,
an extension to answer. Nothing is kept; each is made again when it is asked for.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.source import day_words
from foil.errors import NotFound
from foil.insight import non_response
from foil.insight.asked import MISSED, asked_of, events_of, given, reference_of
from foil.insight.basis import Basis
from foil.insight.histories import histories
from foil.insight.late import POSSIBLE
from foil.insight.lines import clocks_of, stages_of
from foil.insight.offer_case import Case, Offer
from foil.insight.offers_after_appeal import after_appeal
from foil.law.clocks import Clock
from foil.law.event import Event
from foil.law.history import History
from foil.law.words import lead
from foil.letters.appeal_facts import NoRecordsFacts, PartialFacts, withheld
from foil.letters.facts import DenialFacts, Sender, SilenceFacts
from foil.letters.reply_facts import ExtensionReplyFacts, Promise
from foil.letters.request import agency_named
from foil.model.tables import Item, Request

GIVEN = ("approximate_date", "date_certain")


def offers(
    session: Session, request: Request, under: Basis, sender: Sender | None, day: date
) -> tuple[Offer, ...]:
    """The letters that fit the request on that day, one of a kind; `day` dates them."""
    case = case_of(session, request, under, sender, day)
    if case is None:
        return ()
    drawn = (
        *_appeals(case), *after_appeal(case), *_extended(case),
        *non_response.offered(session, request, case),
    )  # fmt: skip
    first = {each.kind: each for each in reversed(drawn)}
    return tuple(first[kind] for kind in dict.fromkeys(each.kind for each in drawn))


def case_of(
    session: Session, request: Request, under: Basis, sender: Sender | None, day: date
) -> Case | None:
    """The request as letters are drawn from it; None where FOIL does not reach it, or before it
    was sent."""
    history = histories(session, [request.id]).get(request.id)
    if request.law != "foil" or request.agency is None or history is None:
        return None
    agency = under.directory.get(request.agency)
    if not agency.foil or not events_of(history, "sent"):
        return None
    items = select(Item.number, Item.words).where(Item.request_id == request.id)
    return Case(
        agency=agency,
        history=history,
        clocks=clocks_of(session, [request], under)[request.id],
        stages=stages_of(session, [request], day)[request.id],
        items={number: words for number, words in session.execute(items) if words.strip()},
        day=day,
        shared={
            "agency": agency_named(agency),
            "dated": day,
            "sender": sender,
            "reference": reference_of(session, request),
            "request": asked_of(request, history, agency),
        },
    )


def offered(found: Sequence[Offer], kind: str) -> Offer:
    """The offer of that kind. Raises NotFound where that letter does not fit now."""
    for each in found:
        if each.kind == kind:
            return each
    raise NotFound("That letter does not fit the request now; look again among its letters.")


def _appeals(case: Case) -> Iterator[Offer]:
    """Appeals that are still open, with their items in words."""
    for clock in case.clocks:
        told = case.told("appeals", clock)
        if clock.kind != "appeal" or clock.state(case.day) not in POSSIBLE or not told["items"]:
            continue
        missed, event = case.missed(clock), case.event(clock)
        if missed:
            yield _silence(case, clock, missed, told)
        elif clock.parent is None and event and event.kind == "denied":
            yield _denial(case, clock, event, told)
        elif clock.parent is None and event and event.kind == "no_records":
            yield _no_records(case, clock, event, told)


def _silence(case: Case, clock: Clock, missed: Clock, told: dict[str, Any]) -> Offer:
    ground = MISSED[missed.kind]
    due = missed.computed or missed.due
    facts = SilenceFacts(
        **told,
        history=case.chronology(),
        last_day=clock.due,
        ground=ground,
        due=due,
        acknowledged=missed.day_zero if ground == "no_determination" else None,
        promised=given(case.history, missed) if ground == "date_passed" else None,
    )
    why = f"Nothing came by {day_words(due)}. {lead(clock)}."
    return Offer("appeal_silence", "Appeal from silence", why, facts, clock.id)


def _denial(case: Case, clock: Clock, denied: Event, told: dict[str, Any]) -> Offer:
    exemptions = denied.detail("exemptions")
    claimed = exemptions if isinstance(exemptions, tuple) else ()
    told = {
        **told,
        "history": case.chronology(),
        "last_day": clock.due,
        "denied": min(denied.days("dated"), default=denied.act_day),
        "received": min(denied.days("received"), default=denied.act_day),
        "exemptions": claimed,
    }
    if denied.detail("scope") != "part":
        why = f"It was denied in writing. {lead(clock)}."
        return Offer("appeal_denial", "Appeal from the denial", why, DenialFacts(**told), clock.id)
    table = tuple(withheld(item, claimed) for item in clock.items)
    facts = PartialFacts(**told, redactions=table)
    why = f"It was denied in part. {lead(clock)}. Fill in what was blacked out, page by page."
    return Offer("appeal_partial", "Appeal from what was withheld", why, facts, clock.id)


def _no_records(case: Case, clock: Clock, answer: Event, told: dict[str, Any]) -> Offer:
    facts = NoRecordsFacts(
        **told,
        history=case.chronology(),
        last_day=clock.due,
        denied=min(answer.days("dated"), default=answer.act_day),
        received=min(answer.days("received"), default=answer.act_day),
        certified=answer.detail("certified") is True,
    )
    why = f"It answered that it has no records. {lead(clock)}."
    return Offer("appeal_no_records", "Appeal from no records found", why, facts, clock.id)


def _extended(case: Case) -> Iterator[Offer]:
    """Extensions whose date is still to come."""
    for clock in case.clocks:
        event, told = case.event(clock), case.told("requests", clock)
        told.pop("items")
        running = clock.kind in GIVEN and clock.state(case.day) in POSSIBLE
        promised = tuple(_promises(case.history))
        if running and event and event.kind == "extended" and promised:
            facts = ExtensionReplyFacts(**told, promised=promised)
            why = f"The determination was put off to {day_words(clock.due)}."
            yield Offer("extension_reply", "Reply to the extension", why, facts, clock.id)


def _promises(history: History) -> Iterator[Promise]:
    """The dates the agency gave, a line for each of its letters."""
    for event in history.events:
        if event.kind in ("acknowledged", "extended", "reopened"):
            days = [each.day for each in event.promised if each.day is not None]
            reason = event.detail("reason_given")
            yield Promise(
                on=min(event.days("dated"), default=event.act_day),
                until=max(days, default=None),
                reason=reason if isinstance(reason, str) else "",
            )
