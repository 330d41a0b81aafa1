"""The states that pages are looked at in, and the pages that are looked at.

`empty` is an office that has just been founded, `one` has one request, `many` an example of
everything and the thirty samples of `foil demo`. `wrong` is what comes back where an address or a
form is asked for what cannot be; `loading` a page whose form is on its way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from foil.operations import demo, matters
from tests.e2e.conftest import Live, serve
from tests.e2e.example import ACKNOWLEDGED, DENIED, PAGES, RECEIVED, SENT, ask, furnish, tell

DESKS = ("empty", "one", "many")
STATES = (*DESKS, "wrong", "loading")

BEFORE = ("/first-run", "/sign-in")
"""Pages of nobody yet; each on a desk of its own."""

NOT_PAGES = frozenset(
    {
        *("static", "fonts.font", "compose.style"),
        *("documents.download", "compose.download", "follow_ups.download", "reminders.docket"),
        *("offers.download", "letters.download", "packets.download", "letterhead.image"),
        *("campaign_queue.as_csv", "campaign_queue.as_workbook", "campaign_queue.combined"),
        *("exports.events", "exports.requests", "exports.workbook"),
        *("feeds.calendar", "uploads.offset", "search.as_csv", "viewer.picture"),
        "replies.original",
        "sign_in.link",
    }
)
"""Views that answer with a file or with a part of one; and a link out of a letter, which is good
once: its page is the form of /sign-in."""


@contextmanager
def standing(folder: Path, state: str) -> Iterator[Live]:
    """A desk being served as `empty`, `one` or `many`; as `new`, it has no office yet."""
    serving = serve(folder, founded=state != "new")
    live = next(serving)
    if state == "one":
        _one(live)
    if state == "many":
        furnish(live)
        with live.site.database.writing() as session:
            demo.furnish(live.keeper, session, now=live.clock())
    yield live
    next(serving, None)


def _one(live: Live) -> None:
    number = ask(live, live.keeper, "Facial recognition accuracy tests", 2)
    tell(live, live.keeper, number, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with live.site.database.writing() as session:
        matters.open_matter(live.keeper, session, "People v. Doe", now=live.clock())


def view_of(app: Flask, address: str) -> str | None:
    """The view that answers a GET of that address; None where there is none."""
    try:
        name, _ = app.url_map.bind("localhost").match(urlsplit(address).path)
    except HTTPException:
        return None
    return str(name)


def looked_at(app: Flask) -> dict[str, list[str]]:
    """Every address that is looked at, by its view."""
    found: dict[str, list[str]] = {}
    for address in (*BEFORE, *PAGES):
        found.setdefault(view_of(app, address) or "nowhere", []).append(address)
    return found
