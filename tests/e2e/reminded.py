"""A desk that has mailed its reminders and reads a mailbox: for the tests that walk each page."""

from datetime import timedelta

from foil.archive.store import Folder
from foil.model.mailbox import MailboxFolder, MailboxLeft, MailboxSettings
from tests.e2e.conftest import Live
from tests.integration.post import mailed

REMINDER_PAGES = ("/reminders", "/reminders?whose=mine", "/settings/mail", "/settings/mailbox")


def furnish_reminders(live: Live) -> None:
    """Mail set up, the morning's reminders sent, none of them seen; a mailbox read, a message of
    which was left where it is."""
    mailed(live.site.database, Folder.of(live.site.settings), live.keeper, live.clock())
    _mailbox(live)


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
