"""What the office writes with, and the record of non-response, for the walk of each page."""

from foil.insight.own_templates import shipped_text
from foil.letters.facts import Image
from foil.operations import letterhead_images, own_templates, paragraphs
from foil.operations.looks import record_places
from tests.e2e.conftest import Live
from tests.integration.test_guard_routes import PIXEL

WRITING_PAGES = (
    "/requests/FD-0001/non-response",
    "/requests/FD-0002/non-response",
    "/settings/letterhead",
    "/settings/paragraphs",
    "/settings/templates",
    "/settings/templates/follow_up",
)
"""Pages of these, once `furnish_writing` has been."""
LOGO = Image("f" * 64, "image/png", 1, 1, "Logo of the unit", PIXEL)
OWN_WORDS = shipped_text("follow_up").replace("Thank you for your help.", "With our thanks.")


def furnish_writing(live: Live) -> None:
    """A look that found nothing after a day that passed."""
    keeper, now = live.keeper, live.clock()
    places = ("the agency’s portal", "the mailbox keeper@example.org with its spam folder")
    with live.site.database.writing() as session:
        paragraphs.write(keeper, session, "Who we are", "We represent people.", now=now)
        paragraphs.write(
            keeper, session, "Who we are", "We represent **people** in court.", now=now, number=1
        )
        letterhead_images.put(keeper, session, LOGO, logo=True, now=now)
        own_templates.keep(keeper, session, "follow_up", OWN_WORDS, now=now)
        record_places(keeper, session, "FD-0002", places, now.date(), now=now)
