"""Invitations: a right's last day in its person's own calendar, moved and taken out as it moves."""

from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage

import pytest
from icalendar import Calendar, Event
from sqlalchemy import select

from foil.archive.store import Folder
from foil.insight.feed import entries
from foil.model.database import Database
from foil.model.mail import Invitation, MailChoice
from foil.model.tables import Feed, Person
from foil.operations.disposal import dispose
from foil.operations.invitations import SETTLES, invite
from foil.operations.mailing import send_waiting
from tests.integration.conftest import add_person
from tests.integration.desk import history
from tests.integration.post import SENDER, Clock, Post, at, serving, set_up
from tests.integration.test_reminders import DAY, SAFE, Office, denied

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SENT_ON = SAFE - 20 * DAY


@pytest.fixture(scope="module")
def served() -> Iterator[Post]:
    with serving() as post:
        yield post


@pytest.fixture
def office(database: Database, person: Person, store: Folder, served: Post) -> Office:
    served.taken()
    served.answer = "250 OK, queued as 1"
    clock = Clock(at(SENT_ON, 12))
    set_up(database, person, served.port, clock())
    return Office(database, person, store, served, clock)


def invited(office: Office) -> list[tuple[EmailMessage, Event]]:
    """The invitations that go out once everything has settled, each with its one date."""
    office.clock.instant += 2 * SETTLES
    invite(office.worker())
    send_waiting(office.worker())
    found = []
    for mail in office.post.taken():
        (part,) = [each for each in mail.walk() if each.get_content_type() == "text/calendar"]
        calendar = Calendar.from_ical(part.get_content())
        assert calendar["method"] == part.get_param("method")
        (event,) = calendar.walk("VEVENT")
        assert event.errors == calendar.errors == []
        assert event["organizer"] == f"mailto:{SENDER}"
        assert event["attendee"] == f"mailto:{mail['To']}"
        found.append((mail, event))
    return found


def told(office: Office) -> list[tuple[str, date]]:
    """What is told of which date."""
    return [(str(event["uid"]), event["dtstart"].dt) for _, event in invited(office)]


def feed_uids(office: Office) -> dict[str, int]:
    """The final dates of the person's calendar feed, by name, with their sequence."""
    feed = Feed(person_id=office.person.id, about="mine", final=True, titles=True)
    with office.database.reading() as session:
        day = office.clock().date()
        found = entries(office.person, session, feed, day, "https://desk/{}".format)
    return {each.uid: each.sequence for each in found}


def test_a_right_that_ends_is_an_invitation_with_the_name_it_has_in_feeds(office: Office) -> None:
    office.ask(denied())
    ((mail, event),) = invited(office)
    assert feed_uids(office) == {str(event["uid"]): event["sequence"]}
    assert event["dtstart"].dt == SAFE
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert "Appeal the denial — FD-0001" in event["summary"]
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    assert mail["Subject"].startswith("Appeal by Wednesday, December 16, 2026")
    assert invited(office) == []


def test_a_date_that_moves_is_told_by_the_same_name_and_a_higher_sequence(office: Office) -> None:
    request = office.ask(denied())
    ((_, before),) = invited(office)
    office.tell(request, **denied(SAFE - 32 * DAY), replaces="e4")
    ((_, after),) = invited(office)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].dt == SAFE - 2 * DAY
    assert feed_uids(office)[str(after["uid"])] == after["sequence"]
    assert invited(office) == []


def test_what_is_done_is_taken_out_and_what_comes_back_is_put_in_again(office: Office) -> None:
    request = office.ask(denied())
    ((_, first),) = invited(office)
    appealed = {"kind": "appealed", "on": office.clock().date().isoformat()}
    office.tell(request, **appealed)
    ((mail, cancelled),) = invited(office)
    assert (cancelled["uid"], cancelled["status"]) == (first["uid"], "CANCELLED")
    assert cancelled["sequence"] > first["sequence"]
    assert mail["Subject"].startswith("Cancelled: ")
    office.tell(request, **appealed | {"kind": "wrote", "replaces": "e5"})
    ((_, back),) = invited(office)
    assert (back["uid"], back["status"]) == (first["uid"], "CONFIRMED")
    assert back["sequence"] > cancelled["sequence"]


def test_a_correction_and_one_of_five_items_leave_every_other_date_alone(office: Office) -> None:
    first = office.ask(denied(), items=5)
    office.ask(denied())
    (_, ours), (_, other) = invited(office)
    office.tell(first, kind="appealed", on=SENT_ON.isoformat(), items=[3])
    assert told(office) == [(ours["uid"], SAFE)]
    office.tell(first, **denied(SAFE - 33 * DAY), replaces="e4")
    assert {uid for uid, _ in told(office)} == {ours["uid"]}
    assert feed_uids(office)[str(other["uid"])] == other["sequence"]


def test_days_of_downtime_end_in_one_mail_that_says_how_it_stands(office: Office) -> None:
    request = office.ask(denied())
    invited(office)
    for n in (31, 32, 33):
        office.tell(request, **denied(SAFE - n * DAY), replaces=f"e{n - 27}")
    office.clock.set(SENT_ON + 9 * DAY)
    ((_, event),) = invited(office)
    assert event["dtstart"].dt == SAFE - 5 * DAY  # its thirtieth day is a Sunday


def test_what_changed_a_moment_ago_is_left_until_it_holds_still(office: Office) -> None:
    office.ask(denied())
    invite(office.worker())
    send_waiting(office.worker())
    assert office.post.taken() == []
    assert len(invited(office)) == 1


def test_one_that_never_went_is_replaced_and_one_nobody_heard_of_is_not_cancelled(
    office: Office,
) -> None:
    request = office.ask(denied())
    office.post.answer = "451 Try again later"
    assert invited(office) == []
    office.tell(request, kind="appealed", on=SENT_ON.isoformat())
    office.post.answer = "250 OK"
    assert invited(office) == []
    with office.database.reading() as session:
        assert session.scalars(select(Invitation)).all() == []


def test_what_is_handed_on_leaves_one_calendar_and_enters_another(office: Office) -> None:
    other = add_person(office.database, "reporter")
    request = office.ask(denied(), title="Canary vans")
    invited(office)
    office.change("UPDATE request SET owner_id = :id, private = true, signer_id = null, "
                  "made_by = :id", id=other.id)  # fmt: skip
    found = {str(mail["To"]): (mail, event) for mail, event in invited(office)}
    assert set(found) == {"paralegal@example.org", "reporter@example.org"}
    mail, gone = found["paralegal@example.org"]
    assert gone["status"] == "CANCELLED"
    assert "anary" not in mail.as_string() and "anary" not in str(gone.to_ical())
    assert found["reporter@example.org"][1]["status"] == "CONFIRMED"
    assert request.number in found["reporter@example.org"][1]["summary"]


@pytest.mark.parametrize(
    "neutral",
    ["UPDATE request SET sensitive = true", "UPDATE mail_settings SET no_titles = true"],
)
def test_what_is_sensitive_is_invited_to_without_its_title(office: Office, neutral: str) -> None:
    office.ask(denied(), title="Canary vans")
    office.change(neutral)
    ((mail, event),) = invited(office)
    said = event.to_ical() + b"".join(part.get_content().encode() for part in mail.iter_parts())
    assert b"anary" not in said and b"NYPD" not in said
    assert "FD-0001" in event["summary"]


def test_what_is_sensitive_has_no_title_in_a_feed_either(office: Office) -> None:
    office.ask(denied(), title="Canary vans")
    office.change("UPDATE request SET sensitive = true")
    feed = Feed(person_id=office.person.id, about="mine", final=False, titles=True)
    with office.database.reading() as session:
        found = entries(office.person, session, feed, SENT_ON, "https://desk/{}".format)
    assert found
    assert "anary" not in repr(found) and "NYPD" not in repr(found)


def test_a_request_that_leaves_the_record_leaves_the_calendar(office: Office) -> None:
    request = office.ask(denied(), title="Canary vans")
    ((_, before),) = invited(office)
    with office.database.writing() as session:
        dispose(office.person, session, [request.id], "a test", now=office.clock())
    ((mail, gone),) = invited(office)
    assert (gone["uid"], gone["status"]) == (before["uid"], "CANCELLED")
    assert gone["sequence"] > before["sequence"]
    assert "anary" not in mail.as_string()
    assert invited(office) == []


def test_a_hostile_title_is_only_a_title(office: Office) -> None:
    request = office.ask(denied())
    title = "Vans\r\nEND:VEVENT\r\nBcc: all@example.com\r\n\r\n" + "long " * 90
    office.change("UPDATE request SET working_title = :t WHERE id = :i", t=title, i=request.id)
    ((mail, event),) = invited(office)
    assert mail["Bcc"] is None
    assert mail.defects == []
    assert "END:VEVENT" in event["summary"]


def test_who_wants_none_gets_none_and_past_days_are_left_alone(office: Office) -> None:
    request = office.ask(denied())
    invited(office)
    office.clock.set(SAFE + DAY)
    office.tell(request, kind="appealed", on=(SAFE - DAY).isoformat())
    assert invited(office) == []
    with office.database.writing() as session:
        session.add(MailChoice(person_id=office.person.id, invitations=False))
    office.ask(denied(SAFE - 10 * DAY))
    assert invited(office) == []


@pytest.mark.parametrize("after", [-1, 0, 1])
def test_silence_opens_the_suit_the_day_after_the_tenth_at_half_past_eleven_at_night(
    office: Office, after: int
) -> None:
    tenth = date(2026, 11, 2)
    office.clock.set(date(2026, 10, 19))
    happened = (
        {"kind": "sent", "on": "2026-10-01", "by": "portal"},
        {"kind": "received", "on": "2026-10-01"},
        {"kind": "denied", "dated": "2026-10-05", "received": "2026-10-05", "items": [1]},
        {"kind": "appealed", "on": "2026-10-19"},
        {"kind": "appeal_received", "on": "2026-10-19"},
    )
    history(office.database, office.person, office.clock(), *happened)
    office.clock.set(tenth + after * DAY, 23, 20)
    opened = [event for _, event in invited(office) if "Article 78" in event["summary"]]
    assert bool(opened) is (after > 0)


def test_a_request_without_a_right_that_ends_is_in_no_calendar(office: Office) -> None:
    office.ask()
    assert invited(office) == []
