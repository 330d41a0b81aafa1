"""A reply left alone: its owner is told at once, the deputy after two business days, calendars
have its date as unconfirmed; filed or set aside, it is out of all of them."""

from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from io import BytesIO

import pytest
from sqlalchemy import select

from foil.archive.store import Folder
from foil.insight.feed import entries
from foil.model.database import Database
from foil.model.tables import Feed, Letter, LetterSending, Person, Reply
from foil.operations.intake import take_in
from foil.operations.mailing import send_waiting
from foil.operations.reminders import remind
from foil.operations.reply_clocks import settle
from foil.operations.worker import Worker
from tests.integration.conftest import add_person
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history
from tests.integration.post import Clock, Post, at, serving, set_up, words
from tests.integration.test_intake import DENIAL, NUMBER, mail

CAME = date(2026, 11, 20)  # a Friday
SAYS = "if this is a denial dated November 20: appeal by December 18"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def served() -> Iterator[Post]:
    with serving() as post:
        yield post


class Office:
    def __init__(self, database: Database, store: Folder, owner: Person, post: Post) -> None:
        self.database, self.store, self.owner, self.post = database, store, owner, post
        self.clock = Clock(at(CAME, 11))
        post.taken()
        self.deputy = add_person(database, "deputy")
        set_up(database, owner, post.port, self.clock())
        self.request = history(
            database, owner, self.clock(), SENT, RECEIVED, ACKNOWLEDGED,
            deputy_id=self.deputy.id,
        )  # fmt: skip

    def comes(self, raw: bytes) -> None:
        take_in(
            None, self.database, self.store, BytesIO(raw), "reply.eml",
            now=self.clock(), route="mailbox",
        )  # fmt: skip

    def morning(self, day: date) -> dict[str, str]:
        """What each person was mailed that morning."""
        self.clock.set(day)
        worker = Worker(self.database, self.store, now=self.clock)
        remind(worker)
        send_waiting(worker)
        return {str(each["To"]).partition("@")[0]: words(each) for each in self.post.taken()}

    def calendar(self, day: date) -> list[tuple[str, str, bool]]:
        feed = Feed(about="mine", final=True, titles=True)
        with self.database.reading() as session:
            found = entries(self.owner, session, feed, day, lambda number: number)
        return [
            (str(each.day), each.summary, each.cancelled)
            for each in found
            if "nconfirmed" in each.summary
        ]


@pytest.fixture
def office(database: Database, store: Folder, person: Person, served: Post) -> Office:
    return Office(database, store, person, served)


def test_a_reply_left_alone_for_three_business_days_reaches_the_deputy(office: Office) -> None:
    office.comes(mail(subject=office.request.number))
    monday = office.morning(date(2026, 11, 23))
    assert "REPLIES NOBODY HAS FILED" in monday["paralegal"]
    assert SAYS in " ".join(monday["paralegal"].split())
    assert "REPLIES" not in monday["deputy"]
    tuesday = office.morning(date(2026, 11, 24))  # two business days are over
    assert "REPLIES NOBODY HAS FILED" in tuesday["deputy"]
    assert "REPLIES" not in tuesday["paralegal"]  # told already, and again each week
    assert "REPLIES" not in office.morning(date(2026, 11, 25))["deputy"]


def test_its_date_is_in_calendars_as_unconfirmed_until_it_is_filed(office: Office) -> None:
    office.comes(mail(subject=office.request.number))
    ((day, summary, cancelled),) = office.calendar(CAME)
    assert (day, cancelled) == ("2026-12-18", False)
    assert summary.startswith("Unconfirmed: appeal by Friday, December 18, 2026")
    with office.database.writing() as session:
        reply = session.scalars(select(Reply)).one()
        reply.state = "filed"
        settle(reply, now=office.clock())
    ((_, _, cancelled),) = office.calendar(CAME)
    assert cancelled
    assert "REPLIES" not in office.morning(date(2026, 11, 23))["paralegal"]


def test_a_reply_that_may_be_of_two_requests_is_told_of_both(office: Office) -> None:
    other = history(office.database, office.deputy, office.clock(), SENT, RECEIVED, title="Drones")
    both = f"{office.request.number} and {other.number}"
    office.comes(mail(DENIAL.format(NUMBER), subject=both))
    monday = office.morning(date(2026, 11, 23))
    assert office.request.number in monday["paralegal"]
    assert other.number in monday["deputy"]


def test_what_fits_no_request_is_told_to_whoever_opens_the_mail(office: Office) -> None:
    with office.database.writing() as session:
        session.get_one(Person, office.owner.id).opens_mail = True
    office.comes(mail("Buy now.", subject="Hello", sender="a@shop.example"))
    monday = office.morning(date(2026, 11, 23))
    assert "1 reply fits no request." in monday["paralegal"]
    assert "is Friday, December 18" in " ".join(monday["paralegal"].split())
    assert "fits no request" not in monday["deputy"]


def test_a_mail_of_ours_that_comes_back_is_known_by_its_id(office: Office) -> None:
    bounce = EmailMessage()
    bounce["From"], bounce["To"] = "MAILER-DAEMON@mail.example", "foil@office.example"
    bounce["Subject"], bounce["Message-ID"] = "Undelivered Mail Returned to Sender", "<b@mail>"
    bounce["Date"] = "Fri, 20 Nov 2026 10:00:00 -0500"
    bounce.set_content("This is the mail system. I could not deliver your message.")
    ours = EmailMessage()
    ours["Message-ID"], ours["Subject"] = "<letter-7@office.example>", "A request"
    ours.set_content("Please send the records.")
    bounce.add_attachment(ours)
    with office.database.writing() as session:
        letter = Letter(
            request_id=office.request.id, kind="request", made_at=office.clock(),
            made_by=office.owner.id, saved_at=office.clock(), saved_by=office.owner.id,
        )  # fmt: skip
        session.add(letter)
        session.flush()
        session.add(
            LetterSending(
                request_id=office.request.id,
                letter_id=letter.id,
                state="sent",
                message_id="<letter-7@office.example>",
                sender="foil@office.example",
                recipient="x@agency.example",
                subject="A request",
                message="0" * 64,
                begun_at=office.clock(),
                begun_by=office.owner.id,
            )
        )
    office.comes(bounce.as_bytes())
    with office.database.reading() as session:
        reply = session.scalars(select(Reply)).one()
    assert (reply.request_id, reply.how, reply.kind) == (office.request.id, "answers", "bounce")
    assert reply.act_on is None
