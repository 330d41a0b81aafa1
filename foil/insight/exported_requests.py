"""Requests as rows of a sheet: what people read, and in one column all that a request is."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select

from foil.insight.asker import Asker
from foil.insight.basis import Basis
from foil.insight.lines import Named, named
from foil.insight.merged import BATCH, Stream
from foil.insight.relations import relations_by
from foil.insight.requests import DRAFT, MATTER, OTHER_LAW
from foil.insight.states import standing
from foil.law.clocks import Clock
from foil.law.event import Event as Happening
from foil.law.facts import stored
from foil.law.history import history_of
from foil.law.rules import Rules
from foil.law.stages import most_urgent
from foil.law.words import title
from foil.model.tables import (
    ClockRow,
    Event,
    Item,
    Override,
    Reference,
    Request,
    RequestReference,
    StageRow,
)
from foil.sheets.ours import REQUESTS, pieces
from foil.sheets.writing import Value

FIRST_OF = {
    "Date sent": "sent", "Date received": "received", "Date acknowledged": "acknowledged",
    "Date denied": "denied", "Date appealed": "appealed", "Appeal received": "appeal_received",
    "Appeal decided": "appeal_decided", "Date sued": "sued", "Date closed": "closed",
}  # fmt: skip
"""Columns that show the first day something of a kind happened."""

NUMBERS = {"Tracking number": "request", "Appeal number": "appeal", "Court number": "court"}
LAWS = {"foil": "FOIL", "other": "Another law"}


def request_rows(asked: Asker) -> Iterator[Sequence[Value]]:
    """A row for each request, as `REQUESTS` names its columns."""
    session, rules = asked.session, _rules(asked.under)
    items = Stream(
        session, asked.rows_of(Item, Item.number, Item.words, Item.category).order_by(Item.number)
    )
    events = Stream(session, asked.rows_of(Event, Event.facts).order_by(Event.seq))
    clocks = Stream(session, asked.rows_of(ClockRow, ClockRow).order_by(ClockRow.n))
    stages = Stream(session, asked.rows_of(StageRow, StageRow.stage).where(standing(asked.day)))
    numbers = Stream(session, _references(asked))
    days = Stream(session, _days_set(asked))
    joined = relations_by(asked.person, session)
    found = session.execute(asked.whole(Request, MATTER).execution_options(yield_per=BATCH))
    for request, matter in found:
        told = _Told(
            asked, request, named(request, asked.under), matter or "",
            items.of(request.id), numbers.of(request.id),
            [stored(facts) for facts in events.of(request.id)],
            [row.clock(r) for row in clocks.of(request.id) if (r := rules(request))],
            stages.of(request.id),
            days.of(request.id),
            joined.get(request.id, ()),
        )  # fmt: skip
        yield from told.rows()
        session.expunge(request)


def _references(asked: Asker) -> Select[*tuple[Any, ...]]:
    statement = asked.rows_of(RequestReference, Reference.kind, Reference.number)
    return statement.join(Reference, Reference.id == RequestReference.reference_id).order_by(
        Reference.id
    )


def _days_set(asked: Asker) -> Select[*tuple[Any, ...]]:
    columns = Override.clock, Override.day, Override.reason, Override.computed
    statement = asked.rows_of(Override, *columns).where(Override.ended_at.is_(None))
    return statement.order_by(Override.id)


def _rules(under: Basis) -> Callable[[Request], Rules | None]:
    """The rules of a request, laid out once an agency."""

    @cache
    def of_agency(agency: str | None) -> Rules | None:
        return under.rules(agency)

    return lambda request: of_agency(request.agency) if request.law == "foil" else None


@dataclass(frozen=True)
class _Told:
    """One request with all that its row is made of."""

    asked: Asker
    request: Request
    named: Named
    matter: str
    items: Sequence[tuple[int, str, str | None]]
    numbers: Sequence[tuple[str, str]]
    events: Sequence[Happening]
    clocks: Sequence[Clock]
    stages: Sequence[str]
    days_set: Sequence[tuple[str, date, str, date]]
    relations: Sequence[tuple[str, str]]

    def rows(self) -> Iterator[Sequence[Value]]:
        """Its row; and one more for each further piece of its particulars."""
        whole: dict[str, Value] = {**self._names(), **self._days(), **self._clocks()}
        first, *more = pieces(json.dumps(self._particulars(), separators=(",", ":")))
        whole["Particulars"] = first
        yield [whole.get(column) for column in REQUESTS]
        for piece in more:
            rest = {"Desk number": self.request.number, "Particulars": piece}
            yield [rest.get(column) for column in REQUESTS]

    def _names(self) -> dict[str, Value]:
        request, asked = self.request, self.asked
        step_by = asked.name(request.next_step_by)
        return {
            "Desk number": request.number,
            "Title": self.named.title,
            "Public title": request.public_title,
            "Agency": self.named.agency_name,
            "Law": LAWS[request.law],
            "Technology": request.technology,
            "Requested documents": self._asked_for(),
            "Requester of record": request.requester,
            "Next step": request.next_step,
            "Next step on": request.next_step_on,
            "Next step by": step_by,
            "Owner": asked.name(request.owner_id),
            "Deputy": asked.name(request.deputy_id),
            "Signer": asked.name(request.signer_id),
            "Matter": self.matter,
            "Private": "yes" if request.private else "",
            **{
                column: "; ".join(number for each, number in self.numbers if each == kind)
                for column, kind in NUMBERS.items()
            },
        }

    def _asked_for(self) -> str:
        if len(self.items) == 1:
            return self.items[0][1]
        return "\n".join(f"{number}. {' '.join(words.split())}" for number, words, _ in self.items)

    def _days(self) -> dict[str, Value]:
        whole = tuple(number for number, _, _ in self.items) or (1,)
        stand = history_of(self.events, whole).events if self.events else ()
        first = {each.kind: each for each in reversed(stand)}
        found: dict[str, Value] = {
            column: first[kind].act_day for column, kind in FIRST_OF.items() if kind in first
        }
        promised = [p.day for each in stand for p in each.promised if p.day]
        found["Stated date"] = promised[-1] if promised else None
        found["Sent by"] = first["sent"].by if "sent" in first else None
        decided = first.get("appeal_decided")
        outcome = decided.detail("outcome") if decided else None
        found["Appeal outcome"] = str(outcome).replace("_", " ") if outcome else None
        return found

    def _clocks(self) -> dict[str, Value]:
        day, short = self.asked.day, self.named.short
        going = [each for each in self.clocks if each.is_open(day) and each.state(day) != "waiting"]
        ours = [
            each for each in going
            if each.against == "requester" and each.stake != "arguable" and each.latest >= day
        ]  # fmt: skip
        theirs = [each for each in going if each.against == "agency"]
        found: dict[str, Value] = {"Stage": self._stage()}
        if ours:
            own = min(ours, key=lambda each: (each.act_on, each.due))
            found |= {"Act on": own.act_on, "Last day": own.due}
            found["Own date is for"] = title(own, short)
        if theirs:
            next_ = min(theirs, key=lambda each: (each.due < day, abs((each.due - day).days)))
            found |= {"Agency’s date": next_.due, "Agency’s date is for": title(next_, short)}
        return found

    def _stage(self) -> str:
        if self.request.law != "foil" and self.request.head_seq:
            return OTHER_LAW
        return most_urgent(self.stages) if self.stages else DRAFT

    def _particulars(self) -> dict[str, object]:
        request, asked = self.request, self.asked
        on = request.next_step_on
        return {
            "agency": request.agency,
            "agency_words": request.agency_words or "",
            "law": request.law,
            "technology": request.technology,
            "public_title": request.public_title,
            "working_title": request.working_title,
            "requester": request.requester,
            "items": [[words, category] for _, words, category in self.items],
            "numbers": [list(each) for each in self.numbers],
            "relations": [list(each) for each in self.relations],
            "next_step": request.next_step,
            "next_step_on": on.isoformat() if on else None,
            "next_step_by": asked.email(request.next_step_by),
            "owner": asked.email(request.owner_id),
            "deputy": asked.email(request.deputy_id),
            "signer": asked.email(request.signer_id),
            "matter": self.matter,
            "private": request.private,
            "sensitive": request.sensitive,
            "days_set": [
                [clock, day.isoformat(), reason, computed.isoformat()]
                for clock, day, reason, computed in self.days_set
            ],
        }
