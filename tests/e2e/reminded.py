"""A desk that has mailed its reminders and reads a mailbox: for the tests that walk each page."""

from datetime import timedelta

from foil.archive.store import Folder
from foil.insight.sendings import SIGNS
from foil.model.mailbox import MailboxFolder, MailboxLeft, MailboxSettings
from foil.model.tables import Letter, LetterSending, MailSettings
from foil.operations.sealing import sealed_of
from tests.e2e.conftest import Live
from tests.integration.post import mailed

REMINDER_PAGES = (
    "/reminders",
    "/reminders?whose=mine",
    "/settings/mail",
    "/settings/mailbox",
    "/requests/FD-0005/letters/2/send",
    "/requests/FD-0005/letters/4/send",
)


def furnish_reminders(live: Live) -> None:
    """Mail set up, the morning's reminders sent, none of them seen; a mailbox read, a message of
    which was left where it is; a letter that was refused, and one that may have gone."""
    mailed(live.site.database, Folder.of(live.site.settings), live.keeper, live.clock())
    _mailbox(live)
    _sending(live)


def _mailbox(live: Live) -> None:
    now = live.clock()
    opened = {"host": "imap.office.example.org", "username": "foil@office.example.org"}
    place = "foil@office.example.org at imap.office.example.org, INBOX"
    with live.site.database.writing() as session:
        session.add(MailboxSettings(id=1, changed_at=now, changed_by=live.keeper.id, **opened))
        folder = MailboxFolder(place=place, looked_at=now, taken=41)
        folder.message_at = now - timedelta(hours=2)
        session.add(folder)
        session.flush()
        left = MailboxLeft(
            folder_id=folder.id, uid_validity=1, uid=42, size=312_000_000, made_at=now
        )
        left.sender, left.subject = "foil@agency.example.org", "Body-worn camera, part 3 of 7"
        left.why = "It is larger than 200 MiB, the most that is fetched by itself."
        session.add(left)


def _sending(live: Live) -> None:
    began, by = live.clock() - timedelta(minutes=20), live.keeper.id
    refused = (
        "mail.office.example.org:587 does not take mail to records@nypd.example.org (550 5.1.1)."
    )
    with live.site.database.writing() as session:
        session.get_one(MailSettings, 1).sends_letters = True
        for letter, state, answer in ((2, "refused", refused), (4, "handing over", "")):
            pdf = sealed_of(session.get_one(Letter, letter))["pdf"][:SIGNS]
            row = LetterSending(letter_id=letter, state=state, answer=answer, begun_by=by)
            row.request_id, row.begun_at, row.message = 5, began, "0" * 64
            row.message_id = f"<letter.{letter}.{pdf}@office.example.org>"
            row.sender, row.recipient = "foil@office.example.org", "records@nypd.example.org"
            row.subject = "Freedom of Information Law request"
            session.add(row)
