"""Replies of agencies that nobody has filed: whose they are or may be, and the date each would
start if it is what it may be. Unconfirmed until a person files it; never hidden until then."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select, true
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.lines import Named, Section
from foil.insight.scope import View
from foil.law.words import VERBS
from foil.model.tables import Arrival, Document, Person, Reply, ReplyCandidate, Request
from foil.model.visibility import may_see, visible
from foil.newyork import day_of
from foil.replies.becoming import dated as dated_of

COLUMNS = (
    Reply.id, Reply.request_id, Reply.state, Reply.how, Reply.kind, Reply.pages, Reply.reading,
    Reply.received_on, Reply.clock, Reply.due, Reply.act_on, Reply.made_at, Reply.filed_at,
    Arrival.id.label("arrival_id"), Arrival.name, Arrival.sender, Arrival.subject, Arrival.type,
    Arrival.arrived_at, Arrival.brought_at, Arrival.trouble, Arrival.route,
)  # fmt: skip
MAY_BE: Mapping[str, str] = {
    "appeal": "a denial",
    "exception_appeal": "a decision on a vendor’s claim",
    "article_78": "a decision on the appeal",
    "clarify": "a question",
    "affidavit": "a demand for an affidavit",
    "pay": "a demand for a fee",
    "collect_files": "a grant",
}
"""What a reply is taken to be, by the clock it would start."""
DENIES: Mapping[str, str] = {
    "partial_grant": "a denial in part",
    "no_records": "an answer of no records",
    "closing": "a closing that denies",
    "already_public": "a closing that denies",
    "referral": "a referral",
}
"""What may be appealed beside a plain denial, by the reply's kind."""
LATELY = 12  # rows of what was filed or set aside
BOUNCE = "bounce"
RETURNED = (
    "If our mail came back, what was in it was never received, and no clock of the agency’s runs "
    "from it: send it again another way."
)


@dataclass(frozen=True)
class Unfiled:
    """A reply in one line. `request` is None for one of no request yet, `may_be` then how many it
    may be of; `received` the day it came, `dated` the one it gives itself, None where none could be
    read; `clock`, `due` and `act_on` what it would start, `trouble` why it could not be read."""

    id: int
    request: Named | None
    may_be: tuple[Named, ...]
    sender: str
    subject: str
    name: str
    kind: str
    unsure: bool
    received: date
    dated: date | None
    clock: str
    due: date | None
    act_on: date | None
    trouble: str
    says: tuple[str, ...]
    state: str = "unfiled"
    filed_at: datetime | None = None

    @property
    def title(self) -> str:
        """What it is called: its subject, else its file."""
        return self.subject or self.name

    def would(self, today: date) -> str:
        """The date it would start, as a sentence begins: "if this is a denial dated November 20:
        appeal by December 18"; "" where it would start none."""
        if self.act_on is None:
            return ""
        what = MAY_BE.get(self.clock, "what it seems to be")
        if self.clock == "appeal" and not self.unsure:
            what = DENIES.get(self.kind, what)
        since = f"dated {_day(self.dated, today)}" if self.dated else ""
        since = since or f"counted from {_day(self.received, today)}, when it came"
        joined = f"{what} {since}" if self.dated else f"{what}, {since}"
        verb = VERBS.get(self.clock, "Act").lower()
        return f"if this is {joined}: {verb} by {_day(self.act_on, today)}"


@dataclass(frozen=True)
class Tray:
    """All that came: not filed yet, filed lately, and set aside as about no request; `unread` are
    the names of what is kept and still being read."""

    unfiled: Section[Unfiled]
    filed: Section[Unfiled]
    aside: Section[Unfiled]
    unread: tuple[str, ...]


def not_filed(session: Session, view: View) -> Section[Unfiled]:
    """Replies that wait to be filed, the nearest date first. Four queries, however many."""
    return _listed(session, view, "unfiled", Reply.act_on.asc().nulls_last(), Reply.id)


def tray(person: Person, session: Session, *, limit: int | None) -> Tray:
    """Everything that came and `person` may see, the first `limit` rows of each list."""
    view = View(person=person, basis=basis(session), limit=limit)
    newest = (Reply.filed_at.desc().nulls_last(), Reply.id.desc())
    return Tray(
        unfiled=not_filed(session, view),
        filed=_listed(session, replace(view, limit=LATELY), "filed", *newest),
        aside=_listed(session, replace(view, limit=LATELY), "aside", *newest),
        unread=being_read(person, session),
    )


def being_read(person: Person, session: Session) -> tuple[str, ...]:
    """The names of what is kept and was not read yet, as far as `person` may see it."""
    wanted = select(Arrival.name).where(Arrival.read_at.is_(None)).order_by(Arrival.id)
    return tuple(session.scalars(visible(wanted.limit(LATELY), person)))


def of_request(person: Person, session: Session, request: Request) -> Section[Unfiled]:
    """The request's replies that wait to be filed, and those that may be of it."""
    view = View(person=person, basis=basis(session))
    candidate = exists().where(
        ReplyCandidate.reply_id == Reply.id, ReplyCandidate.request_id == request.id
    )
    about = or_(Reply.request_id == request.id, Reply.request_id.is_(None) & candidate)
    order = (Reply.act_on.asc().nulls_last(), Reply.id)
    return _listed(session, view, "unfiled", *order, about=about)


def _listed(
    session: Session, view: View, state: str, *order: Any, about: ColumnElement[bool] | None = None
) -> Section[Unfiled]:
    wanted = select(*COLUMNS).join(Arrival, Arrival.id == Reply.arrival_id)
    wanted = wanted.where(Reply.state == state, _whose(view), true() if about is None else about)
    wanted = visible(wanted, view.person)
    total = session.scalar(wanted.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    found = session.execute(wanted.order_by(*order).limit(view.limit)).all() if total else []
    return Section(tuple(lines(session, view, found)), total)


def count_unfiled(person: Person, session: Session) -> int:
    """How many replies wait to be filed that `person` may see."""
    wanted = select(func.count()).select_from(Reply).where(Reply.state == "unfiled")
    return session.scalar(visible(wanted, person)) or 0


def unmatched(person: Person, session: Session) -> tuple[int, date | None]:
    """How many unfiled replies that `person` may see are, and may be, of no request; and the
    nearest date that one would start."""
    nobodys = ~exists().where(ReplyCandidate.reply_id == Reply.id)
    wanted = select(func.count(), func.min(Reply.act_on)).select_from(Reply)
    wanted = wanted.where(Reply.state == "unfiled", Reply.request_id.is_(None), nobodys)
    many, first = session.execute(visible(wanted, person)).one()
    return many, first


def of_a_reply() -> ColumnElement[bool]:
    """Whether a document is what an unfiled reply to its request came on: then the reply speaks for
    it."""
    return exists().where(
        Reply.request_id == Document.request_id,
        Reply.state == "unfiled",
        Arrival.id == Reply.arrival_id,
        Arrival.sha256 == Document.sha256,
    )


def counts(session: Session, requests: Collection[int]) -> dict[int, int]:
    """How many replies of each of these requests are not filed; the requests come through
    `visible`."""
    wanted = select(Reply.request_id, func.count()).where(
        Reply.state == "unfiled", Reply.request_id.in_(requests)
    )
    return {id_: n for id_, n in session.execute(wanted.group_by(Reply.request_id)) if id_}


def lines(session: Session, view: View, found: Sequence[Row[*tuple[Any, ...]]]) -> list[Unfiled]:
    """Rows of COLUMNS as lines, with the requests they are or may be of that the person sees."""
    may_be = _may_be(session, [row.id for row in found if row.request_id is None])
    ids = {row.request_id for row in found if row.request_id} | {
        each for requests in may_be.values() for each in requests
    }
    named = {}
    if ids:
        wanted = visible(select(Request).where(Request.id.in_(ids)), view.person)
        named = {each.id: view.named(each) for each in session.scalars(wanted)}
    return [line(row, named, may_be[row.id]) for row in found]


def _whose(view: View) -> ColumnElement[bool]:
    """With `mine`, what is of one's own requests, or may be, or was brought by oneself."""
    if not view.mine:
        return true()
    person = view.person
    own = or_(Request.owner_id == person.id, Request.deputy_id == person.id)
    mine = select(Request.id).where(own, may_see(person))
    candidate = exists().where(
        ReplyCandidate.reply_id == Reply.id, ReplyCandidate.request_id.in_(mine)
    )
    loose = Reply.brought_by == person.id
    return or_(Reply.request_id.in_(mine), Reply.request_id.is_(None) & or_(candidate, loose))


def _may_be(session: Session, loose: Iterable[int]) -> defaultdict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    ids = list(loose)
    wanted: Select[ReplyCandidate] = select(ReplyCandidate).where(ReplyCandidate.reply_id.in_(ids))
    for row in session.scalars(wanted.order_by(ReplyCandidate.id)) if ids else ():
        found[row.reply_id].append(row.request_id)
    return found


def line(
    row: Row[*tuple[Any, ...]], named: Mapping[int, Named], may_be: Sequence[int] = ()
) -> Unfiled:
    """A row of COLUMNS as a line; `named` are the requests that may be shown, by id."""
    reading: dict[str, Any] = json.loads(row.reading)
    received = row.received_on or day_of(row.arrived_at)
    return Unfiled(
        id=row.id,
        request=named.get(row.request_id),
        may_be=tuple(named[id_] for id_ in may_be if id_ in named),
        sender=row.sender,
        subject=row.subject,
        name=row.name,
        kind=row.kind,
        unsure="kind" in reading.get("unsure", ()),
        received=received,
        dated=dated_of(reading, received),
        clock=row.clock,
        due=row.due,
        act_on=row.act_on,
        trouble=row.trouble,
        says=tuple(reading.get("says", ())),
        state=row.state,
        filed_at=row.filed_at,
    )


def _day(day: date, today: date) -> str:
    """December 18, with the year where it is not this one's."""
    return f"{day:%B} {day.day}" + ("" if day.year == today.year else f", {day.year}")
