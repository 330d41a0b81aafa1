"""An example office: invented requests to real agencies, at every stage the pages can show."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.tables import Person, Request
from foil.operations import accounts, documents, office, requests
from foil.operations.accounts import Introduction
from foil.operations.events import record
from foil.operations.office import OfficeFacts
from foil.operations.requests import Asked, Particulars
from tests.integration.post import mailed

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)  # a Sunday morning in New York
PASSWORD = "an example of a long password"
LAWYER = Introduction("attorney@example.org", "Staff Attorney", telephone="212-555-0100")
OFFICE = OfficeFacts(
    name="Surveillance Defense Project",
    kind="law",
    address="120 Example Street\nNew York, NY 10013",
    telephone="212-555-0100",
    email="foil@example.org",
    signature_block="Surveillance Defense Project",
)


@dataclass(frozen=True)
class Example:
    """One request: what it asks of whom, and what happened, oldest first, as `foil clock` reads."""

    agency: str
    technology: str
    title: str
    items: tuple[str, ...]
    events: tuple[dict[str, object], ...] = ()


def sent(on: str, by: str = "portal") -> tuple[dict[str, object], ...]:
    """Filed through the portal, which confirmed it the same day."""
    return {"kind": "sent", "on": on, "by": by}, {"kind": "received", "on": on}


def letter(kind: str, dated: str, received: str = "", **own: object) -> dict[str, object]:
    """An agency's letter of that date."""
    return {"kind": kind, "dated": dated, "received": received or dated, **own}


EXAMPLES = (
    Example(
        "nypd",
        "facial-recognition",
        "Facial recognition trial accounts, 2019 to 2026",
        (
            "Agreements and terms of use for any trial or pilot account for facial recognition.",
            "Invoices, purchase orders and statements of work under those agreements.",
            "Audit logs of searches run, by month, with the unit that ran them.",
        ),
        (
            *sent("2026-09-21"),
            letter("acknowledged", "2026-09-25", promised=[{"date": "2026-10-26"}]),
            letter("released", "2026-10-26", items=[1, 2], part="whole", pages=64),
            letter(
                "denied",
                "2026-10-26",
                items=[3],
                scope="whole",
                exemptions=["87(2)(e)(iv)"],
                appeal_notice=True,
                officer_named=True,
            ),
        ),
    ),
    Example(
        "nypd",
        "facial-recognition",
        "Accuracy tests of facial recognition",
        ("Reports of accuracy or bias tests of facial recognition software, 2017 to 2026.",),
        sent("2026-10-23"),
    ),
    Example(
        "oti",
        "domain-awareness-system",
        "Domain Awareness System invoices",
        ("Invoices under the Domain Awareness System contracts, 2021 to 2026.",),
        (
            *sent("2026-08-10"),
            letter("acknowledged", "2026-08-14", promised=[{"date": "2026-10-02"}]),
            letter("extended", "2026-10-02", promised=[{"date": "2026-11-13"}]),
        ),
    ),
    Example(
        "nysp",
        "unmanned-aircraft-systems",
        "State Police drones: purchases and flights",
        ("Purchase records for unmanned aircraft.", "Flight logs, 2024 to 2026."),
        (
            *sent("2026-09-08", by="email"),
            letter("acknowledged", "2026-09-11"),
            letter("denied", "2026-10-20", "2026-10-23", scope="whole", appeal_notice=True),
            {"kind": "appealed", "on": "2026-10-30"},
            {"kind": "appeal_received", "on": "2026-11-02"},
        ),
    ),
    Example(
        "suffolk-pd",
        "cell-site-simulators",
        "Cell-site simulator purchases",
        ("Contracts and non-disclosure agreements for cell-site simulators.",),
        (
            *sent("2026-07-06", by="email"),
            letter("denied", "2026-08-17", "2026-08-19", scope="whole", appeal_notice=True),
            {"kind": "appealed", "on": "2026-09-03"},
            {"kind": "appeal_received", "on": "2026-09-03"},
        ),
    ),
    Example(
        "doc",
        "mobile-x-ray",
        "Body scanner contracts",
        ("Contracts, amendments and maintenance records for body scanners, 2020 to 2026.",),
        (
            *sent("2026-10-28"),
            letter("acknowledged", "2026-11-02", promised=[{"date": "2026-12-04"}]),
        ),
    ),
    Example(
        "mta",
        "fare-evasion-analytics",
        "Turnstile camera analytics",
        ("Contracts for video analytics at turnstiles.", "Validation reports."),
        (
            *sent("2026-09-21"),
            letter("acknowledged", "2026-09-25", promised=[{"date": "2026-11-06"}]),
            letter("released", "2026-11-06", items=[1], part="whole", pages=212),
        ),
    ),
)


def furnish(database: Database, store: Folder) -> Person:
    """Make the office, its first account and every example in an empty record."""
    with database.writing() as session:
        person = accounts.first_account(session, LAWYER, PASSWORD, now=NOW)
        office.found(session, OFFICE, now=NOW)
    for example in EXAMPLES:
        _ask(database, store, person, example)
    mailed(database, store, person, NOW)
    return person


def _ask(database: Database, store: Folder, person: Person, example: Example) -> None:
    particulars = Particulars(example.agency, example.technology, example.title, example.title)
    with database.writing() as session:
        asked = [Asked(words) for words in example.items]
        request = requests.draft(person, session, particulars, asked, now=NOW)
    for facts in example.events:
        with database.writing() as session:
            mine = session.get_one(Request, request.id)
            event = record(person, session, mine, facts, seq=mine.head_seq, now=NOW, sure=True)
        if facts["kind"] in ("denied", "released"):
            kept = store.keep(io.BytesIO(f"{example.title}: {facts['kind']}\n".encode()))
            with database.writing() as session:
                mine = session.get_one(Request, request.id)
                name = f"{example.agency}-{facts['kind']}.txt"
                documents.attach(person, session, mine, kept, name, now=NOW, event=event.id)
