"""Sheets in and out: what a row becomes, what is refused, undone, and never lost on the way."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from foil.errors import NotFound, Refused
from foil.insight.sheets import Counts, counts, find_import
from foil.model.database import Database
from foil.model.tables import (
    Disposal,
    Event,
    Item,
    Matter,
    Person,
    Reference,
    Request,
    SheetImport,
    SheetRow,
)
from foil.operations import entering, feeds, matters, undoing
from foil.operations.disposal import dispose
from foil.operations.feeds import Wanted
from foil.operations.requests import People, hand_over, set_next_step
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, add, history
from tests.integration.sheets import (
    bring,
    clocks_by_title,
    csv_of,
    exported,
    row,
    rows_of,
    xlsx_of,
)


def everything(database: Database) -> tuple[int, ...]:
    with database.reading() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Request, Item, Event, Reference, Matter)
        )


def test_a_row_becomes_a_request_with_what_happened(
    database: Database, person: Person, now: datetime, tmp_path: Path
) -> None:
    told = row(
        "ShotSpotter contracts", number="FOIL-2026-056-00007", sent="10/19/2026",
        received="10/19/2026", acknowledged="10/23/2026", promised="3/10/2027", status="Denied",
        denied="11/2/2026", notes="Ask again in spring", owner="paralegal@example.org",
    )  # fmt: skip
    sheet = bring(database, person, now, csv_of(tmp_path / "office.csv", [told]))
    assert (sheet.state, sheet.says) == ("done", "")
    with database.reading() as session:
        request = session.scalars(select(Request)).one()
        events = session.scalars(select(Event).order_by(Event.seq)).all()
    assert (request.number, request.agency, request.law) == ("FD-0001", "nypd", "foil")
    assert request.working_title == "ShotSpotter contracts"
    kinds = [event.facts.split('"kind":"')[1].split('"')[0] for event in events]
    assert kinds == ["sent", "received", "acknowledged", "denied"]
    assert {event.entered for event in events} == {"office.csv, row 2"}
    kept = rows_of(database, sheet)[0]
    assert (kept.request_id, "Ask again in spring" in kept.cells) == (request.id, True)
    clocks = {clock[1]: clock for clock in clocks_by_title(database)["ShotSpotter contracts"]}
    assert clocks["appeal"][6] == date(2026, 12, 2)
    assert '"needs": ["received"]' in str(clocks["appeal"][-1])  # the letter's date is all we have


def test_a_date_promised_and_nothing_else_is_a_clock(
    database: Database, person: Person, now: datetime, tmp_path: Path
) -> None:
    rows = [
        row("Begun", sent="2026-08-03", promised="2026-12-15"),
        row("Bare", promised="2026-12-15"),
    ]
    bring(database, person, now, csv_of(tmp_path / "a.csv", rows))
    found = clocks_by_title(database)
    assert ("approximate_date", date(2026, 12, 15)) in {(c[1], c[6]) for c in found["Begun"]}
    assert ("date_certain", date(2026, 12, 15)) in {(c[1], c[6]) for c in found["Bare"]}
    with database.reading() as session:
        notes = session.scalars(select(Event.entered)).all()
    assert (
        "a.csv, row 2; its own day was not known, so the day the request was sent stands for it"
        in notes
    )


def test_what_happened_on_a_day_nobody_knows_is_a_step_for_today(
    database: Database, person: Person, now: datetime, tmp_path: Path
) -> None:
    rows = [row("Refused", sent="2026-08-03", status="Rejected", notes="x")]
    bring(database, person, now, csv_of(tmp_path / "a.csv", rows))
    with database.reading() as session:
        request = session.scalars(select(Request)).one()
    assert request.next_step_on == date(2026, 11, 22)
    assert request.next_step.startswith("Find the denial and record it")


def test_a_federal_request_comes_in_without_clocks(
    database: Database, person: Person, now: datetime, tmp_path: Path
) -> None:
    rows = [row("Stingrays", agency="FBI", sent="2026-08-03", status="Awaiting Response")]
    bring(database, person, now, csv_of(tmp_path / "a.csv", rows))
    with database.reading() as session:
        request = session.scalars(select(Request)).one()
    assert (request.law, request.agency, request.agency_words) == ("other", None, "FBI")
    assert clocks_by_title(database) == {}


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (row("A", sent="3/4/26"), "Date sent (D2): “3/4/26” may be"),
        (row("A", sent="2027-03-04"), "Sent on 2027-03-04: that day is still to come."),
        (row("A"), "Nothing of it has a day"),
        (row("A", sent="2026-08-03", denied="2026-07-01"), "before the request was sent"),
        (row("A", sent="2026-08-03", denied="soon"), "“soon” is not a date"),
        (row("A", status="Draft"), "It was not sent"),
        (row("A", sent="2026-08-03", number="9" * 101), "A number has more than 100"),
        (row("A", sent="2026-08-03", matter="Closed case", owner="Administrator"),
         "Administrator could not see it"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_refused_with_its_reason(
    database: Database,
    person: Person,
    outsider: Person,
    now: datetime,
    tmp_path: Path,
    told: dict[str, object],
    says: str,
) -> None:
    with database.writing() as session:
        matters.open_matter(person, session, "Closed case", now=now)
    rows = [told, row("Good", sent="2026-08-03")]
    sheet = bring(database, person, now, csv_of(tmp_path / "a.csv", rows), save=False)
    with database.reading() as session:
        assert counts(session, sheet) == Counts(1, 1)
    assert says in rows_of(database, sheet)[0].problem


def test_a_failed_reading_leaves_nothing(
    database: Database, person: Person, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"%PDF-1.7 no sheet")
    sheet = bring(database, person, now, path, save=False)
    assert (sheet.state, sheet.says) == (
        "failed",
        "This is no sheet that can be read; bring an .xlsx or a .csv.",
    )
    assert everything(database) == (0, 0, 0, 0, 0)


def test_a_save_that_breaks_leaves_nothing(
    database: Database,
    person: Person,
    now: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    rows = [row(f"R{n}", sent="2026-08-03", matter="M") for n in range(3)]
    monkeypatch.setattr(entering, "note_all", broken)
    with pytest.raises(ZeroDivisionError):
        bring(database, person, now, csv_of(tmp_path / "a.csv", rows))
    assert everything(database) == (0, 0, 0, 0, 0)
    with database.reading() as session:
        assert session.scalars(select(SheetImport.state)).one() == "failed"


def test_undo_takes_all_of_it_out_again(
    database: Database, person: Person, now: datetime, tmp_path: Path
) -> None:
    history(database, person, now, SENT, title="Here before")
    before = everything(database)
    rows = [row(f"R{n}", sent="2026-08-03", number=f"X-{n}", matter="New") for n in range(3)]
    sheet = bring(database, person, now, csv_of(tmp_path / "a.csv", rows))
    assert everything(database)[0] == 4
    with database.writing() as session:
        opened = session.scalars(select(Matter.id).where(Matter.name == "New")).one()
        for wanted in (Wanted("matter", matter=opened), Wanted("request", request="FD-0002")):
            feeds.make_feed(person, session, wanted, now=now)
    with database.writing() as session:
        assert undoing.undo(person, session, sheet.id, now=now) == ["FD-0002", "FD-0003", "FD-0004"]
    assert everything(database) == before
    with database.reading() as session:
        assert session.get_one(SheetImport, sheet.id).state == "undone"
        assert session.scalar(select(func.count()).select_from(Disposal)) == 3
        assert session.scalar(select(func.count()).select_from(SheetRow)) == 0
    with pytest.raises(Refused), database.writing() as session:
        undoing.undo(person, session, sheet.id, now=now)


@pytest.mark.parametrize("done", ["event", "step"])
def test_an_import_worked_on_since_is_not_undone(
    database: Database, person: Person, now: datetime, tmp_path: Path, done: str
) -> None:
    rows = [row(f"R{n}", sent="2026-08-03") for n in range(2)]
    sheet = bring(database, person, now, csv_of(tmp_path / "a.csv", rows))
    with database.writing() as session:
        request = session.scalars(select(Request).where(Request.number == "FD-0002")).one()
        if done == "event":
            add(session, person, request, {"kind": "received", "on": "2026-08-04"}, now)
        else:
            set_next_step(person, session, request, "Call", now.date(), now=now)
    with pytest.raises(Refused, match="FD-0002 has been worked on since"), database.writing() as s:
        undoing.undo(person, s, sheet.id, now=now)


def test_only_who_brought_a_sheet_sees_it(
    database: Database, person: Person, outsider: Person, now: datetime, tmp_path: Path
) -> None:
    rows = [row("Canary", sent="2026-08-03")]
    sheet = bring(database, person, now, csv_of(tmp_path / "a.csv", rows), save=False)
    with database.writing() as session:
        for act in (undoing.undo, undoing.give_up):
            with pytest.raises(NotFound):
                act(outsider, session, sheet.id, now=now)
        with pytest.raises(NotFound):
            find_import(outsider, session, sheet.id)
        undoing.drop(person, session, sheet.id)


@pytest.mark.parametrize("name", ["all.xlsx", "all.csv"])
def test_out_erased_and_in_again_gives_the_same_clocks(
    database: Database, person: Person, now: datetime, tmp_path: Path, name: str
) -> None:
    corrected = {**DENIED, "replaces": "e4", "received": "2026-11-06"}
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED, corrected, title="=1+1")
    history(database, person, now, SENT, title="Waiting", items=1)
    long = {"kind": "contacted", "on": "2026-11-01", "said": "a b " * 20_000}
    history(database, person, now, SENT, long, title="A long talk")
    with database.writing() as session:
        session.execute(update(Request).values(sensitive=Request.public_title == "Waiting"))
    before, there = clocks_by_title(database), everything(database)
    path = exported(database, person, now, tmp_path / name)
    both = (path,) if name == "all.xlsx" else (path, tmp_path / "events.csv")
    with database.writing() as session:
        dispose(person, session, session.scalars(select(Request.id)).all(), "a test", now=now)
        facts = session.scalars(select(Event.facts)).all()
    assert facts == []
    sheet = bring(database, person, now, *both)
    assert (sheet.state, sheet.says) == ("done", "")
    assert not [each.problem for each in rows_of(database, sheet) if each.problem]
    assert clocks_by_title(database) == before
    assert everything(database) == there
    with database.reading() as session:
        kept = select(Request.public_title).where(Request.sensitive)
        assert session.scalars(kept).all() == ["Waiting"]


def test_an_outsider_s_export_has_nothing_of_it(
    database: Database, person: Person, outsider: Person, now: datetime, tmp_path: Path
) -> None:
    request = history(database, person, now, SENT, title="Canary")
    with database.writing() as session:
        matter = matters.open_matter(person, session, "Canary case", now=now)
        people = People(owner_id=person.id, matter_id=matter.id)
        hand_over(person, session, request, people, now=now)
    path = exported(database, outsider, now, tmp_path / "all.csv")
    for file in (path, tmp_path / "events.csv"):
        assert "anary" not in file.read_text("utf-8")
        assert len(file.read_text("utf-8-sig").splitlines()) == 1
    assert "Canary" in exported(database, person, now, path).read_text("utf-8")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_ten_thousand_rows_are_within_limits(
    database: Database, person: Person, now: datetime, tmp_path: Path
) -> None:
    headers = ["Title", "Agency", "FOIL #", "Date sent", "Status", "Last date promised"]
    rows = [
        [f"Request {n}", "NYPD", f"FOIL-2026-056-{n:05d}", date(2026, 8, 3), "Acknowledged",
         date(2026, 12, 15)]
        for n in range(10_000)
    ]  # fmt: skip
    path = xlsx_of(tmp_path / "large.xlsx", [headers, *rows])
    sheet = bring(database, person, now, path, save=False)
    assert (sheet.state, sheet.total, sheet.counted) == ("read", 10_000, 10_000)
    with database.reading() as session:
        assert counts(session, sheet).good == 10_000
