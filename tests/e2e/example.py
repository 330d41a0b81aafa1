"""Requests at every stage, for the tests that walk each page of a desk."""

import io
from datetime import date

from foil.archive.store import Folder
from foil.model.tables import Person
from foil.model.visibility import find_request
from foil.operations import (
    documents,
    matters,
    references,
    relations,
    requests,
    rules,
    uploads,
)
from foil.operations.events import record
from foil.operations.recount import recount_all
from foil.operations.requests import Asked, Particulars
from foil.operations.uploads import Coming
from tests.e2e.came_in import REPLY_PAGES, furnish_replies
from tests.e2e.conftest import Live
from tests.e2e.law import LAW_PAGES, furnish_law
from tests.e2e.letters import LETTER_PAGES, furnish_letters
from tests.e2e.lists import LIST_PAGES, furnish_lists
from tests.e2e.people import PEOPLE_PAGES, furnish_people
from tests.e2e.reminded import REMINDER_PAGES, furnish_reminders
from tests.e2e.writing import WRITING_PAGES, furnish_writing
from tests.integration.sheets import bring, csv_of, row

SENT = {"kind": "sent", "at": "2026-10-19T10:41:00", "by": "portal"}
RECEIVED = {"kind": "received", "at": "2026-10-19T10:42:00", "source": "agency"}
ACKNOWLEDGED = {
    "kind": "acknowledged",
    "papers": [{"how": "email", "dated": "2026-10-23", "received": "2026-10-23"}],
    "promised": [{"text": "within twenty business days of this letter", "business_days": 20}],
    "reason_given": "Your request has been assigned to a member of the Legal Bureau.",
}
DENIED = {
    "kind": "denied",
    "papers": [{"how": "email", "dated": "2026-11-02", "received": "2026-11-05"}],
    "items": [2],
    "scope": "part",
    "exemptions": ["87(2)(e)(iv)"],
    "appeal_notice": True,
    "officer_named": True,
}
SILENT = ({"kind": "sent", "on": "2026-10-01"}, {"kind": "received", "on": "2026-10-01"})
BYTES = b"%PDF-1.7 a determination letter\n" * 40

PAGES = (
    *LETTER_PAGES,
    *LAW_PAGES,
    *LIST_PAGES,
    *REMINDER_PAGES,
    *PEOPLE_PAGES,
    *WRITING_PAGES,
    *REPLY_PAGES,
    "/",
    "/requests",
    "/requests/FD-0001",
    "/requests/FD-0001/letters",
    "/requests/FD-0001/documents",
    "/documents/1/custody",
    "/requests/FD-0001/clock",
    "/requests/FD-0001/history",
    "/requests/FD-0001/why/appeal:e4",
    "/requests/FD-0001/why/determine:e3",
    "/requests/FD-0001/next-step",
    "/requests/FD-0001/related",
    "/requests/FD-0001/bring",
    "/requests/FD-0001/record",
    "/requests/FD-0001/record/acknowledged",
    "/requests/FD-0001/record/denied",
    "/requests/FD-0001/record/sent",
    "/requests/FD-0001/record/ordered",
    "/requests/FD-0001/record?find=stipulation",
    "/requests/FD-0001/record/denied?replaces=e4",
    "/requests/FD-0001/reply",
    "/requests/FD-0001/appeal",
    "/requests/FD-0002/appeal",
    "/requests/FD-0003",
    "/requests/FD-0001?known_on=2026-11-04",
    "/requests/FD-0001/clock?known_on=2026-11-04",
    "/moved",
    "/matters",
    "/matters/1",
    "/import",
    "/import/1",
    "/import/2",
    "/under-way",
    "/documents",
    "/search",
    "/search?find=determination",
    "/documents/1/pages/1",
    "/agencies",
    "/agencies/nypd",
    "/agencies/nypd/correct",
    "/agencies/nypd/correct?field=appeal_from&value=letter",
    "/office/rules",
    "/office/rules/appeal_from?to=letter",
    "/office/calendar",
    "/office/calendar/closing",
    "/office/calendar/closing?day=2026-11-10&words=Snow",
    "/office/calendar/2026-11-09/open",
    "/technologies",
    "/technologies/facial-recognition",
    "/rules",
    "/rules/choice-city-rule",
    "/calculator",
    "/calculator?agency=nypd&items=2&e1-kind=received&e1-on=2026-10-19&e2-kind=denied"
    "&e2-paper1-received=2026-11-05&e2-scope=part&e3-kind=appealed&e4-kind=tolled",
    "/settings",
    "/settings/office",
    "/feeds",
    "/settings/people",
    "/help",
    "/nowhere",
)
"""A page of every kind, once `furnish` has been."""

MISTAKEN = (
    "/requests/FD-0001/clock?known_on=soon",
    "/moved?since=soon",
    "/agencies/nypd/correct?field=short&value=",
    "/office/calendar/closing?day=soon&words=",
)
"""Pages that were asked for what cannot be: they say so, filled as they were."""


def furnish(live: Live) -> None:
    """One request denied in part, one past its date, one not filed, and files."""
    keeper = live.keeper
    first = ask(live, keeper, "Mobile X-ray vans: contracts, costs and safety tests", 3)
    tell(live, keeper, first, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    second = ask(live, keeper, "Facial recognition accuracy tests", 1)
    tell(live, keeper, second, *SILENT)
    third = ask(live, keeper, "Drone purchase orders", 2)
    close(live, keeper)
    kept = Folder.of(live.site.settings).keep(io.BytesIO(BYTES))
    now = live.clock()
    with live.site.database.writing() as session:
        found = find_request(session, keeper, first)
        documents.attach(keeper, session, found, kept, "Determination.pdf", now=now, unfiled=True)
        documents.attach(keeper, session, found, kept, "Letter.pdf", now=now, event="e3")
        coming = Coming("Body-worn camera footage, September to November.mp4", 412_000_000)
        uploads.begin(keeper, session, found, coming, now=now).received = 96_468_992
        idle = find_request(session, keeper, third)
        day = date(2026, 11, 20)
        requests.set_next_step(keeper, session, idle, "Ask which unit", day, None, now=now)
        relations.join(keeper, session, found, "refiled_as", idle, now=now)
        references.write_down(keeper, session, found, "court", "152896/2026", now=now)
    with live.site.database.writing() as session:
        matters.open_matter(keeper, session, "People v. Doe", now=now)
    furnish_letters(live)
    furnish_law(live)
    furnish_sheets(live)
    furnish_lists(live)
    furnish_reminders(live)
    furnish_people(live)
    furnish_writing(live)
    furnish_replies(live)


def furnish_sheets(live: Live) -> None:
    """A sheet that was read, with a row refused, and one brought in."""
    rows = [row("Vans", sent="8/13/2026", denied="11/2/2026", notes="Ask again in spring")]
    mixed = csv_of(live.site.settings.folder / "mixed.csv", [*rows, row("When?", sent="soon")])
    good = csv_of(live.site.settings.folder / "good.csv", rows)
    bring(live.site.database, live.keeper, live.clock(), mixed, save=False)
    bring(live.site.database, live.keeper, live.clock(), good)


def ask(live: Live, person: Person, title: str, items: int) -> str:
    """A request to the NYPD with that many items. Returns its number."""
    particulars = Particulars("nypd", "facial-recognition", title[:90], title)
    asked = [Asked(f"Contracts and invoices, part {n}, 2019 to 2026.") for n in range(1, items + 1)]
    with live.site.database.writing() as session:
        return requests.draft(person, session, particulars, asked, now=live.clock()).number


def tell(live: Live, person: Person, number: str, *happened: dict[str, object]) -> None:
    """Record what happened, each in a save of its own."""
    for facts in happened:
        with live.site.database.writing() as session:
            found = find_request(session, person, number)
            seq = found.head_seq
            record(person, session, found, facts, seq=seq, now=live.clock(), sure=True)


def close(live: Live, keeper: Person) -> None:
    """Note a closing and count again: a date moves."""
    now = live.clock()
    with live.site.database.writing() as session:
        rules.add_closing(keeper, session, date(2026, 11, 9), "Snow", "Order 7", now=now)
    recount_all(live.site.database, lambda: now)
