"""Handing a finished letter to the office's own mail server, because a person pressed send.

What is about to go is written down first, then the mail is handed over outside any save, then what
the server said is written down, with the event that says the letter went. A process that is killed
in between leaves it "handing over": the letter may have gone, so it is handed over again only when
a person who has looked says so. A server that refuses changes nothing of the record.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.policy import SMTP
from io import BytesIO

from sqlalchemy.orm import Session

from foil.archive.store import Kept, Store
from foil.errors import FoilError, MovedOn, Refused
from foil.insight.sendings import is_of, sendings_of
from foil.letters.draft import KIND as REQUEST
from foil.model.database import Database
from foil.model.tables import Letter, LetterSending, Person, Request
from foil.newyork import NEW_YORK
from foil.operations import letter_filing, letters, sealing
from foil.operations.events import unless_moved_on
from foil.operations.journal import note
from foil.operations.letter_filing import Went
from foil.operations.letter_mail import Ready
from foil.operations.letters import Filing
from foil.operations.postbox import NotSent, deliver

BUSY_FOR = timedelta(minutes=3)  # longer than a conversation with the slowest server lasts
UNSURE = (
    "It may have gone: look in the mail server’s log, or ask the agency, before you send it again."
)
GOING = "It is being handed over at this moment; look again in a few minutes."
GONE = "It went already, and is sent once."
OTHER = "The letter changed since this page was drawn; look at it again."
WITHOUT_EVENT = "The server took it, and that could not be recorded ({}). Say how it went."
MESSAGE = "message/rfc822"

Paper = tuple[Kept, str]


@dataclass(frozen=True)
class Pressed:
    """That a person pressed send: on a page drawn from `seq`; `sure` answers the questions it
    asked, `again` says that they looked and it has not gone."""

    seq: int
    sure: bool = False
    again: bool = False


class _Rehearsed(Exception):
    """Undoes a save that was only tried."""


def hand_over(
    person: Person,
    database: Database,
    store: Store,
    letter: Letter,
    ready: Ready,
    papers: Sequence[Paper],
    pressed: Pressed,
    *,
    now: Callable[[], datetime],
) -> LetterSending:
    """Hand the letter over, once. Returns what came of it: "sent", "refused", or "handing over"
    where the server fell silent.

    `papers` are the sealed files with their names, which go on the event with the mail itself.
    Raises Refused where it went already or may have gone, MovedOn, and what recording it raises;
    in none of these has anything gone.
    """
    kept = store.keep(BytesIO(ready.message.as_bytes(policy=SMTP)))
    handing = _Handing(
        person, letter.id, ready, papers, Kept(kept.sha256, kept.size, MESSAGE), now()
    )
    with suppress(_Rehearsed), database.writing() as session:
        handing.record(session, "", seq=pressed.seq, sure=pressed.sure)
        raise _Rehearsed
    with database.writing() as session:
        id_ = handing.begin(session, pressed)
    try:
        answer = deliver(ready.server, ready.message, ready.to)
    except NotSent as error:
        with database.writing() as session:
            return _not_sent(session, id_, error, now())
    try:
        with database.writing() as session:
            row = _taken(session, id_, answer, now())
            row.event = handing.record(session, answer)
            return row
    except FoilError as error:
        # The letter went, whatever keeps that from being recorded: it must not go again.
        with database.writing() as session:
            said = WITHOUT_EVENT.format(str(error).rstrip("."))
            return _taken(session, id_, f"{answer}. {said}", now())


@dataclass(frozen=True)
class _Handing:
    """One handing over: who pressed send, of which letter, at which instant; what goes."""

    person: Person
    letter: int
    ready: Ready
    papers: Sequence[Paper]
    message: Kept
    at: datetime

    def begin(self, session: Session, pressed: Pressed) -> int:
        """Write down that it is about to be handed over; the row's id. Saves go one at a time, so
        that of two who press at once, one finds it written."""
        letter = session.get_one(Letter, self.letter)
        sealing.refuse_unless_finished(letter)
        if sealing.sealed_of(letter)["pdf"] != self.ready.pdf:
            raise MovedOn(OTHER, since=letter.version)
        request = session.get_one(Request, letter.request_id)
        unless_moved_on(request, pressed.seq)
        before = [each for each in sendings_of(session, self.letter) if is_of(each, self.ready.pdf)]
        if before:
            _refuse_twice(before[0], again=pressed.again, now=self.at)
        row = LetterSending(
            request_id=request.id, letter_id=letter.id, state="handing over",
            message_id=self.ready.message_id, sender=self.ready.server.sender,
            recipient=self.ready.to, subject=self.ready.subject[:300],
            message=self.message.sha256, begun_at=self.at, begun_by=self.person.id,
        )  # fmt: skip
        session.add(row)
        says = "letter handed to the mail server"
        note(self.person, session, request, says, now=self.at, document=self.message.sha256)
        session.flush()
        return row.id

    def record(
        self, session: Session, answer: str, *, seq: int | None = None, sure: bool = True
    ) -> str:
        """Record the event that the letter is, at that instant by New York's clocks; its id. `seq`
        None is whatever the record has come to while the letter was handed over."""
        letter = session.get_one(Letter, self.letter)
        request = session.get_one(Request, letter.request_id)
        head = request.head_seq if seq is None else seq
        when = {"at": self.at.astimezone(NEW_YORK).strftime("%Y-%m-%dT%H:%M:%S")}
        papers = [*self.papers, (self.message, f"{request.number} E-mail as it went.eml")]
        if letter.kind == REQUEST:
            proof = f"Message-ID {self.ready.message_id}; {answer}"
            sent = Filing("email", when, to=self.ready.to, proof=proof)
            event = letters.file(
                self.person, session, letter, sent, papers, seq=head, now=self.at, sure=sure
            )
        else:
            went = Went("email", when)
            event = letter_filing.file(
                self.person, session, letter, went, papers, seq=head, now=self.at, sure=sure
            )
        return event.id


def _refuse_twice(before: LetterSending, *, again: bool, now: datetime) -> None:
    if before.state == "sent":
        raise Refused(GONE)
    if before.state == "handing over":
        if now - before.begun_at < BUSY_FOR and not before.answer:
            raise Refused(GOING)
        if not again:
            raise Refused(UNSURE)
        before.state = "set aside"


def _not_sent(session: Session, id_: int, error: NotSent, now: datetime) -> LetterSending:
    row = session.get_one(LetterSending, id_)
    row.answer = str(error)
    if not error.perhaps:
        row.state, row.ended_at = "refused", now
    return row


def _taken(session: Session, id_: int, answer: str, now: datetime) -> LetterSending:
    row = session.get_one(LetterSending, id_)
    row.state, row.answer, row.ended_at = "sent", answer, now
    return row
