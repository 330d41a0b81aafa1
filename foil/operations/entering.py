"""Requests begun elsewhere, entered many at a time: each with its items, its numbers and its whole
history so far, marked as entered later, in a few statements however many there are.

Clocks are not counted here: what was never counted is stale, and `recount` takes it up at once.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, tuple_
from sqlalchemy.orm import Session

from foil.law.facts import canonical
from foil.model.base import instant_text
from foil.model.tables import (
    Event,
    Item,
    Override,
    Person,
    Reference,
    Relation,
    Request,
    RequestReference,
)
from foil.operations import matters
from foil.operations.events import event_hash
from foil.operations.journal import note_all
from foil.operations.placing import Places, places
from foil.operations.relations import KINDS
from foil.operations.requests import PUBLIC_TITLE, newest_number, number_after
from foil.sheets.told import Told

WHAT = "entered later"
LONGEST_NOTE = 300

Rows = list[dict[str, Any]]


class Entering:
    """One save of many requests, `person`'s, at one instant. `opened` are the matters it made;
    `was` are the requests by their numbers where they came from, `apart` the relations, by the id
    of their first end, whose other end has not been entered yet."""

    def __init__(self, person: Person, session: Session, *, now: datetime) -> None:
        self.person = person
        self.session = session
        self.now = now
        self.where: Places = places(person, session)
        self.newest = newest_number(session)
        self.opened: list[int] = []
        self.was: dict[str, int] = {}
        self.apart: list[tuple[int, str, str]] = []

    def enter(self, requests: Sequence[tuple[Told, str]]) -> list[int]:
        """Enter these, each as `placing.ready` left it, with the words that say where it was
        taken from; the ids of what they became, in their order."""
        if not requests:
            return []
        self._open_matters(told for told, _ in requests)
        rows, events = [], []
        for told, source in requests:
            row, own = self._request(told, source)
            rows.append(row)
            events.append(own)
        made = insert(Request).returning(Request.id, sort_by_parameter_order=True)
        ids = list(self.session.scalars(made, rows))
        self._insert(Event, _bound(ids, events))
        self._insert(Item, _bound(ids, [_items(told) for told, _ in requests]))
        self._insert(Override, _bound(ids, [self._days_set(told) for told, _ in requests]))
        self._refer(ids, [told for told, _ in requests])
        self._relate(ids, [told for told, _ in requests])
        heads = [(row["number"], row["head_hash"], row["head_seq"]) for row in rows]
        note_all(self.person, self.session, heads, WHAT, now=self.now)
        return ids

    def _request(self, told: Told, source: str) -> tuple[dict[str, Any], Rows]:
        """The row of one request and those of its events."""
        events, head = self._events(told, source)
        number, self.newest = number_after(self.newest), self.newest + 1
        owner = self.where.owner(told)
        step_by = self.where.someone(told.next_step_by) or owner
        return {
            "number": number,
            "agency": told.agency,
            "agency_words": told.agency_words or None,
            "technology": told.technology,
            "law": told.law,
            "matter_id": self.where.matters.get(told.matter.casefold()) if told.matter else None,
            "requester": told.requester[:200],
            "owner_id": owner,
            "deputy_id": self.where.someone(told.deputy) if told.deputy else None,
            "signer_id": self.where.someone(told.signer) if told.signer else None,
            "private": told.private,
            "sensitive": told.sensitive,
            "public_title": " ".join(told.public_title.split())[:PUBLIC_TITLE],
            "working_title": " ".join(told.working_title.split())[:300],
            "next_step": told.next_step,
            "next_step_on": told.next_step_on if told.next_step else None,
            "next_step_by": step_by if told.next_step else None,
            "head_seq": len(events),
            "head_hash": head,
            "made_at": self.now,
            "made_by": self.person.id,
        }, events

    def _events(self, told: Told, source: str) -> tuple[Rows, str]:
        rows: Rows = []
        prev, at = "", instant_text(self.now)
        for seq, entered in enumerate(told.events, 1):
            text = canonical(entered.facts)
            own = event_hash(prev, text, at, self.person.id)
            note = f"{source}; {entered.note}" if entered.note else source
            rows.append(
                {
                    "seq": seq,
                    "id": str(entered.facts["id"]),
                    "facts": text,
                    "recorded_at": self.now,
                    "recorded_by": self.person.id,
                    "prev": prev,
                    "hash": own,
                    "entered": note[:LONGEST_NOTE],
                }
            )
            prev = own
        return rows, prev

    def _days_set(self, told: Told) -> Rows:
        return [
            {
                "clock": each.clock,
                "day": date.fromisoformat(each.day),
                "reason": each.reason,
                "computed": date.fromisoformat(each.computed),
                "made_at": self.now,
                "made_by": self.person.id,
            }
            for each in told.days_set
        ]

    def _open_matters(self, requests: Iterable[Told]) -> None:
        """Open the matters that are not there yet, and let their people see them."""
        for told in requests:
            key = told.matter.casefold()
            if not told.matter:
                continue
            if key not in self.where.matters:
                made = matters.open_matter(self.person, self.session, told.matter, now=self.now)
                self.where.matters[key] = made.id
                self.opened.append(made.id)
            matter = self.where.matters[key]
            if matter in self.opened:
                deputy = self.where.someone(told.deputy) if told.deputy else None
                for someone in filter(None, (self.where.owner(told), deputy)):
                    matters.add_member(self.person, self.session, matter, someone, now=self.now)

    def _refer(self, ids: Sequence[int], requests: Sequence[Told]) -> None:
        """Note the numbers others gave; one that several requests have is kept once."""
        wanted = {each for told in requests for each in (*told.numbers, *_sent_with(told))}
        known = self._known(wanted)
        self._insert(Reference, [{"kind": k, "number": n} for k, n in sorted(wanted - set(known))])
        known = self._known(wanted)
        rows = [
            {"request_id": id_, "reference_id": known[each]}
            for id_, told in zip(ids, requests, strict=True)
            for each in dict.fromkeys([*told.numbers, *_sent_with(told)])
        ]
        self._insert(RequestReference, rows)

    def _relate(self, ids: Sequence[int], requests: Sequence[Told]) -> None:
        """Join those that were joined where they came from, once both ends are here."""
        for id_, told in zip(ids, requests, strict=True):
            if told.was:
                self.was.setdefault(told.was, id_)
            told_of = [each for each in dict.fromkeys(told.relations) if each[0] in KINDS]
            self.apart += [(id_, kind, other) for kind, other in told_of]
        made: dict[str, Any] = {"made_at": self.now, "made_by": self.person.id}
        here = [each for each in self.apart if each[2] in self.was]
        self.apart = [each for each in self.apart if each[2] not in self.was]
        ends = [{"from_id": id_, "kind": k, "to_id": self.was[other]} for id_, k, other in here]
        self._insert(Relation, [end | made for end in ends if end["from_id"] != end["to_id"]])

    def _known(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        numbers = sorted(wanted)
        for start in range(0, len(numbers), 200):
            some = numbers[start : start + 200]
            rows = select(Reference).where(tuple_(Reference.kind, Reference.number).in_(some))
            found |= {(each.kind, each.number): each.id for each in self.session.scalars(rows)}
        return found

    def _insert(self, table: type[Any], rows: Rows) -> None:
        if rows:
            self.session.execute(insert(table), rows)


def _bound(ids: Sequence[int], rows: Sequence[Rows]) -> Rows:
    return [{"request_id": id_, **row} for id_, own in zip(ids, rows, strict=True) for row in own]


def _items(told: Told) -> Rows:
    return [
        {"number": n, "words": words, "category": category}
        for n, (words, category) in enumerate(told.items, 1)
    ]


def _named(facts: dict[str, object]) -> list[object]:
    given = facts.get("references")
    return given if isinstance(given, list) else []


def _sent_with(told: Told) -> list[tuple[str, str]]:
    return [("request", str(number)) for each in told.events for number in _named(each.facts)]
