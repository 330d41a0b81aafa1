"""The morning's mail: what it says on which day, once, after whatever happened to the worker."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, select, text

from foil.archive.store import Folder
from foil.insight.mornings import due_day
from foil.law.words import long
from foil.model.database import Database
from foil.model.mail import Mail, MailChoice, Reminder, ReminderRun
from foil.model.tables import Letter, Person, Request
from foil.operations import documents, matters, requests
from foil.operations.digests import MOST
from foil.operations.leases import LASTS
from foil.operations.mailing import PAUSES, TAKEN, send_waiting
from foil.operations.postbox import NotSent
from foil.operations.reminders import remind
from foil.operations.worker import Worker
from tests.integration.conftest import add_person
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, add, history
from tests.integration.post import DESK, SENDER, Clock, Post, at, serving, set_up, words

DAY = timedelta(days=1)
SAFE = date(2026, 12, 16)  # the safe day to appeal what was denied on November 16
FIRST = date(2026, 11, 22)
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def denied(dated: date = SAFE - 30 * DAY, **more: object) -> dict[str, object]:
    """A denial whose appeal is safe for thirty days from its own date."""
    received = (dated + 3 * DAY).isoformat()
    return {"kind": "denied", "dated": dated.isoformat(), "received": received, **more}


@pytest.fixture(scope="module")
def served() -> Iterator[Post]:
    with serving() as post:
        yield post


@dataclass
class Office:
    """A record, its worker, and the mail server it sends to."""

    database: Database
    person: Person
    store: Folder
    post: Post
    clock: Clock

    def worker(self) -> Worker:
        return Worker(self.database, self.store, now=self.clock)

    def work(self) -> list[str]:
        """Let a worker do what is due; the plain text of the mails that came of it."""
        worker = self.worker()
        remind(worker)
        send_waiting(worker)
        return [words(mail) for mail in self.post.taken()]

    def morning(self, day: date, hour: int = 6, minute: int = 0) -> list[str]:
        self.clock.set(day, hour, minute)
        return self.work()

    def mornings(self, first: date, last: date) -> dict[date, list[str]]:
        """What came each morning from the first to the last."""
        days = [first + n * DAY for n in range((last - first).days + 1)]
        return {day: self.morning(day) for day in days}

    def ask(self, *happened: dict[str, object], **how: object) -> Request:
        told = (SENT, RECEIVED, ACKNOWLEDGED, *happened)
        return history(self.database, self.person, self.clock(), *told, **how)

    def tell(self, request: Request, **facts: object) -> None:
        with self.database.writing() as session:
            found = session.get_one(Request, request.id)
            add(session, self.person, found, facts, self.clock())

    def ledger(self) -> list[Reminder]:
        with self.database.reading() as session:
            return list(session.scalars(select(Reminder).order_by(Reminder.due_on, Reminder.id)))

    def mails(self) -> list[Mail]:
        with self.database.reading() as session:
            return list(session.scalars(select(Mail).order_by(Mail.id)))

    def change(self, statement: str, **values: object) -> None:
        with self.database.writing() as session:
            session.execute(text(statement), values)


@pytest.fixture
def office(database: Database, person: Person, store: Folder, served: Post) -> Office:
    served.taken()
    served.answer = "250 OK, queued as 1"
    clock = Clock(at(FIRST))
    set_up(database, person, served.port, clock())
    return Office(database, person, store, served, clock)


def about_rights(mails: list[str]) -> list[str]:
    """The lines of a right in these mails."""
    return [line for mail in mails for line in mail.splitlines() if line.startswith("- Appeal by")]


def together(came: dict[date, list[str]]) -> list[str]:
    return [mail for mails in came.values() for mail in mails]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-25T05:59", "2026-11-24"),
        ("2026-11-25T06:00", "2026-11-25"),
        ("2026-11-25T23:30", "2026-11-25"),
        # The clocks go back at 2 on November 1, 2026, and forward at 2 on March 14, 2027.
        ("2026-11-01T01:30", "2026-10-31"),
        ("2026-11-01T05:59", "2026-10-31"),
        ("2026-11-01T06:00", "2026-11-01"),
        ("2027-03-14T05:59", "2027-03-13"),
        ("2027-03-14T06:00", "2027-03-14"),
    ],
)
def test_the_morning_is_six_by_new_yorks_clocks(now: str, day: str) -> None:
    when = datetime.fromisoformat(now)
    instant = at(when.date(), when.hour, when.minute)
    assert due_day(instant) == date.fromisoformat(day)


@on_sqlite
class TestDays:
    def test_a_right_is_told_fourteen_seven_three_one_and_no_days_before_its_safe_day(
        self, office: Office
    ) -> None:
        office.ask(denied())
        days = (15, 14, 13, 8, 7, 6, 3, 2, 1, 0, -1)
        came = {SAFE - n * DAY: office.morning(SAFE - n * DAY) for n in days}
        assert [len(mails) for mails in came.values()] == [1] * len(came)
        told = {(SAFE - day).days: about_rights(mails) for day, mails in came.items()}
        assert [left for left, lines in told.items() if lines] == [14, 7, 3, 1, 0]
        assert told[3] == [
            "- Appeal by Wednesday, December 16, 2026 (last day Monday, December 21, 2026): "
            "Appeal the denial — FD-0001, NYPD, Contracts, 2019–2026. 3 days left."
        ]
        assert told[0][0].endswith("Today is the safe day.")
        assert (
            "Nothing is due; checked at 6:00 a.m. on Tuesday, December 1"
            in came[SAFE - 15 * DAY][0]
        )
        quiet = came[SAFE - 2 * DAY][0]
        assert "Nothing new is due" in quiet
        assert "1 date you were told of before can still be kept." in quiet

    def test_one_that_is_recorded_late_is_told_once_and_then_in_its_turn(
        self, office: Office
    ) -> None:
        office.mornings(SAFE - 6 * DAY, SAFE - 5 * DAY)
        office.ask(denied())
        came = office.mornings(SAFE - 4 * DAY, SAFE - 3 * DAY)
        assert [line[-12:] for day in came for line in about_rights(came[day])] == [
            "4 days left.", "3 days left.",
        ]  # fmt: skip
        assert [row.stage for row in office.ledger()] == ["7", "3"]
        assert "not running" not in str(came)

    def test_what_is_done_is_told_no_more(self, office: Office) -> None:
        request = office.ask(denied())
        office.morning(SAFE - 14 * DAY)
        office.tell(request, kind="appealed", on=(SAFE - 14 * DAY).isoformat())
        assert about_rights(office.morning(SAFE - 7 * DAY)) == []

    @pytest.mark.parametrize("end", [date(2026, 11, 2), date(2027, 3, 15)])
    @pytest.mark.parametrize(
        ("after", "says"),
        [
            (-1, "1 day left."),
            (0, "Today is the safe day."),
            (1, "The safe day has passed; it may"),
        ],
    )
    def test_at_half_past_eleven_at_night_in_new_york(
        self, office: Office, end: date, after: int, says: str
    ) -> None:
        office.clock.set(end - 25 * DAY)
        request = office.ask(denied(end - 30 * DAY))
        with office.database.writing() as session:
            found = session.get_one(Request, request.id)
            now = office.clock()
            requests.set_next_step(office.person, session, found, "Call them", end, now=now)
        (mail,) = office.morning(end + after * DAY, 23, 30)
        (line,) = about_rights([mail])
        assert says in line
        assert ("- Call them" in mail) is (after >= 0)

    def test_next_steps_files_and_letters_that_wait_are_told_each_week(
        self, office: Office
    ) -> None:
        request = office.ask()
        kept = office.store.keep(BytesIO(b"%PDF-1.7 a letter"))
        with office.database.writing() as session:
            found = session.get_one(Request, request.id)
            step = "Call the records access officer"
            requests.set_next_step(
                office.person, session, found, step, FIRST + DAY, now=office.clock()
            )
            documents.attach(
                office.person, session, found, kept, "Reply.pdf", now=office.clock(), unfiled=True
            )
            letter = Letter(request_id=request.id, kind="appeal_denial", state="finished")
            letter.made_at = letter.saved_at = letter.finished_at = office.clock()
            letter.made_by = letter.saved_by = office.person.id
            session.add(letter)
        days = [FIRST + n * DAY for n in (1, 2, 6, 7, 8, 9)]
        came = {day: office.morning(day) for day in days}
        first = came[FIRST + DAY][0]
        assert "- Call the records access officer — FD-0001, NYPD, Contracts" in first
        assert "- “Reply.pdf” came Sunday, November 22, 2026 and nobody has said" in first
        assert "- The appeal denial letter was finished Sunday, November 22" in first
        for words_of in ("Call the", "Reply.pdf", "The appeal denial"):
            days = [(day - FIRST).days for day, mails in came.items() if words_of in mails[0]]
            assert days in ([1, 7], [1, 8])
        assert office.mails()[0].subject == (
            "FOIL: 1 file, 1 letter and 1 next step, Monday, November 23, 2026"
        )

    def test_of_what_waits_a_mail_names_the_first_and_counts_the_rest(self, office: Office) -> None:
        request = office.ask()
        kept = office.store.keep(BytesIO(b"%PDF-1.7 a letter"))
        with office.database.writing() as session:
            found, now = session.get_one(Request, request.id), office.clock()
            for n in range(MOST + 2):
                name = f"Reply {n}.pdf"
                documents.attach(office.person, session, found, kept, name, now=now, unfiled=True)
        (mail,) = office.morning(FIRST + DAY)
        assert mail.count("nobody has said what it is") == MOST
        assert "And 2 more, which Today lists." in mail

    def test_who_does_not_want_the_quiet_line_gets_mail_only_when_something_is_due(
        self, office: Office
    ) -> None:
        with office.database.writing() as session:
            session.add(MailChoice(person_id=office.person.id, quiet=False))
        office.ask(denied())
        came = office.mornings(SAFE - 15 * DAY, SAFE - 12 * DAY)
        assert [len(mails) for mails in came.values()] == [0, 1, 0, 0]
        assert "earlier" not in came[SAFE - 14 * DAY][0]


class TestAbsence:
    @pytest.mark.parametrize(
        ("last", "safe", "says"),
        [
            (date(2026, 10, 27), date(2026, 11, 12), "Wednesday, October 28"),
            (date(2027, 3, 9), date(2027, 3, 24), "Wednesday, March 10"),
        ],
        ids=["november", "march"],
    )  # fmt: skip
    def test_after_nine_days_over_a_change_of_the_clocks_one_mail_says_all_of_it_once(
        self, office: Office, last: date, safe: date, says: str
    ) -> None:
        office.clock.set(last - 5 * DAY)
        office.ask(denied(safe - 30 * DAY))
        office.ask(denied(safe + 40 * DAY))
        assert about_rights(office.morning(last)) == []
        back = last + 10 * DAY
        (mail,) = office.morning(back, 9, 12)
        assert (
            f"The desk was not running from 6:00 a.m. on {says}, {last.year} to 9:12 a.m." in mail
        )
        assert f" on {long(back)}; these would have come earlier:" in mail
        (line,) = about_rights([mail])
        assert line.endswith(
            f"FD-0001, NYPD, Contracts, 2019–2026. {(safe - back).days} days left."
        )
        assert [(row.stage, row.due_on) for row in office.ledger()] == [
            ("14", safe - 14 * DAY), ("7", safe - 7 * DAY),
        ]  # fmt: skip
        assert office.work() == []
        after = office.mornings(back + DAY, safe - 3 * DAY)
        assert [len(mails) for mails in after.values()] == [1] * len(after)
        assert "not running" not in str(after)
        assert len(about_rights(together(after))) == 1
        assert [row.stage for row in office.ledger()] == ["14", "7", "3"]

    @on_sqlite
    def test_where_nothing_fell_due_it_says_so(self, office: Office) -> None:
        office.morning(FIRST)
        (mail,) = office.morning(FIRST + 3 * DAY, 6, 30)
        assert "nothing fell due in that time." in mail
        assert "Nothing is due; checked at 6:30 a.m." in mail

    @on_sqlite
    def test_a_right_lost_meanwhile_is_told_too(self, office: Office) -> None:
        office.ask(denied())
        office.morning(SAFE - 15 * DAY)
        (mail,) = office.morning(SAFE + 30 * DAY)
        assert "has passed, and so has every later reading of it." in mail
        assert [row.stage for row in office.ledger()] == ["14", "7", "3", "1", "0"]
        assert about_rights(office.morning(SAFE + 31 * DAY)) == []

    @on_sqlite
    def test_mail_that_was_not_set_up_is_made_up_for_when_it_is(self, office: Office) -> None:
        office.ask(denied())
        office.morning(SAFE - 15 * DAY)
        office.change("UPDATE mail_settings SET host = ''")
        came = office.mornings(SAFE - 14 * DAY, SAFE - 12 * DAY)
        assert list(came.values()) == [[], [], []]
        office.change("UPDATE mail_settings SET host = '127.0.0.1'")
        (mail,) = office.morning(SAFE - 12 * DAY, 10)
        assert "Mail was not set up on Wednesday, December 2, 2026 and Thursday" in mail
        assert "these would have come earlier" in mail
        assert len(about_rights([mail])) == 1
        assert office.work() == []

    @on_sqlite
    def test_while_the_server_is_down_it_is_tried_again_and_goes_once(self, office: Office) -> None:
        office.ask(denied())
        office.clock.set(SAFE - 7 * DAY)
        office.change("UPDATE mail_settings SET port = 9")
        with pytest.raises(NotSent, match=r"127.0.0.1:9 cannot be reached"):
            office.work()
        (mail,) = office.mails()
        assert (mail.state, mail.tries) == ("failed", 1)
        assert office.work() == []
        office.change("UPDATE mail_settings SET port = :port", port=office.post.port)
        assert office.work() == []
        office.clock.instant += PAUSES[0]
        assert len(about_rights(office.work())) == 1
        (mail,) = office.mails()
        assert (mail.state, mail.answer, mail.tries) == ("sent", "250 OK, queued as 1", 2)
        office.clock.instant += PAUSES[-1]
        assert office.work() == []

    @on_sqlite
    def test_one_whom_the_server_refuses_holds_up_nobody_and_is_not_tried_all_day(
        self, office: Office
    ) -> None:
        add_person(office.database, "editor")
        office.change("UPDATE person SET email = 'no address' WHERE name = 'Paralegal'")
        office.ask(denied())
        assert len(office.morning(SAFE - 7 * DAY)) == 1
        refused, sent = office.mails()
        assert (refused.state, sent.state) == ("refused", "sent")
        assert refused.answer.startswith("'no address' is no address that mail can go to")
        office.clock.instant += PAUSES[-1]
        assert office.work() == []
        office.change("UPDATE person SET email = 'p@example.org' WHERE name = 'Paralegal'")
        assert len(about_rights(office.morning(SAFE - 6 * DAY))) == 1

    @on_sqlite
    def test_what_never_went_goes_with_the_next_mornings_mail(self, office: Office) -> None:
        office.ask(denied())
        office.morning(SAFE - 8 * DAY)
        office.post.answer = "451 Try again later"
        for n in (7, 6):
            assert office.morning(SAFE - n * DAY) == []
        office.post.answer = "250 OK, queued as 2"
        (mail,) = office.morning(SAFE - 5 * DAY)
        says = "The mail of Wednesday, December 9, 2026 and Thursday, December 10, 2026 did not get"
        assert says in mail
        assert len(about_rights([mail])) == 1
        assert [each.state for each in office.mails()] == ["sent", "replaced", "replaced", "sent"]
        assert (
            "does not take the mail to paralegal@example.org (451 Try" in office.mails()[1].answer
        )
        assert about_rights(office.morning(SAFE - 4 * DAY)) == []
        assert [row.stage for row in office.ledger()] == ["14", "7"]


class TestAtOnce:
    def test_of_many_workers_one_writes_and_one_sends_each_mail(self, office: Office) -> None:
        for name in ("editor", "reporter", "intern"):
            add_person(office.database, name)
        office.ask(denied())
        office.clock.set(SAFE - 3 * DAY)
        ready, troubles = Barrier(4), []

        def work() -> None:
            worker = office.worker()
            ready.wait()
            try:
                for _ in range(3):
                    remind(worker)
                    send_waiting(worker)
            except Exception as error:  # noqa: BLE001 - it is shown below
                troubles.append(error)

        threads = [Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert troubles == []
        names = [str(mail["Message-ID"]) for mail in office.post.mails]
        assert len(names) == len(set(names)) == 4
        assert len(about_rights([words(mail) for mail in office.post.taken()])) == 1
        assert [row.stage for row in office.ledger()] == ["3"]


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from foil.archive.store import Folder
from foil.model.database import Database
from foil.operations import mailing, reminders
from foil.operations.worker import Worker

where, url, folder, now = sys.argv[1:]
module, name = {"making": (reminders, "_write_down"), "sending": (mailing, "deliver"),
                "sent": (mailing, "_write_down")}[where]
setattr(module, name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
instant = datetime.fromisoformat(now)
folder = Path(folder)
store = Folder(folder / "documents", folder / "incoming")
worker = Worker(Database(url), store, now=lambda: instant)
reminders.remind(worker)
mailing.send_waiting(worker)
"""


@on_sqlite
class TestKilled:
    @pytest.mark.parametrize(("where", "came"), [("making", 0), ("sending", 0), ("sent", 1)])
    def test_after_a_kill_at_any_moment_each_is_told_and_known_by_its_name(
        self, office: Office, database_url: str, where: str, came: int
    ) -> None:
        office.ask(denied())
        office.clock.set(SAFE - 3 * DAY)
        folder = office.store.incoming.parent
        arguments = [where, database_url, str(folder), office.clock().isoformat()]
        done = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
        assert done.returncode == -signal.SIGKILL
        assert len(office.post.mails) == came
        names = {str(mail["Message-ID"]) for mail in office.post.taken()}
        assert office.work() == []
        office.clock.instant += max(LASTS, TAKEN)
        worker = office.worker()
        remind(worker)
        send_waiting(worker)
        (mail,) = office.post.mails
        assert len(about_rights([words(mail)])) == 1
        assert {str(mail["Message-ID"]), *names} == {str(mail["Message-ID"])}
        assert [row.stage for row in office.ledger()] == ["3"]
        office.post.taken()
        assert office.work() == []


@on_sqlite
class TestMoved:
    def test_a_date_that_moves_is_told_anew_and_one_that_moves_back_too(
        self, office: Office
    ) -> None:
        request = office.ask(denied())
        office.morning(SAFE - 14 * DAY)
        office.tell(request, **denied(SAFE - 28 * DAY), replaces="e4")
        (line,) = about_rights(office.morning(SAFE - 11 * DAY))
        assert line.startswith("- Appeal by Friday, December 18, 2026")
        assert line.endswith("The date was Wednesday, December 16, 2026 before.")
        office.tell(request, **denied(), replaces="e5")
        (line,) = about_rights(office.morning(SAFE - 10 * DAY))
        assert line.startswith("- Appeal by Wednesday, December 16, 2026")
        assert line.endswith("The date was Friday, December 18, 2026 before.")
        assert about_rights(office.morning(SAFE - 9 * DAY)) == []

    def test_a_correction_and_one_of_five_items_handled_tell_nothing_else_anew(
        self, office: Office
    ) -> None:
        other = office.ask(denied(), items=5)
        office.ask(denied())
        assert len(about_rights(office.morning(SAFE - 14 * DAY))) == 2
        before = [(row.about, row.day, row.stage) for row in office.ledger()]
        office.tell(other, kind="appealed", on=(SAFE - 14 * DAY).isoformat(), items=[3])
        assert about_rights(office.morning(SAFE - 13 * DAY)) == []
        assert [(row.about, row.day, row.stage) for row in office.ledger()] == before
        office.tell(other, **denied(SAFE - 28 * DAY), replaces="e4")
        (line,) = about_rights(office.morning(SAFE - 12 * DAY))
        assert "FD-0001" in line


@on_sqlite
class TestWho:
    @pytest.fixture
    def deputy(self, office: Office) -> Person:
        return add_person(office.database, "deputy")

    def sent_to(self, office: Office, day: date) -> dict[str, list[str]]:
        office.clock.set(day)
        worker = office.worker()
        remind(worker)
        send_waiting(worker)
        mails = {str(mail["To"]).partition("@")[0]: words(mail) for mail in office.post.taken()}
        return {who: lines for who, mail in mails.items() if (lines := about_rights([mail]))}

    def test_the_deputy_is_told_at_three_days_unless_somebody_pressed_seen(
        self, office: Office, deputy: Person
    ) -> None:
        office.ask(denied(), deputy_id=deputy.id)
        office.ask(denied(), deputy_id=deputy.id)
        assert list(self.sent_to(office, SAFE - 14 * DAY)) == ["paralegal"]
        assert list(self.sent_to(office, SAFE - 7 * DAY)) == ["paralegal"]
        office.change(
            "UPDATE reminder SET seen_at = :at, seen_by = 1 WHERE request_id = 1 AND stage = '7'",
            at="2026-12-09T12:00:00.000000Z",
        )
        told = self.sent_to(office, SAFE - 3 * DAY)
        assert len(told["paralegal"]) == 2
        (line,) = told["deputy"]
        assert "FD-0002" in line
        assert line.endswith("You are its deputy: nobody has pressed Seen.")

    def test_the_deputy_stands_in_for_an_owner_who_has_gone(
        self, office: Office, deputy: Person
    ) -> None:
        office.ask(denied(), deputy_id=deputy.id)
        office.change("UPDATE person SET active = false WHERE id = :id", id=office.person.id)
        assert list(self.sent_to(office, SAFE - 14 * DAY)) == ["deputy"]

    def test_where_everybody_has_gone_administrators_are_told_of_what_they_may_see(
        self, office: Office, deputy: Person, outsider: Person
    ) -> None:
        office.ask(denied(), deputy_id=deputy.id)
        office.ask(denied(), deputy_id=deputy.id, private=True)
        office.change("UPDATE person SET active = false WHERE id <> :id", id=outsider.id)
        told = self.sent_to(office, SAFE - 14 * DAY)
        assert list(told) == ["administrator"]
        assert "FD-0001" in str(told) and "FD-0002" not in str(told)

    def test_where_everybody_of_a_request_has_gone_the_members_of_its_matter_are_told(
        self, office: Office, deputy: Person
    ) -> None:
        with office.database.writing() as session:
            matter = matters.open_matter(office.person, session, "Theirs", now=office.clock())
            matters.add_member(office.person, session, matter.id, deputy.id, now=office.clock())
        office.ask(denied(), matter_id=matter.id)
        office.ask(denied())
        office.change("UPDATE person SET active = false WHERE id = :id", id=office.person.id)
        told = self.sent_to(office, SAFE - 14 * DAY)
        assert list(told) == ["deputy"]
        assert "FD-0001" in str(told) and "FD-0002" not in str(told)

    def test_an_owner_who_may_see_it_no_more_is_told_nothing(self, office: Office) -> None:
        with office.database.writing() as session:
            matter = matters.open_matter(office.person, session, "Canary", now=office.clock())
        office.ask(denied(), matter_id=matter.id)
        office.change("DELETE FROM matter_member")
        assert self.sent_to(office, SAFE - 14 * DAY) == {}
        assert office.ledger() == []

    def test_a_file_nobody_read_goes_to_the_deputy_after_two_business_days(
        self, office: Office, deputy: Person
    ) -> None:
        request = office.ask(deputy_id=deputy.id)
        kept = office.store.keep(BytesIO(b"%PDF-1.7 a letter"))
        office.clock.set(date(2026, 11, 25), 12)  # a Wednesday; Thursday is Thanksgiving
        with office.database.writing() as session:
            found = session.get_one(Request, request.id)
            documents.attach(
                office.person, session, found, kept, "Reply.pdf", now=office.clock(), unfiled=True
            )
        told = []
        for day in (27, 28, 29, 30):
            office.clock.set(date(2026, 11, day))
            office.worker()
            remind(office.worker())
            send_waiting(office.worker())
            mails = office.post.taken()
            told.append({str(each["To"]) for each in mails if "Reply.pdf" in words(each)})
        assert told == [{"paralegal@example.org"}, set(), set(), {"deputy@example.org"}]


HOSTILE = (
    "Vans\r\nBcc: everyone@example.com\r\n\r\nNot ours",
    "<script>alert(1)</script> <a href='https://evil.example'>Pay here</a> https://evil.example/x",
    "\u202eReversed\u200b and \x07 rung",
    "Long " * 80,
)


@on_sqlite
class TestWords:
    @pytest.mark.parametrize("title", HOSTILE)
    def test_a_title_stays_a_title(self, office: Office, title: str) -> None:
        request = office.ask(denied())
        office.change(
            "UPDATE request SET working_title = :title, next_step = :title, next_step_on = :day, "
            "next_step_by = owner_id WHERE id = :id",
            title=title, id=request.id, day=(SAFE - 14 * DAY).isoformat(),
        )  # fmt: skip
        office.clock.set(SAFE - 14 * DAY)
        remind(office.worker())
        send_waiting(office.worker())
        (mail,) = office.post.mails
        assert mail.defects == []
        assert set(mail.keys()) >= {"Subject", "From", "To", "Date", "Message-ID"}
        assert mail["Bcc"] is None
        assert office.post.to == ["paralegal@example.org"]
        assert str(mail["From"]) == f"FOIL Desk <{SENDER}>"
        html = mail.get_body(("html",))
        assert html is not None
        shown = html.get_content()
        assert "<script" not in shown
        for said in (words(mail), shown):
            addresses = [piece.partition("://")[2] for piece in said.split() if "://" in piece]
            assert all(each.startswith(DESK.removeprefix("https://")) for each in addresses)
            assert "\u202e" not in said and "\x07" not in said
        assert len(about_rights([words(mail)])) == 1

    @pytest.mark.parametrize(
        "neutral",
        [
            "UPDATE request SET sensitive = true",
            "UPDATE request SET private = true",
            "UPDATE mail_settings SET no_titles = true",
        ],
    )
    def test_what_is_sensitive_goes_out_without_its_title(
        self, office: Office, neutral: str
    ) -> None:
        office.ask(denied(), title="Canary vans")
        office.change(
            "UPDATE request SET next_step = 'Canary step', next_step_on = '2026-12-02', "
            "next_step_by = owner_id"
        )
        office.change(neutral)
        office.clock.set(SAFE - 14 * DAY)
        remind(office.worker())
        send_waiting(office.worker())
        (mail,) = office.post.mails
        assert "- A request of yours (FD-0001): safe day in 14 days, Wednesday" in words(mail)
        for part in (mail, *mail.iter_parts()):
            said = part.as_bytes() if part is mail else part.get_content().encode()
            assert b"anary" not in said and b"NYPD" not in said

    def test_the_same_queries_for_one_request_as_for_many(self, office: Office) -> None:
        office.morning(SAFE - 15 * DAY)
        seen: list[str] = []

        def note(*given: object) -> None:
            seen.append(str(given[2]))

        counts = []
        event.listen(office.database.engine, "before_cursor_execute", note)
        for n, many in ((14, 1), (13, 5)):
            for _ in range(many):
                office.ask(denied())
            seen.clear()
            assert len(about_rights(office.morning(SAFE - n * DAY))) == many
            counts.append(len(seen))
        event.remove(office.database.engine, "before_cursor_execute", note)
        assert counts[0] == counts[1]


@on_sqlite
def test_before_there_is_an_office_and_for_samples_nothing_is_made(office: Office) -> None:
    office.ask(denied())
    office.change("UPDATE request SET sample = true")
    assert about_rights(office.morning(SAFE - 14 * DAY)) == []
    office.change("DELETE FROM office")
    assert office.morning(SAFE - 7 * DAY) == []
    with office.database.reading() as session:
        assert len(session.scalars(select(ReminderRun)).all()) == 1
