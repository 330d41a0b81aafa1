"""The mailbox that agencies write to, read off a real IMAP server: each message once, whoever is
killed; none marked, none deleted; what goes wrong in a sentence."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sqlalchemy import func, select, text

from foil.archive.store import Folder
from foil.errors import BadInput, Full
from foil.model.database import Database
from foil.model.mailbox import MailboxFolder, MailboxLeft
from foil.model.tables import Arrival, Person, Reply
from foil.operations import mailbox, mailbox_reading
from foil.operations.intake import Taken
from foil.operations.mailbox import Box, NotRead, quoted
from foil.operations.mailbox_opening import opened
from foil.operations.mailbox_reading import read_mailbox
from foil.operations.worker import Worker
from foil.settings import Settings
from tests.integration.mailboxes import USER, ImapServer, imap_server, open_mailbox
from tests.integration.post import Clock, worker_at
from tests.integration.site import Site, close, open_site
from tests.unit.replies.broken_mail import CASES, mail

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    with imap_server() as opened:
        yield opened


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = open_site(tmp_path)
    yield site
    close(site)


@pytest.fixture
def read(site: Site, server: ImapServer) -> Iterator["Read"]:
    """A desk over the server's mailbox, which is empty."""
    server.empty()
    open_mailbox(site.database, site.keeper, server, site.clock())
    yield Read(site, server)
    server.empty()


class Read:
    """The desk, and what its intake was given."""

    def __init__(self, site: Site, server: ImapServer) -> None:
        self.site, self.server = site, server
        self.clock = Clock(site.clock())
        self.given: list[bytes] = []
        self.fails: dict[bytes, BaseException] = {}

    def worker(self) -> Worker:
        return worker_at(self.site.database, Folder.of(self.site.settings), self.clock)

    def take(self, *given: Any, route: str, source: str, **more: Any) -> Taken:
        """In place of the intake: keep what was given."""
        assert (given[0], route) == (None, "mailbox")
        assert source == f"{USER} at 127.0.0.1, {self.row().place.rpartition(', ')[2]}"
        stream: BinaryIO = given[3]
        raw = stream.read()
        for part, error in self.fails.items():
            if part in raw:
                raise error
        self.given.append(raw)
        return Taken(1, (), False, "")

    def look(self, after: timedelta = MINUTE) -> int:
        self.clock.instant += after
        return read_mailbox(self.worker(), self.take)

    def row(self) -> MailboxFolder:
        with self.site.database.reading() as session:
            return session.scalars(select(MailboxFolder)).one()

    def left(self) -> list[MailboxLeft]:
        with self.site.database.reading() as session:
            return list(session.scalars(select(MailboxLeft)))

    def set(self, **values: object) -> None:
        open_mailbox(self.site.database, self.site.keeper, self.server, self.clock(), **values)


def letter(n: int, body: str = "We have your request.") -> bytes:
    """One message like no other."""
    return mail("Content-Type: text/plain", body=body).replace(b"<one@", b"<%d@" % n)


class TestReading:
    def test_each_message_is_given_once_byte_for_byte_and_none_is_marked(self, read: Read) -> None:
        sent = [letter(n) for n in range(3)]
        read.server.put(sent)
        assert read.look() == 3
        assert read.given == sent
        assert read.look(timedelta(seconds=30)) == 0
        read.server.put([letter(3)])
        assert read.look() == 1
        assert read.given == [*sent, letter(3)]
        assert not [each for each in read.server.flags() if "Seen" in each]
        row = read.row()
        assert (row.taken, row.looked_at, row.message_at) == (4, read.clock(), read.clock())

    def test_a_message_larger_than_one_piece_comes_whole(
        self, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mailbox, "PIECE", 1000)
        sizes = [letter(n, "x" * (k * 1000 - len(letter(n, "")))) for n, k in enumerate((1, 2, 3))]
        assert [len(each) for each in sizes] == [1000, 2000, 3000]
        read.server.put(sizes)
        read.look()
        assert read.given == sizes

    def test_numbers_given_anew_are_read_from_the_first(self, read: Read) -> None:
        sent = [letter(n) for n in range(3)]
        read.server.put(sent)
        read.look()
        before = read.row().uid_validity
        read.server.renumber()
        assert read.look() == 3
        assert read.given == sent * 2  # the intake knows each of them
        assert read.row().uid_validity > before

    @pytest.mark.parametrize("after", ["seen", "move"])
    def test_what_was_taken_in_is_marked_or_moved_where_the_office_says_so(
        self, read: Read, after: str
    ) -> None:
        read.server.put([letter(0)])
        read.server.put([], folder="Taken in")
        read.set(after=after, move_to="Taken in")
        read.fails[b"<1@"] = BadInput("No.")
        read.server.put([letter(1)])
        assert read.look() == 1
        stays = ["\\Seen", ""] if after == "seen" else [""]
        assert [each.replace("\\Recent", "").strip() for each in read.server.flags()] == stays
        assert len(read.server.flags(folder="Taken in")) == (after == "move")

    def test_what_cannot_be_marked_is_taken_in_all_the_same_and_said(
        self, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read.set(after="seen")
        read.server.put([letter(0), letter(1)])
        (read.server.folder() / "dovecot-acl").write_text("")
        monkeypatch.setattr(mailbox.Folder, "settle", _refusing)
        with pytest.raises(NotRead, match="was taken in, but stays where it is: Read-only"):
            read.look()
        assert len(read.given) == 2

    def test_a_folder_whose_name_is_not_english(self, read: Read) -> None:
        assert quoted('R&D "x"') == '"R&-D \\"x\\""'
        assert quoted("Réponses") == '"R&AOk-ponses"'
        read.server.put([letter(0)], folder="R&AOk-ponses")
        read.set(folder="Réponses")
        assert read.look() == 1


def _refusing(folder: mailbox.Folder, uid: int) -> None:
    raise mailbox.LeftThere("Read-only")


class TestWhatIsLeft:
    def test_one_that_is_too_large_is_left_where_it_is_and_said(
        self, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mailbox, "PIECE", 1000)
        monkeypatch.setattr(mailbox, "LARGEST", 2000)
        read.server.put([letter(0), letter(1, "x" * 5000), letter(2)])
        assert read.look() == 2
        (left,) = read.left()
        assert "the most that is fetched" in left.why and left.size > 5000
        assert (left.subject, left.sender) == (
            "Your request", "Records Access <foil@agency.example>",
        )  # fmt: skip
        assert read.look() == 0
        assert len(read.server.flags()) == 3

    @pytest.mark.parametrize("error", [BadInput("It is empty."), ValueError("a trap")])
    def test_one_that_the_intake_does_not_take_holds_up_no_other(
        self, read: Read, error: Exception
    ) -> None:
        read.fails[b"<1@"] = error
        read.server.put([letter(0), letter(1), letter(2)])
        assert read.look() == 2
        (left,) = read.left()
        assert str(error) in left.why

    def test_a_full_disk_leaves_nothing_and_goes_on_later(self, read: Read) -> None:
        read.fails[b"<1@"] = Full("The disk is full.")
        read.server.put([letter(0), letter(1), letter(2)])
        with pytest.raises(Full):
            read.look()
        assert (read.row().trouble, read.left()) == ("The disk is full.", [])
        read.fails.clear()
        assert read.look() == 2
        assert read.row().trouble == ""

    def test_one_that_breaks_the_conversation_again_and_again_is_left(
        self, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read.server.put([letter(0), letter(1)])
        fetch = mailbox.Folder.fetch

        def broken(folder: mailbox.Folder, uid: int) -> BinaryIO | None:
            if uid == 1:
                raise NotRead("It broke off.")
            return fetch(folder, uid)

        monkeypatch.setattr(mailbox.Folder, "fetch", broken)
        with pytest.raises(NotRead):
            read.look()
        for _ in range(mailbox_reading.GIVEN_UP):
            assert read.look(timedelta(hours=1)) == 0
        (left,) = read.left()
        assert left.why == "Reading it broke off 5 times: It broke off."
        assert read.look(timedelta(hours=1)) == 1


class TestTrouble:
    def test_it_is_said_once_and_tried_again_after_growing_pauses(self, read: Read) -> None:
        read.set(port=9)
        tried = []
        with pytest.raises(NotRead, match=r"127\.0\.0\.1:9 cannot be reached"):
            read.look()
        for _ in range(90):
            read.look()
            tried.append(read.row().tries)
        # After 1, 2, 5, 10, 20 and 30 minutes, and every 30 after that.
        assert [n for n, (a, b) in enumerate(zip([1, *tried], tried, strict=False)) if a != b] == [
            0, 2, 7, 17, 37, 67,
        ]  # fmt: skip
        read.set()
        read.server.put([letter(0)])
        assert read.look(timedelta(hours=1)) == 1
        row = read.row()
        assert (row.trouble, row.tries, row.try_at, row.troubled_since) == ("", 0, None, None)

    @pytest.mark.parametrize(
        ("how", "says"),
        [
            ({"host": "no-such-name.invalid"}, "No server is called no-such-name.invalid"),
            ({"port": 9}, "cannot be reached (Connection refused); look at the port"),
            ({"security": "tls"}, "speaks no TLS there"),
            ({"security": "tls", "port": "tls"}, "certificate of 127.0.0.1:"),
            ({"security": "starttls"}, "cannot be trusted (self-signed certificate)"),
            ({"password": "wrong words"}, "refuses the user name or the password ("),
            ({"password": "wörds"}, "refuses the user name or the password ("),
            ({"folder": "Replies"}, "There is no folder “Replies” to open. There are: INBOX."),
            ({"after": "move", "move_to": "Away"}, "There is no folder “Away” to move messages"),
        ],
    )
    def test_what_is_wrong_is_a_sentence(
        self, server: ImapServer, how: dict[str, Any], says: str
    ) -> None:
        usual: dict[str, Any] = {"host": "127.0.0.1", "port": server.port, "security": "none"}
        usual |= {"username": USER, "password": server.password} | how
        if how.get("port") == "tls":
            usual["port"] = server.tls
        with pytest.raises(NotRead) as raised, opened(Box(**usual), wait=2):
            pass
        assert says in str(raised.value)
        assert usual["password"] not in f"{raised.value}{Box(**usual)!r}"

    @pytest.mark.parametrize("security", ["tls", "starttls"])
    def test_with_a_certificate_that_is_trusted_it_is_read_in_secret(
        self, read: Read, security: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", read.server.certificate)
        port = read.server.tls if security == "tls" else read.server.port
        read.server.put([letter(0)])
        read.set(port=port, security=security)
        assert read.look() == 1


class TestTwoAtOnce:
    def test_one_reads_and_the_other_waits(self, read: Read) -> None:
        read.server.put([letter(0), letter(1)])
        other = read.worker()
        came = []
        taking = read.take

        def take(*given: Any, **more: Any) -> Taken:
            came.append(read_mailbox(other, taking))
            return taking(*given, **more)

        read.clock.instant += MINUTE
        assert read_mailbox(read.worker(), take) == 2
        assert came == [0, 0]

    def test_a_worker_that_was_held_up_for_long_leaves_what_another_read_on(
        self, read: Read
    ) -> None:
        read.server.put([letter(0), letter(1), letter(2)])
        taking = read.take

        def take(*given: Any, **more: Any) -> Taken:
            taken = taking(*given, **more)
            read.clock.instant += timedelta(minutes=10)
            assert read_mailbox(read.worker(), taking) == 3
            return taken

        assert read_mailbox(read.worker(), take) == 1
        assert sorted(read.given) == sorted([letter(0), letter(0), letter(1), letter(2)])
        assert (read.row().last_uid, read.row().taken) == (3, 3)


def test_two_machines_over_one_record_take_each_message_in_once(
    database: Database, person: Person, store: Folder, server: ImapServer, now: datetime
) -> None:
    server.empty()
    server.put([letter(n) for n in range(24)])
    open_mailbox(database, person, server, now)
    given: list[bytes] = []

    def take(*given_: Any, **more: Any) -> Taken:
        given.append(given_[3].read())
        return Taken(1, (), False, "")

    def work_through() -> None:
        worker = Worker(database, store, now=lambda: now)
        for _ in range(4):
            read_mailbox(worker, take)

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(work_through) for _ in range(2)]:
            each.result()
    assert sorted(given) == sorted(letter(n) for n in range(24))
    with database.reading() as session:
        row = session.scalars(select(MailboxFolder)).one()
    assert (row.last_uid, row.taken, row.trouble) == (24, 24, "")


def work(settings: Settings) -> "subprocess.Popen[bytes]":
    """A real `foil work`."""
    command = [sys.executable, "-m", "foil", "--data", str(settings.folder), "work"]
    return subprocess.Popen(command, start_new_session=True)


def wait_for(database: Database, statement: Any, least: int) -> int:
    """Wait until there are that many. Returns how many there are."""
    patience = time.monotonic() + 150
    while time.monotonic() < patience:
        with database.reading() as session:
            found = session.scalar(statement) or 0
        if found >= least:
            return found
        time.sleep(0.02)
    raise AssertionError(f"only {found} after long")


def test_two_hundred_messages_are_read_once_each_whoever_is_killed(
    site: Site, server: ImapServer
) -> None:
    server.empty()
    some = CASES[1::3]  # what hangs on broken mail is kept file by file, which takes its time
    broken = [each.raw.replace(b"<one@", b"<b%d@" % n) for n, each in enumerate(some)]
    sent = list(dict.fromkeys(broken))
    sent += [letter(n, f"We have request {n}.") for n in range(201 - len(sent))]
    assert b"" in sent
    server.put(sent)
    open_mailbox(site.database, site.keeper, server, site.clock())
    arrivals = select(func.count()).select_from(Arrival).where(Arrival.within.is_(None))
    first = work(site.settings)
    wait_for(site.database, arrivals, 70)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    with site.database.writing() as session:
        midway = session.scalar(arrivals)
        session.execute(text("UPDATE lease SET until = '2026-01-01T00:00:00.000000Z'"))
    assert midway and midway < 200
    both = [work(site.settings), work(site.settings)]
    wait_for(site.database, select(MailboxFolder.last_uid), 201)
    for each in both:
        each.terminate()
        assert each.wait() == 0
    with site.database.reading() as session:
        assert session.scalar(arrivals) == 200
        (left,) = session.scalars(select(MailboxLeft))
        assert (left.size, left.why) == (0, "Its server has nothing of it but a number.")
        twice = select(Reply.arrival_id).group_by(Reply.arrival_id).having(func.count() > 1)
        assert session.scalars(twice).all() == []
        unread = select(func.count()).select_from(Arrival).where(Arrival.read_at.is_(None))
        assert session.scalar(unread) == 0
    assert not [each for each in server.flags() if "Seen" in each]
