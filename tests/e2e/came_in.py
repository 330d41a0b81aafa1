"""A desk that replies came to, which nobody has filed: of one request, of perhaps two, of none, and
one that could not be read; for the tests that walk each page."""

import io

from foil.archive.store import Folder
from foil.operations import office_patterns, reply_filing
from foil.operations.intake import take_in
from tests.e2e.conftest import Live
from tests.integration.test_intake import DENIAL, NUMBER, mail

REPLY_PAGES = (
    "/replies",
    "/replies/1",
    "/replies/2",
    "/replies/4",
    "/replies/4/split",
    "/replies/5",
    "/replies/5/add?request=FD-0001",
    "/replies/6",
    "/replies/table",
    "/office/patterns",
)


def furnish_replies(live: Live) -> None:
    """Five things that came by one route or another, one that was set aside, and a phrase that the
    office remembers."""
    store, keeper = Folder.of(live.site.settings), live.keeper
    came = {
        "denial.eml": mail(f"FD-0002\n\n{DENIAL.format(NUMBER)}", subject="Your request FD-0002"),
        "closed.eml": mail(
            "Your request to the New York City Police Department is closed.",
            subject="Your records request", id_="<2@agency.example.org>",
        ),
        "hello.eml": mail("Buy now.", subject="Hello", sender="Shop <a@shop.example>", id_="<3@x>"),
        "scan.pdf": b"%PDF-1.4 cut off",
        "again.eml": mail(
            f"FD-0001\n\n{DENIAL.format(NUMBER)}", subject="Your request FD-0001", id_="<5@x>",
        ),
        "note.eml": mail("FD-0001: we moved.", subject="Your request FD-0001", id_="<6@x>"),
    }  # fmt: skip
    for name, raw in came.items():
        stream, now = io.BytesIO(raw), live.clock()
        take_in(keeper, live.site.database, store, stream, name, now=now, route="dropped")
    with live.site.database.writing() as session:
        reply_filing.put_aside(keeper, session, 6, now=live.clock())
        text = "Your file is hereby laid to rest."
        office_patterns.remember(
            keeper, session, "hereby laid to rest", "denial", "nypd", [text], now=now
        )
