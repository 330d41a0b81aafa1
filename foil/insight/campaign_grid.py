"""A campaign side by side: each agency's steps and stage, and what each said about every item."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.campaign_recipients import Recipient, draft_in, recipients
from foil.insight.campaigns import ask_of, ask_row, requests_in
from foil.insight.directory import directory
from foil.insight.histories import histories
from foil.insight.letter_terms import terms
from foil.insight.requests import Line, requests
from foil.insight.wanted import Wanted
from foil.law.event import Event
from foil.law.history import History
from foil.letters.draft import KIND, Draft
from foil.letters.merge import with_each
from foil.model.tables import Item, Letter, Person, Request
from foil.newyork import day_of
from foil.sheets.writing import Page, Value

STEPS: Mapping[str, tuple[str, ...]] = {
    "Sent": ("sent",),
    "Received": ("received",),
    "Acknowledged": ("acknowledged",),
    "Determined": ("granted", "denied", "no_records", "released", "closed", "referred"),
    "Appealed": ("appealed",),
}
"""What a request goes through, and the kinds of event that show it."""

RELEASED, IN_PART, GRANTED, WITHHELD = "released", "released in part", "granted", "withheld"
NO_RECORDS, PUT_OFF, OTHERWISE = "no records", "put off", "answered otherwise"
NOT_MENTIONED, NOT_ASKED = "not mentioned", "not asked"
ANSWERS = (
    RELEASED, IN_PART, GRANTED, WITHHELD, NO_RECORDS, PUT_OFF, OTHERWISE, NOT_MENTIONED, NOT_ASKED,
)  # fmt: skip
SAYS = {
    "granted": GRANTED, "denied": WITHHELD, "no_records": NO_RECORDS, "extended": PUT_OFF,
    "referred": OTHERWISE, "closed": OTHERWISE, "appeal_decided": OTHERWISE,
}  # fmt: skip
ON_APPEAL = {"denied": WITHHELD, "granted": GRANTED, "granted_in_part": IN_PART}
CLOSED = {"fulfilled": RELEASED, "granted": GRANTED, "part": IN_PART, "denial": WITHHELD}


@dataclass(frozen=True)
class Row:
    """One agency of the grid. `stage` is its request's, or how its letter stands; `reached` holds
    the first day of each step; `last` is what happened last, and when; `answers` are by item."""

    short: str
    stage: str
    line: Line | None
    recipient: Recipient | None
    reached: Mapping[str, date]
    last: tuple[str, date] | None
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Grid:
    """The rows by agency, and the items asked for: key and words. Every row is in one stage, and
    has one answer to each item, so the numbers add up."""

    rows: Sequence[Row]
    items: Sequence[tuple[str, str]]
    recounting: int

    @property
    def stages(self) -> Counter[str]:
        """How many agencies stand in each stage."""
        return Counter(row.stage for row in self.rows)

    @property
    def steps(self) -> dict[str, int]:
        """How many agencies have come to each step."""
        return {step: sum(step in row.reached for row in self.rows) for step in STEPS}

    def answered(self, key: str) -> Counter[str]:
        """How many gave each answer to the item."""
        return Counter(row.answers.get(key, NOT_ASKED) for row in self.rows)


def grid(person: Person, session: Session, campaign_id: int, day: date) -> Grid:
    """The campaign as `person` may see it, on that day, in a fixed number of queries."""
    ask = ask_row(person, session, campaign_id)
    found = recipients(person, session, ask, campaign_id)
    listing = requests(
        person, session, day, Wanted(campaign=campaign_id, sort="agency"), limit=None
    )
    asked = {each.id: each for each in requests_in(person, session, campaign_id)}
    told = histories(session, asked)
    keys = _keys(session, asked)
    by_request = {each.row.request_id: each for each in found if each.row.request_id}
    rows = []
    for line in listing.lines.rows:
        history = told.get(line.request.id)
        answers = {key: answer(history, n) for n, key in keys.get(line.request.id, {}).items()}
        each = by_request.get(line.request.id)
        rows.append(
            Row(
                line.request.short,
                line.stage,
                line,
                each,
                _reached(history),
                _last(history),
                answers,
            )
        )
    rows += [Row(e.short, e.stands, None, e, {}, None, {}) for e in found if not e.row.request_id]
    rows.sort(key=lambda row: row.short.casefold())
    return Grid(rows, _items(session, ask_of(ask) if ask else None, keys, day), listing.recounting)


def answer(history: History | None, item: int) -> str:
    """What the agency last said of one item of its request, as one of ANSWERS."""
    said = NOT_MENTIONED
    for event in history.events if history else ():
        if event.items is not None and item not in event.items:
            continue
        said = _said(event, said)
    return said


def _said(event: Event, before: str) -> str:
    """What an event makes of what was said before it: nothing, where it is no answer."""
    if event.kind == "released":
        part = event.detail("part") == "part" or before == WITHHELD
        return IN_PART if part else RELEASED
    if event.kind == "denied" and before in (RELEASED, IN_PART):
        return IN_PART
    if event.kind == "appeal_decided":
        return ON_APPEAL.get(str(event.detail("outcome")), OTHERWISE)
    if event.kind == "closed":
        kept = before if before not in (NOT_MENTIONED, PUT_OFF) else OTHERWISE
        return CLOSED.get(str(event.detail("as")), kept)
    return SAYS.get(event.kind, before)


def _reached(history: History | None) -> dict[str, date]:
    first: dict[str, date] = {}
    for event in history.events if history else ():
        for step, kinds in STEPS.items():
            if event.kind in kinds:
                first[step] = min(first.get(step, event.act_day), event.act_day)
    return first


def _last(history: History | None) -> tuple[str, date] | None:
    if history is None or not history.events:
        return None
    event = max(history.events, key=lambda each: each.act_day)
    return event.kind.replace("_", " "), event.act_day


def _keys(session: Session, asked: Mapping[int, Request]) -> dict[int, dict[int, str]]:
    """Of each request, the ask's own name for each numbered item: a letter may leave items out."""
    letters = select(Letter).where(Letter.request_id.in_(asked), Letter.kind == KIND)
    drafts = {
        each.request_id: draft_in(asked[each.request_id], each)
        for each in session.scalars(letters.order_by(Letter.id.desc()))
    }
    numbers = select(Item.request_id, Item.number, Item.category).where(Item.request_id.in_(asked))
    found: dict[int, dict[int, str]] = {}
    for id_, number, category in session.execute(numbers.order_by(Item.request_id, Item.number)):
        draft = drafts.get(id_)
        items = draft.choices(day_of(asked[id_].made_at)).items if draft else ()
        name = items[number - 1].key if number <= len(items) else category or f"item {number}"
        found.setdefault(id_, {})[number] = name
    return found


def _items(
    session: Session, ask: Draft | None, keys: Mapping[int, Mapping[int, str]], day: date
) -> list[tuple[str, str]]:
    """The items by key and words: the ask's own first, then those some request has beside them."""
    named: dict[str, str] = {}
    if ask is not None:
        letter = ask.letter(None, day, with_each(directory(session)), **terms(session))
        named = {b.key.removeprefix("item:"): b.heading or b.text[:60] for b in letter.items}
    for numbers in keys.values():
        for key in numbers.values():
            named.setdefault(key, key.replace("-", " ").capitalize())
    return list(named.items())


def pages(found: Grid) -> list[Page]:
    """The grid as two sheets: agencies against steps, and against items."""
    heads = ("Agency", "Desk number", "Stage", *STEPS, "Last", "Last day", "Next day")
    answered = ("Agency", "Desk number", *(words for _, words in found.items))
    return [
        Page("Agencies", heads, list(_agency_rows(found)), frozenset({"Agency"})),
        Page("Items", answered, list(_answer_rows(found)), frozenset({"Agency"})),
    ]


def _agency_rows(found: Grid) -> Iterator[Sequence[Value]]:
    for row in found.rows:
        name = row.line.request.agency_name if row.line else (row.recipient or row).short
        what, when = row.last or (None, None)
        ahead = row.line.next.due if row.line and row.line.next else None
        days = [row.reached.get(step) for step in STEPS]
        number = row.line.request.number if row.line else None
        yield name, number, row.stage, *days, what, when, ahead


def _answer_rows(found: Grid) -> Iterator[Sequence[Value]]:
    for row in found.rows:
        number = row.line.request.number if row.line else None
        yield row.short, number, *(row.answers.get(key, NOT_ASKED) for key, _ in found.items)
