"""An export: requests and events a person may see, as pages of a sheet, and how they were made.

A fixed number of queries, as flat in memory as one request. Notes have no column here, so that
none can leave.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

import foil
from foil.insight.asker import Asker, asker
from foil.insight.basis import Basis, count_stale
from foil.insight.exported_events import event_rows
from foil.insight.exported_requests import request_rows
from foil.insight.wanted import AHEAD_WORDS, Wanted
from foil.law.calendars import calendar
from foil.law.choices import CHOICES
from foil.model.tables import Person
from foil.sheets.ours import EVENTS, REQUESTS
from foil.sheets.writing import Page, Value

WIDE = frozenset(
    {"Title", "Public title", "Requested documents", "Own date is for", "Agency’s date is for",
     "Next step", "What happened", "Says", "Particulars", "Facts", "Entered later", "Says so",
     "What"}
)  # fmt: skip

COLUMNS = {
    "Desk number": "The desk’s own number of the request; it joins the two sheets.",
    "Agency": "The agency’s whole name; in the office’s words where the catalog does not have it.",
    "Law": "FOIL, or another law, under which no date is counted.",
    "Tracking number, Appeal number, Court number": "Numbers others gave it, “; ” between them.",
    "Date sent … Date closed": "The first day each was done or written; see Events for every one.",
    "Stated date": "The last date the agency gave for deciding or producing.",
    "Stage": "The most urgent stage of its items on the day of this export.",
    "Act on, Last day": "The requester’s next own date: the last safe business day, and the last "
    "day by the rule that controls. Arguable dates are left out.",
    "Agency’s date": "The agency’s next date; where none is ahead, the one that passed last.",
    "Next step": "A reminder the office wrote, never a legal date.",
    "Particulars": "All that the request is, for bringing it back. Leave it as it is.",
    "Event": "The event’s own name within its request.",
    "Day": "The day the act counts on.",
    "Letter dated, Postmarked, Received": "The earliest on its papers.",
    "Stands": "Whether it stands, or by which event it was corrected.",
    "Entered later": "Where it was taken from, if it was entered later than it happened.",
    "Facts": "The event as it is sealed, for bringing it back. Leave it as it is.",
}


def pages(person: Person, session: Session, day: date, wanted: Wanted) -> list[Page]:
    """The whole workbook: requests, events, and how both were made, on that day (New York)."""
    asked = asker(person, session, day, wanted)
    return [requests_page(asked), events_page(asked), method_page(asked)]


def requests_page(asked: Asker) -> Page:
    """One row a request."""
    return Page("Requests", REQUESTS, request_rows(asked), WIDE)


def events_page(asked: Asker) -> Page:
    """One row an event, corrected ones too."""
    return Page("Events", EVENTS, event_rows(asked), WIDE)


def method_page(asked: Asker) -> Page:
    """By what rules the dates were counted, and what each column means."""
    return Page("Method", ("What", "Says so"), list(_method(asked)), WIDE)


def _method(asked: Asker) -> Iterator[tuple[Value, Value]]:
    under = asked.under
    yield "Made by", f"FOIL Desk {foil.__version__}"
    yield "As of", asked.day
    yield "Which requests", _which(asked.wanted)
    yield "Seen by", f"{asked.person.name}: only what they may see is here. Notes are never here."
    yield "Rules", "New York’s Freedom of Information Law, Public Officers Law §§ 87 and 89."
    yield from _counted(under)
    if stale := count_stale(asked.person, asked.session, under):
        yield "Still being counted", f"{stale} requests stand as the rules before these had them."
    yield "Dates", "Days in New York, as dates. An agency’s act counts on the day it was sent."
    yield "To bring it back", "Requests, Import a sheet: both sheets together lose nothing."
    yield from COLUMNS.items()


def _counted(under: Basis) -> Iterator[tuple[Value, Value]]:
    profile = calendar(under.calendar, under.closings)
    yield "Calendar", profile.profile.title
    for name, choice in CHOICES.items():
        if name == "calendar":
            continue
        own = under.choices.get(name) or choice.default
        says = choice.option(own).says if own else "As each agency’s own rule has it."
        whose = "chosen by the office" if name in under.choices else "as the desk counts by itself"
        yield choice.asks, f"{says} ({whose})"
    if under.closings:
        days = ", ".join(day.isoformat() for day in sorted(under.closings))
        yield "Days all offices were closed", days


def _which(wanted: Wanted) -> str:
    parts = {
        "with the words": wanted.words, "to": wanted.agency, "about": wanted.technology,
        "standing at": wanted.stage, "of": "one owner" if wanted.owner else "",
        "in": "one matter" if wanted.matter else "", "that are": "mine" if wanted.mine else "",
        "of the campaign": "asked for" if wanted.campaign else "", "tagged": wanted.tag,
        "with a next date": AHEAD_WORDS.get(wanted.ahead, ""),
    }  # fmt: skip
    said = [f"{name} {value}" for name, value in parts.items() if value]
    return f"Requests {', '.join(said)}." if said else "All requests."
