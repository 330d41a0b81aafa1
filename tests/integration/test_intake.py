"""What comes is kept before anything in it is read, is one however often it comes, and is never
dropped."""

import io
import signal
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256

import pytest
from sqlalchemy import select

from foil.archive.store import Folder
from foil.errors import BadInput
from foil.model.database import Database
from foil.model.tables import Arrival, Document, Person, Reply, ReplyCandidate, Request
from foil.operations.intake import Taken, read_waiting, take_in
from foil.operations.references import write_down
from foil.operations.rematching import match_again
from foil.operations.worker import Worker
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history

NUMBER = "FOIL-2026-056-01234"
DENIAL = (
    "November 20, 2026\n\nRe: FOIL request {}\n\nYour request is denied under Public Officers "
    "Law § 87(2)(e)(iv). You may appeal this determination within thirty days."
)


def mail(
    words: str = DENIAL.format(NUMBER),
    *,
    subject: str = f"Request {NUMBER}",
    sender: str = "Records Access Officer <records@agency.example.org>",
    to: str = "foil@office.example.org",
    id_: str = "<one@agency.example.org>",
    attached: tuple[str, bytes] | None = None,
    **headers: str,
) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = sender, to, subject, id_
    made["Date"] = "Fri, 20 Nov 2026 10:00:00 -0500"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    if attached:
        name, content = attached
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


class Desk:
    """A desk that things come to."""

    def __init__(self, database: Database, store: Folder, person: Person, now: datetime) -> None:
        self.database, self.store, self.person, self.now = database, store, person, now

    def take(
        self,
        raw: bytes,
        name: str = "reply.eml",
        *,
        by: Person | None = None,
        route: str = "dropped",
        request: str | None = None,
    ) -> Taken:
        by = None if route == "mailbox" else by or self.person
        return take_in(
            by, self.database, self.store, io.BytesIO(raw), name,
            now=self.now, route=route, request=request,
        )  # fmt: skip

    def request(self, number: str = "", agency: str = "nypd", **how: object) -> Request:
        made = history(
            self.database, self.person, self.now, SENT, RECEIVED, ACKNOWLEDGED,
            agency=agency, **how,
        )  # fmt: skip
        if number:
            with self.database.writing() as session:
                row = session.get_one(Request, made.id)
                write_down(self.person, session, row, "request", number, now=self.now)
        return made

    def rows(self, table: type) -> list:
        with self.database.reading() as session:
            return list(session.scalars(select(table).order_by(table.id)))


@pytest.fixture
def desk(database: Database, store: Folder, person: Person, now: datetime) -> Desk:
    return Desk(database, store, person, now)


def test_a_denial_by_mail_is_kept_read_matched_and_says_the_date_it_would_start(desk: Desk) -> None:
    request = desk.request(NUMBER)
    raw = mail(attached=("letter.pdf", b"%PDF-1.4 not much of one"))
    taken = desk.take(raw)
    (arrival,), (reply,) = desk.rows(Arrival), desk.rows(Reply)
    assert arrival.sha256 == sha256(raw).hexdigest()
    with desk.store.open(arrival.sha256) as file:
        assert file.read() == raw
    assert arrival.message_id == "one@agency.example.org"
    assert taken.replies == (reply.id,)
    assert (reply.request_id, reply.how, reply.kind) == (request.id, "number", "denial")
    assert (reply.clock, str(reply.due), str(reply.act_on)) == (
        "appeal",
        "2026-12-21",
        "2026-12-18",
    )
    names = [document.name for document in desk.rows(Document)]
    assert names == ["reply.eml", "letter.pdf"]


def test_the_same_file_and_the_same_mail_by_another_way_are_one(desk: Desk) -> None:
    desk.request(NUMBER)
    first = desk.take(mail())
    assert not first.again
    desk.now += timedelta(hours=1)
    again = desk.take(mail())
    assert (again.again, again.replies) == (True, first.replies)
    other_way = desk.take(mail(Received="from a by b; Fri, 20 Nov 2026 10:00:09 -0500"))
    assert other_way.replies == first.replies
    assert [arrival.same_as for arrival in desk.rows(Arrival)] == [None, first.arrival_id]
    assert len(desk.rows(Reply)) == 1


def test_what_one_dropped_for_themselves_still_comes_to_the_office_by_its_mailbox(
    desk: Desk, outsider: Person
) -> None:
    request = desk.request(NUMBER)
    with desk.database.writing() as session:
        session.get_one(Request, request.id).private = True
    mine = desk.take(mail(), by=outsider)
    assert [reply.request_id for reply in desk.rows(Reply)] == [None]
    theirs = desk.take(mail(), route="mailbox")
    desk.take(mail(), route="mailbox")
    assert [reply.request_id for reply in desk.rows(Reply)] == [None, request.id]
    assert (mine.arrival_id, theirs.arrival_id) == (1, 1)
    third = desk.take(mail(), by=outsider)
    assert (third.replies, third.says) == (mine.replies, "reply.eml is kept, and not filed yet.")


def test_a_mail_that_bears_anothers_id_is_one_of_its_own(desk: Desk) -> None:
    desk.request(NUMBER)
    desk.take(mail("We have received your request."))
    desk.take(mail())
    assert [reply.kind for reply in desk.rows(Reply)][1] == "denial"


def test_the_same_mail_for_two_requests_is_two_replies_on_one_arrival(desk: Desk) -> None:
    one, two = desk.request(), desk.request()
    desk.take(mail(), request=one.number)
    desk.take(mail(), request=two.number)
    desk.take(mail(), request=two.number)
    assert len(desk.rows(Arrival)) == 1
    assert [reply.request_id for reply in desk.rows(Reply)] == [one.id, two.id]


def test_a_mailbox_is_taken_apart_and_each_mail_once(desk: Desk) -> None:
    desk.request(NUMBER)
    each = [mail(id_=f"<{n}@agency.example.org>", words=f"Note {n}.") for n in range(3)]
    box = b"".join(b"From a@b Fri Nov 20 10:00:00 2026\n" + one + b"\n" for one in each)
    desk.take(each[1])
    taken = desk.take(box, "old.mbox")
    arrivals, replies = desk.rows(Arrival), desk.rows(Reply)
    assert [arrival.type for arrival in arrivals].count("application/mbox") == 1
    assert len(replies) == 3
    assert {arrival.within for arrival in arrivals} == {None, taken.arrival_id}
    desk.take(box, "old.mbox")
    assert len(desk.rows(Reply)) == 3


def test_a_zip_is_taken_apart_and_what_stays_inside_is_said(desk: Desk) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("reply.eml", mail())
        archive.writestr("letter.txt", DENIAL.format(NUMBER))
    taken = desk.take(packed.getvalue(), "all.zip")
    assert [reply.kind for reply in desk.rows(Reply)] == ["denial", "denial"]
    assert set(taken.replies) == {reply.id for reply in desk.rows(Reply)}
    desk.take(packed.getvalue()[:-30], "cut.zip")
    cut = desk.rows(Arrival)[-1]
    assert "damaged" in cut.trouble
    assert desk.rows(Reply)[-1].arrival_id == cut.id


@pytest.mark.parametrize(
    ("name", "raw", "kind", "trouble"),
    [
        ("pasted.txt", DENIAL.format(NUMBER).encode(), "denial", False),
        ("page.html", b"<html><body><p>Your FOIL request is denied under section "
         b"87(2)(b).</p></body></html>", "denial", False),
        ("noise.bin", bytes(range(256)) * 4, "other", True),
        ("cut.pdf", b"%PDF-1.4 cut off", "other", True),
        ("half.eml", b"From: x\nSubject: \xff\xfe\n\n\x00\x00", "other", False),
    ],
)  # fmt: skip
def test_whatever_comes_is_kept_and_where_it_cannot_be_read_it_may_be_a_denial(
    desk: Desk, name: str, raw: bytes, kind: str, trouble: bool
) -> None:
    desk.take(raw, name)
    (arrival,), (reply,) = desk.rows(Arrival), desk.rows(Reply)
    with desk.store.open(arrival.sha256) as file:
        assert file.read() == raw
    assert bool(arrival.trouble) is trouble
    assert reply.kind == kind
    assert reply.clock == "appeal"  # unsure, so that it may be a denial; counted from arrival


def test_an_empty_file_is_refused_and_nothing_is_written(desk: Desk) -> None:
    with pytest.raises(BadInput):
        desk.take(b"")
    assert desk.rows(Arrival) == []


def test_a_bounce_is_of_the_request_named_by_the_mail_it_brings_back(desk: Desk) -> None:
    request = desk.request()
    inner = f"From: foil@office.example.org\nSubject: FOIL request {request.number}\n\nRecords."
    bounce = EmailMessage()
    bounce["From"], bounce["Subject"] = "MAILER-DAEMON@mx.example", "Undelivered Mail"
    bounce["Date"] = "Fri, 20 Nov 2026 10:00:00 -0500"
    bounce.set_content("This is the mail system. Your message could not be delivered.")
    bounce.add_attachment(message_from_string(inner, policy=default))
    desk.take(bounce.as_bytes())
    (reply,) = desk.rows(Reply)
    assert (reply.kind, reply.request_id, reply.how) == ("bounce", request.id, "ours")


def test_a_strangers_mail_waits_in_the_tray(desk: Desk) -> None:
    desk.request()
    taken = desk.take(mail("Buy now.", subject="Hello", sender="a@spam.example"), route="mailbox")
    (reply,) = desk.rows(Reply)
    assert taken.replies == (reply.id,)
    assert (reply.request_id, reply.how, desk.rows(ReplyCandidate)) == (None, "", [])


def test_what_is_left_unread_by_a_killed_process_is_read_by_the_worker(desk: Desk) -> None:
    request = desk.request(NUMBER)
    kept = desk.store.keep(io.BytesIO(mail()))
    from foil.operations.intake import _Bringing
    from foil.operations.reply_making import Asking

    asking = Asking(desk.person.id, request.number)
    _Bringing(desk.database, desk.store, desk.now, "dropped", "", asking).keep(kept, "a.eml")
    read_waiting(Worker(desk.database, desk.store, now=lambda: desk.now))
    assert desk.rows(Reply) == []  # whoever brought it may still be reading it
    later = Worker(desk.database, desk.store, now=lambda: desk.now + timedelta(minutes=3))
    read_waiting(later)
    read_waiting(later)
    (reply,) = desk.rows(Reply)
    assert (reply.request_id, reply.how) == (request.id, "said")


KILLED = """
import os, signal, sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from foil.archive.store import Folder
from foil.model.database import Database
from foil.operations import intake, reply_making

where, url, folder, now = sys.argv[1:]
module, name = {"kept": (intake, "form"), "read": (intake, "read_mail"), "saving": (intake, "make"),
                "matched": (reply_making, "lay")}[where]
real, calls = getattr(module, name), []
def dies(*given, **more):
    calls.append(1)
    if len(calls) == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **more)
setattr(module, name, dies)
folder = Path(folder)
store = Folder(folder / "documents", folder / "incoming")
intake.take_in(None, Database(url), store, BytesIO(sys.stdin.buffer.read()), "old.mbox",
               now=datetime.fromisoformat(now), route="mailbox")
"""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("where", ["kept", "read", "saving", "matched"])
def test_after_a_kill_at_any_moment_each_reply_is_there_exactly_once(
    desk: Desk, database_url: str, where: str
) -> None:
    request = desk.request(NUMBER)
    each = [mail(f"{DENIAL.format(NUMBER)} {n}", id_=f"<{n}@x>") for n in range(8)]
    box = b"".join(b"From a@b Fri Nov 20 10:00:00 2026\n" + one + b"\n" for one in each)
    folder = str(desk.store.incoming.parent)
    arguments = [sys.executable, "-c", KILLED, where, database_url, folder, desk.now.isoformat()]
    done = subprocess.run(arguments, input=box, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(desk.rows(Reply)) < 8
    later = Worker(desk.database, desk.store, now=lambda: desk.now + timedelta(minutes=3))
    read_waiting(later)
    read_waiting(later)
    desk.take(box, "old.mbox", route="mailbox")
    replies, arrivals = desk.rows(Reply), desk.rows(Arrival)
    assert [reply.request_id for reply in replies] == [request.id] * 8
    assert len({reply.arrival_id for reply in replies}) == 8
    assert len(arrivals) == 9
    assert all(arrival.read_at for arrival in arrivals)
    assert len(desk.rows(Document)) == 8


def test_a_reply_that_came_before_its_request_is_matched_when_its_number_is_known(
    desk: Desk,
) -> None:
    unknown = mail("Nothing.", subject="Hi", sender="a@b.example", id_="<2@x>")
    for raw in (mail(), unknown):
        desk.take(raw, route="mailbox")
    worker = Worker(desk.database, desk.store, now=lambda: desk.now)
    match_again(worker)
    assert [reply.request_id for reply in desk.rows(Reply)] == [None, None]
    request = desk.request(NUMBER)
    match_again(worker)  # within the minute it does not look
    desk.now += timedelta(minutes=2)
    match_again(worker)
    replies = desk.rows(Reply)
    assert [(reply.request_id, reply.how) for reply in replies] == [
        (request.id, "number"),
        (None, ""),
    ]
    assert [document.sha256 for document in desk.rows(Document)] == [desk.rows(Arrival)[0].sha256]
