"""What the office writes with, and the record of non-response, for the walk of each page."""

from foil.operations.looks import record_places
from tests.e2e.conftest import Live

WRITING_PAGES = (
    "/requests/FD-0001/non-response",
    "/requests/FD-0002/non-response",
    "/settings/letterhead",
    "/settings/templates",
    "/settings/templates/follow_up",
)
"""Pages of these, once `furnish_writing` has been."""


def furnish_writing(live: Live) -> None:
    """A look that found nothing after a day that passed."""
    keeper, now = live.keeper, live.clock()
    places = ("the agency’s portal", "the mailbox keeper@example.org with its spam folder")
    with live.site.database.writing() as session:
        record_places(keeper, session, "FD-0002", places, now.date(), now=now)
