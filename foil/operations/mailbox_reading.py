"""Reading the mailbox: each message taken in once, and how far it was read kept after each.

A worker that is killed between taking a message in and writing that down takes it in again, which
changes nothing: the same bytes, and the same mail, are there once. So does one that finds the
folder's numbers given anew (its UIDVALIDITY). What cannot be taken in stays where it is, and that
is said.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import Busy, FoilError, Full, Unreachable
from foil.insight.mailbox import folder_of
from foil.model.mailbox import MailboxFolder, MailboxLeft
from foil.operations import leases
from foil.operations.intake import Taken, take_in
from foil.operations.mailbox import Box, Folder, LeftThere, NotRead
from foil.operations.mailbox_opening import opened
from foil.operations.mailbox_settings import mailbox
from foil.operations.postbox import shortened
from foil.operations.worker import Worker
from foil.replies.mail.fields import words

LEASE = "mailbox"
ROUTE = "mailbox"
EVERY = timedelta(minutes=1)  # from one look into the folder to the next
SPELL = timedelta(minutes=1)  # of reading, after which whatever else is due has its turn
PAUSES = tuple(timedelta(minutes=n) for n in (1, 2, 5, 10, 20, 30))  # before each new try
GIVEN_UP = 4  # tries at one message that broke off, before it is left where it is
BROKEN_OFF = "Reading it broke off {} times: {}"
UNSETTLED = "What came was taken in, but stays where it is: {}"
UNTAKEN = "It could not be taken in ({})."

TakeIn = Callable[..., Taken]


@dataclass
class _Reading:
    """One spell of reading a folder: its row, what it is read with, how many were taken in."""

    worker: Worker
    box: Box
    folder: Folder
    row: MailboxFolder
    take: TakeIn
    taken: int = 0
    unsettled: str = ""


def read_mailbox(worker: Worker, take: TakeIn = take_in) -> int:
    """Take in what came since, if it is time to look. Returns how many messages were taken in.

    Raises NotRead the first time that something keeps the mailbox from being read; it is tried
    again after a growing pause.
    """
    with worker.database.reading() as session:
        box = mailbox(session)
        if box is None or not is_due(folder_of(session, box.place), worker.now()):
            return 0
    row = _begin(worker, box)
    if row is None:
        return 0
    try:
        with opened(box) as folder:
            return _read(_Reading(worker, box, folder, row, take))
    except (NotRead, Busy, Full, Unreachable) as error:
        if _note_trouble(worker, row.id, str(error)):
            raise
        return 0
    finally:
        with worker.database.writing() as session:
            leases.release(session, LEASE, worker.holder)


def is_due(row: MailboxFolder | None, now: datetime) -> bool:
    """Whether it is time to look into the folder."""
    if row is None:
        return True
    if row.try_at is not None:
        return row.try_at <= now
    return row.looked_at is None or now - row.looked_at >= EVERY


def _begin(worker: Worker, box: Box) -> MailboxFolder | None:
    """The folder's row, made if it is new; None while another worker reads."""
    with worker.database.writing() as session:
        row, now = folder_of(session, box.place), worker.now()
        # Another may have looked through it since this worker saw that it is time.
        if not is_due(row, now) or not leases.take(session, LEASE, worker.holder, now=now):
            return None
        if row is None:
            row = MailboxFolder(place=box.place)
            session.add(row)
            session.flush()
        return row


def _read(reading: _Reading) -> int:
    """Take in every message above the last one, for a spell."""
    worker, row, folder = reading.worker, reading.row, reading.folder
    last = row.last_uid if row.uid_validity == folder.validity else 0
    until = worker.now() + SPELL
    for uid in folder.after(last):
        if worker.ending.is_set() or worker.now() > until:
            return reading.taken
        if not _one(reading, uid):
            return reading.taken
    with worker.database.writing() as session:
        row = session.get_one(MailboxFolder, row.id)
        _well(row)
        row.looked_at = worker.now()
    if reading.unsettled:
        raise NotRead(UNSETTLED.format(reading.unsettled))
    return reading.taken


def _one(reading: _Reading, uid: int) -> bool:
    """Take in one message, or leave it, and write down that it is done with. Whether this worker
    is still the one that reads."""
    try:
        took = _take(reading, uid)
    except LeftThere as error:
        return _done(reading, uid, left=_left(reading, uid, error))
    except NotRead as error:
        tries = reading.row.tries if reading.row.trouble == str(error) else 0
        if tries >= GIVEN_UP and not reading.taken:
            says = BROKEN_OFF.format(tries + 1, error)
            _done(reading, uid, left=_left(reading, uid, LeftThere(says)))
            return False  # the conversation is over; the next look goes on past it
        raise
    if took:
        reading.taken += 1
        try:
            reading.folder.settle(uid)
        except LeftThere as error:
            reading.unsettled = str(error)
    return _done(reading, uid, took=took)


def _take(reading: _Reading, uid: int) -> bool:
    """Give the message's bytes to the intake; whether there were any.

    Raises LeftThere for one that the intake does not take, NotRead.
    """
    file = reading.folder.fetch(uid)
    if file is None:
        return False
    worker, source = reading.worker, reading.box.place
    with file:
        try:
            reading.take(
                None, worker.database, worker.store, file, f"message {uid}.eml",
                now=worker.now(), route=ROUTE, source=source,
            )  # fmt: skip
        except (Busy, Full, Unreachable):
            raise
        except FoilError as error:
            raise LeftThere(str(error)) from error
        except Exception as error:
            # One message that trips the desk over holds up no other, and is said to be there.
            says = f"{type(error).__name__}: {shortened(str(error))}"
            raise LeftThere(UNTAKEN.format(says)) from error
    return True


def _left(reading: _Reading, uid: int, why: LeftThere) -> MailboxLeft:
    """What to say of a message that stays where it is."""
    head = BytesHeaderParser().parsebytes(reading.folder.about(uid))
    said = {name: shortened(words(str(head.get(name, ""))))[:300] for name in ("from", "subject")}
    return MailboxLeft(
        folder_id=reading.row.id, uid_validity=reading.folder.validity, uid=uid,
        size=why.size, sender=said["from"], subject=said["subject"], why=str(why)[:500],
        made_at=reading.worker.now(),
    )  # fmt: skip


def _done(
    reading: _Reading, uid: int, *, took: bool = False, left: MailboxLeft | None = None
) -> bool:
    """Write down that the message is done with, and hold on to the lease. Whether this worker is
    still the one that reads: where another has read on, what it wrote down stands."""
    worker = reading.worker
    with worker.database.writing() as session:
        now = worker.now()
        if not leases.take(session, LEASE, worker.holder, now=now):
            return False
        row = session.get_one(MailboxFolder, reading.row.id)
        if row.uid_validity == reading.folder.validity and row.last_uid >= uid:
            return False
        row.uid_validity, row.last_uid = reading.folder.validity, uid
        if took:
            row.message_at, row.taken = now, row.taken + 1
        if left is not None and not _known(session, left):
            session.add(left)
        _well(row)
    return True


def _known(session: Session, left: MailboxLeft) -> bool:
    of = (MailboxLeft.folder_id == left.folder_id, MailboxLeft.uid_validity == left.uid_validity)
    wanted = select(MailboxLeft.id).where(*of, MailboxLeft.uid == left.uid)
    return session.scalar(wanted) is not None


def _well(row: MailboxFolder) -> None:
    row.trouble, row.troubled_since, row.tries, row.try_at = "", None, 0, None


def _note_trouble(worker: Worker, id_: int, says: str) -> bool:
    """Write down what is wrong, and when to try again; whether that is new."""
    with worker.database.writing() as session:
        row, now = session.get_one(MailboxFolder, id_), worker.now()
        new, says = row.trouble != says[:1000], says[:1000]
        row.trouble, row.troubled_since = says, row.troubled_since or now
        row.try_at = now + PAUSES[min(row.tries, len(PAUSES) - 1)]
        row.tries += 1
    return new
