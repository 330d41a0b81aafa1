"""Where a request is looked at on an agency's portal, once it has been filed there."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from foil.catalog.agency import Agency

VIEW = "/request/view/"
"""Where OpenRecords shows one request, by its number (the City's code, `app/request/views.py`)."""
NUMBERED = "FOIL-"


def on_a_portal(agency: Agency) -> bool:
    """Whether the agency takes requests through a portal."""
    return any(channel.way == "portal" for channel in agency.ways())


def portal_page(agency: Agency, numbers: Iterable[str]) -> str | None:
    """The address of the request with one of these numbers of the agency's; else of its portal's
    front door. None where the agency has no portal whose address is known."""
    front = next((each.value for each in agency.ways() if each.way == "portal"), None)
    if front is None or agency.openrecords is None:
        return front
    parts = urlsplit(front)
    site = f"{parts.scheme}://{parts.netloc}"
    own = next((each.upper() for each in numbers if each.upper().startswith(NUMBERED)), None)
    return f"{site}{VIEW}{own}" if own else f"{site}/"
