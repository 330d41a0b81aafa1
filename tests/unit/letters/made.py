"""Letters and facts for the tests: plain functions, every value changeable by name."""

from dataclasses import replace
from datetime import date
from typing import Any

from foil.catalog import agencies
from foil.letters.compose import compose
from foil.letters.facts import (
    Asked,
    AskedItem,
    DenialFacts,
    FollowUpFacts,
    Happened,
    RequestFacts,
    Sender,
    SilenceFacts,
)
from foil.letters.letter import Edit, Letter
from foil.letters.request import (
    ItemChoice,
    RequestChoices,
    addressee_of,
    agency_named,
    request_facts,
    usual_items,
    usual_vendors,
)

DATED = date(2026, 11, 22)
SINCE = date(2019, 1, 1)
OFFICE = Sender(
    name="Example Law Office",
    address=("100 Example Street", "New York, NY 10007"),
    telephone="(212) 555-0142",
    email="foil@example.org",
    signature=("Staff Attorney", "Example Law Office"),
)


def choices(**changed: Any) -> RequestChoices:
    """The choices of a request to the NYPD about facial recognition."""
    agency = changed.get("agency", "nypd")
    technology = changed.get("technology", "facial-recognition")
    told: dict[str, Any] = {
        "agency": agency,
        "technology": technology,
        "vendors": usual_vendors(technology),
        "items": usual_items(agency, SINCE, DATED),
        "dated": DATED,
    }
    return RequestChoices(**told | changed)


def facts(sender: Sender | None = OFFICE, **changed: Any) -> RequestFacts:
    """The facts of that request."""
    return request_facts(choices(**changed), sender)


def request(edits: dict[str, Edit] | None = None, **changed: Any) -> Letter:
    """The letter of that request."""
    return compose("request", facts(**changed), edits)


def asking(*words: str, **changed: Any) -> Letter:
    """A request whose items are these words, as someone typed them."""
    items = tuple(ItemChoice(f"own{place}", words=each) for place, each in enumerate(words))
    return request(items=items, **changed)


def titled(title: str) -> Letter:
    """A request with that public title."""
    return request(public_title=title)


def edited(words: str, key: str = "search", **changed: Any) -> Letter:
    """A request with a block in someone's own words, up to date with its facts."""
    template = request(**changed).block(key).template
    return request({key: Edit(words, template)}, **changed)


def sent_by(sender: Sender | None) -> Letter:
    """A request from that office, or from none."""
    return compose("request", facts(sender))


def _later(role: Any, agency: str = "nypd") -> dict[str, Any]:
    known = agencies.get(agency)
    return {
        "agency": agency_named(known),
        "addressee": addressee_of(known, role),
        "dated": DATED,
        "sender": OFFICE,
        "reference": "FOIL-2026-056-18831",
        "request": Asked(
            subject="facial recognition",
            sent=date(2026, 10, 19),
            received=date(2026, 10, 19),
            by="through NYC OpenRecords",
        ),
    }


def _appeal(agency: str) -> dict[str, Any]:
    return _later("appeals", agency) | {
        "history": (
            Happened(date(2026, 10, 19), "request sent through NYC OpenRecords and received"),
            Happened(date(2026, 10, 23), "acknowledged in writing"),
        ),
        "items": (
            AskedItem(2, "Purchase orders and invoices, 2019 to 2026."),
            AskedItem(4, "Accuracy tests, 2019 to 2026."),
        ),
    }


def silence(ground: str, agency: str = "nypd", **changed: Any) -> Letter:
    """An appeal from silence on that ground."""
    told = _appeal(agency) | {
        "ground": ground,
        "due": date(2026, 11, 20),
        "acknowledged": date(2026, 10, 23),
        "promised": date(2026, 11, 19),
    }
    return compose("appeal_silence", SilenceFacts(**told | changed))


def denial(
    *exemptions: str,
    agency: str = "nypd",
    citable: frozenset[str] | None = None,
    edits: dict[str, Edit] | None = None,
    **changed: Any,
) -> Letter:
    """An appeal from a denial that named those exemptions."""
    told = _appeal(agency) | {
        "denied": date(2026, 11, 2),
        "received": date(2026, 11, 5),
        "exemptions": exemptions,
        "words": "would reveal non-routine techniques",
        "last_day": date(2026, 12, 7),
    }
    return compose("appeal_denial", DenialFacts(**told | changed), edits, citable=citable)


def follow_up(**changed: Any) -> Letter:
    """A letter asking for the acknowledgment that did not come."""
    told = _later("requests") | {"due": date(2026, 10, 26)}
    return compose("follow_up", FollowUpFacts(**told | changed))


def addressed(letter: Letter, **changed: Any) -> Letter:
    """The same letter with its addressee changed."""
    return replace(letter, addressee=replace(letter.addressee, **changed))
