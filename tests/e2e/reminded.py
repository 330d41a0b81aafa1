"""A desk that has mailed its reminders: for the tests that walk each page."""

from sqlalchemy import update

from foil.archive.store import Folder
from foil.model.mail import Mail
from foil.operations.reminders import remind
from foil.operations.worker import Worker
from tests.e2e.conftest import Live
from tests.integration.post import set_up

REMINDER_PAGES = ("/reminders", "/reminders?whose=mine", "/settings/mail")


def furnish_reminders(live: Live) -> None:
    """Mail set up, the morning's reminders sent, none of them seen."""
    database, now = live.site.database, live.clock()
    set_up(database, live.keeper, 25, now)
    remind(Worker(database, Folder.of(live.site.settings), now=live.clock))
    with database.writing() as session:
        went = {"state": "sent", "sent_at": now, "answer": "250 2.0.0 OK, queued as 4F2A"}
        session.execute(update(Mail).values(**went))
