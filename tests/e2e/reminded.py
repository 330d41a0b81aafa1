"""A desk that has mailed its reminders: for the tests that walk each page."""

from foil.archive.store import Folder
from tests.e2e.conftest import Live
from tests.integration.post import mailed

REMINDER_PAGES = ("/reminders", "/reminders?whose=mine", "/settings/mail")


def furnish_reminders(live: Live) -> None:
    """Mail set up, the morning's reminders sent, none of them seen."""
    mailed(live.site.database, Folder.of(live.site.settings), live.keeper, live.clock())
