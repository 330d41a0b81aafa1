"""Taking in what agencies write back: the bytes are kept first, then read outside any save, then
written down as replies. Whatever stops it midway, a worker goes on from what is kept; the same
file, and the same mail by another way, are one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import BinaryIO

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from foil.archive.store import Kept, Store
from foil.errors import Busy, FoilError, Full, Unreachable
from foil.model.database import Database
from foil.model.tables import Arrival, OfficePattern, Person, Reply
from foil.model.visibility import find_request, visible
from foil.operations import intake_reading
from foil.operations.documents import refuse_empty
from foil.operations.file_names import tidy_name
from foil.operations.intake_reading import (
    BROKE,
    Read,
    form,
    is_letter,
    read_file,
    read_mail,
    unread,
)
from foil.operations.reply_making import Asking, ask_again, asked_of, make
from foil.operations.worker import Worker
from foil.replies.bundle import LARGEST, opened
from foil.replies.form import Form
from foil.replies.mail import messages
from foil.replies.patterns import Pattern
from foil.replies.whole import LARGEST as LETTER
from foil.replies.whole import LETTERS

GRACE = timedelta(minutes=2)  # after which what is kept and not read was left by a killed process
LATER = 4 << 20  # bytes of a file, a scan say, beyond which reading it takes longer than one waits
AT_ONCE = 50  # arrivals read in one turn of the worker
DEEPEST = 3  # zips and mailboxes within one another
TYPES: dict[Form, str] = {"mailbox": "application/mbox", "zip": "application/zip"}
EMPTY = "There is no file in it."
TOO_DEEP = "It is a file within files within files: unpack it, and bring what is in it."


@dataclass(frozen=True)
class Taken:
    """What became of something that came. `replies` are its ids, those of everything in it for a
    mailbox or a zip; `again` says that all of it was here already; `says` is a sentence for whoever
    brought it."""

    arrival_id: int
    replies: tuple[int, ...]
    again: bool
    says: str


def take_in(
    person: Person | None,
    database: Database,
    store: Store,
    stream: BinaryIO,
    name: str,
    *,
    now: datetime,
    route: str,
    source: str = "",
    request: str | None = None,
    later: bool = False,
) -> Taken:
    """Keep what came, read it and say whose it is. `person` is who brought it, None for what came
    by itself; `route` how ("dropped", "pasted", "mailbox", "command"), `source` from where in
    words; `request` the number of the one it is of, where that is known. With `later`, what takes
    long to read, a mailbox, a zip, a large scan, is only kept, and read by the worker.

    Raises NotFound where `person` may see no such request, BadInput for an empty file, Full,
    TooLarge; nothing else, whatever the bytes are.
    """
    if request is not None and person is not None:
        with database.reading() as session:
            request = find_request(session, person, request).number
    kept = store.keep(stream)
    refuse_empty(name, kept.size)
    bringing = _Bringing(database, store, now, route, source, Asking(_id(person), request))
    what = form(store, kept.sha256, name) if later else "file"
    id_, again = bringing.keep(replace(kept, type=TYPES.get(what, kept.type)), name)
    if not later or (what not in TYPES and kept.size <= LATER):
        bringing.read(id_)
    return bringing.taken(id_, again=again)


def is_reply(store: Store, kept: Kept, name: str) -> bool:
    """Whether a file in a request's tray is a mail, or a letter to us: what is neither, a
    production say, waits there as a file."""
    what = form(store, kept.sha256, name)
    if what in ("mail", "mailbox"):
        return True
    if what == "zip" or kept.type not in LETTERS or kept.size > LETTER:
        return False
    with store.open(kept.sha256) as file:
        return is_letter(file.read())


def read_waiting(worker: Worker) -> None:
    """Read what was only kept, and what a process that was killed left unread."""
    now = worker.now()
    with worker.database.reading() as session:
        long_ = or_(Arrival.type.in_(TYPES.values()), Arrival.size > LATER)
        due = or_(Arrival.brought_at <= now - GRACE, long_)
        left = select(Arrival).where(Arrival.read_at.is_(None), due)
        waiting = session.scalars(left.order_by(Arrival.id).limit(AT_ONCE)).all()
    for each in waiting:
        if worker.ending.is_set():
            return
        asking = Asking(each.brought_by, None)
        way = worker.database, worker.store, now, each.route, each.source, asking
        _Bringing(*way).read(each.id)


@dataclass(frozen=True)
class _Bringing:
    """One thing being taken in, with all that is inside it."""

    database: Database
    store: Store
    now: datetime
    route: str
    source: str
    asking: Asking

    def keep(self, kept: Kept, name: str, within: int | None = None) -> tuple[int, bool]:
        """Write down that it came. Its arrival's id, and whether it was here already."""
        with self.database.writing() as session:
            wanted = select(Arrival).where(Arrival.sha256 == kept.sha256)
            arrival = session.scalars(wanted).one_or_none()
            if arrival is not None:
                if arrival.read_at is None:
                    arrival.told = asked_of(arrival.told, self.asking)
                else:
                    ask_again(session, arrival, self.asking, now=self.now)
                return arrival.id, True
            arrival = Arrival(
                sha256=kept.sha256,
                size=kept.size,
                name=tidy_name(name),
                type=kept.type,
                route=self.route,
                source=self.source[:300],
                arrived_at=self.now,
                brought_at=self.now,
                brought_by=self.asking.person,
                within=within,
                told=asked_of("{}", self.asking),
            )
            session.add(arrival)
            session.flush()
            return arrival.id, False

    def read(self, id_: int, depth: int = 0) -> None:
        """Read it, unless that was done, and write down what it is."""
        with self.database.reading() as session:
            arrival = session.get_one(Arrival, id_)
            patterns = patterns_of(session)
        if arrival.read_at is not None:
            return
        read = self._read(arrival, patterns, depth)
        with self.database.writing() as session:
            row = session.get_one(Arrival, id_)
            if row.read_at is None:
                make(session, row, read, now=self.now)

    def taken(self, id_: int, *, again: bool) -> Taken:
        """What became of it, as far as who brought it may see."""
        with self.database.reading() as session:
            arrival = session.get_one(Arrival, id_)
            person = session.get(Person, self.asking.person) if self.asking.person else None
            replies = tuple(_replies(session, arrival, person))
        ids = tuple(each.id for each in replies)
        again = again and all(each.made_at < self.now for each in replies)
        return Taken(id_, ids, again, _says(arrival, len(ids), again=again))

    def _read(self, arrival: Arrival, patterns: Sequence[Pattern], depth: int) -> Read:
        """What it is. Whatever breaks its reader is said, and hides nothing."""
        try:
            what = form(self.store, arrival.sha256, arrival.name)
            if what == "mailbox":
                return self._mailbox(arrival, depth)
            if what == "zip" and (read := self._zip(arrival, depth)) is not None:
                return read
            return self._one(arrival, what, patterns)
        except (Busy, Full, Unreachable):
            raise
        except FoilError as error:
            return unread(str(error))
        except Exception as error:  # noqa: BLE001 - it is kept, and a person is told to read it
            return unread(BROKE.format(type(error).__name__))

    def _one(self, arrival: Arrival, what: Form, patterns: Sequence[Pattern]) -> Read:
        if what != "mail" and arrival.size > LETTER:
            return unread(intake_reading.TOO_LARGE)
        with self.store.open(arrival.sha256) as file:
            raw = file.read()
        if what == "mail":
            return read_mail(raw, self.store, patterns, arrival.brought_at)
        return read_file(raw, patterns, arrival.brought_at)

    def _mailbox(self, arrival: Arrival, depth: int) -> Read:
        """Each mail of a mailbox an arrival of its own."""
        with self.store.open(arrival.sha256) as file:
            for n, raw in enumerate(messages(file), start=1):
                self._inside(arrival, f"{arrival.name}, mail {n:,}.eml", raw, depth)
        return replace(unread(""), type=TYPES["mailbox"])

    def _zip(self, arrival: Arrival, depth: int) -> Read | None:
        """Each file of a zip an arrival of its own; None for a Word file and its like."""
        if arrival.size > LARGEST:
            return None
        with self.store.open(arrival.sha256) as file:
            bundle = opened(file.read(), arrival.name)
        if bundle.office:
            return None
        if depth >= DEEPEST:
            return unread(TOO_DEEP)
        for name, content in bundle.files:
            if content:
                self._inside(arrival, name, content, depth)
        says = bundle.says or (() if bundle.files else (EMPTY,))
        return replace(unread(" ".join(says)), type=TYPES["zip"])

    def _inside(self, arrival: Arrival, name: str, content: bytes, depth: int) -> None:
        kept = self.store.keep(BytesIO(content))
        for asking in Asking.all_of(arrival):
            own = replace(self, asking=asking, route=arrival.route, source=arrival.source)
            id_, _ = own.keep(kept, name, within=arrival.id)
            own.read(id_, depth + 1)


def _id(person: Person | None) -> int | None:
    return None if person is None else person.id


def patterns_of(session: Session) -> list[Pattern]:
    """What the office confirmed that phrases mean, those taken away apart."""
    rows = select(OfficePattern).where(OfficePattern.removed_at.is_(None))
    found = session.scalars(rows.order_by(OfficePattern.id))
    return [Pattern(row.phrase, row.kind, row.agency) for row in found]


def _replies(session: Session, arrival: Arrival, person: Person | None) -> Iterator[Reply]:
    """The replies that `person` may see, all for None, on an arrival, on the mail it is a copy of,
    and on all that was in it."""
    ids = [arrival.id] if arrival.same_as is None else [arrival.id, arrival.same_as]
    while ids:
        wanted = select(Reply).where(Reply.arrival_id.in_(ids))
        wanted = wanted.order_by(Reply.arrival_id, Reply.id)
        yield from session.scalars(wanted if person is None else visible(wanted, person))
        inner = select(Arrival.id).where(Arrival.within.in_(ids))
        ids = list(session.scalars(inner.order_by(Arrival.id)))


def _says(arrival: Arrival, replies: int, *, again: bool) -> str:
    if arrival.read_at is None:
        return f"{arrival.name} is kept, and being read; what is in it comes up here and on Today."
    if again:
        return f"{arrival.name} is here already."
    if arrival.trouble:
        return f"{arrival.name} is kept. {arrival.trouble}"
    if replies > 1:
        return f"{arrival.name}: {replies:,} replies, not filed yet."
    return f"{arrival.name} is kept, and not filed yet."
