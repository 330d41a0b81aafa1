"""Counting afresh: what touches many requests makes them stale, and batches count them again."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.catalog.slug import UnknownSlug
from foil.errors import BadInput, Refused
from foil.insight.basis import basis, count_stale
from foil.insight.requests import Wanted, requests
from foil.model.database import Database
from foil.model.tables import ClockRow, Closing, Person, Request, StageRow
from foil.operations import agencies, rules
from foil.operations.recount import recount, recount_all, recount_batch
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history

DAY = date(2026, 11, 22)
Change = Callable[[Person, Session, datetime], object]


def rows(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as session:
        found: list[tuple[object, ...]] = []
        for table in (ClockRow, StageRow):
            columns = table.__table__.columns
            wanted = select(*columns).order_by(table.request_id, table.n)
            found += [tuple(row) for row in session.execute(wanted)]
    return found


def due(database: Database, kind: str) -> list[date]:
    with database.reading() as session:
        return list(session.scalars(select(ClockRow.due).where(ClockRow.kind == kind)))


def test_a_recount_of_deleted_rows_gives_the_same(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    before = rows(database)
    with database.writing() as session:
        session.execute(delete(ClockRow))
        session.execute(delete(StageRow))
        for request in session.scalars(select(Request)):
            recount(session, request)
    assert rows(database) == before != []


CHANGES: dict[str, Change] = {
    "rule choice": lambda who, s, now: rules.choose(who, s, "appeal_from", "letter", now=now),
    "calendar": lambda who, s, now: rules.choose(who, s, "calendar", "nyc-portal", now=now),
    "closing": lambda who, s, now: rules.add_closing(who, s, date(2026, 11, 9), "Snow", now=now),
    "agency": lambda who, s, now: agencies.correct(
        who, s, "nypd", "appeal_from", "postmark", now=now
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_touches_many_makes_them_stale_until_they_are_recounted(
    database: Database, person: Person, outsider: Person, now: datetime, change: str
) -> None:
    for _ in range(3):
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.writing() as session:
        CHANGES[change](outsider, session, now)
    with database.reading() as session:
        listing = requests(person, session, DAY, Wanted())
        assert listing.recounting == count_stale(person, session, basis(session)) == 3
    with database.writing() as session:
        assert recount_batch(session, limit=2) == 2
    assert recount_all(database) == 1
    with database.reading() as session:
        assert count_stale(person, session, basis(session)) == 0


def test_a_correction_of_one_agency_leaves_the_others_alone(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, agency="nypd")
    history(database, person, now, SENT, agency="nysp")
    with database.writing() as session:
        agencies.correct(outsider, session, "nypd", "appeal_from", "postmark", now=now)
    assert recount_all(database) == 1


def test_a_closing_moves_the_dates_and_the_corrected_agency_its_appeal(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    assert date(2026, 11, 24) in due(database, "determine")
    assert date(2026, 12, 7) in due(database, "appeal")
    with database.writing() as session:
        rules.add_closing(outsider, session, date(2026, 11, 9), "Snow", now=now)
        agencies.correct(outsider, session, "nypd", "appeal_from", "letter", now=now)
    recount_all(database)
    assert date(2026, 11, 25) in due(database, "determine")
    assert date(2026, 12, 2) in due(database, "appeal")


def test_going_back_to_the_default_makes_nothing_stale_in_the_end(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT)
    with database.writing() as session:
        rules.choose(outsider, session, "appeal_from", "letter", now=now)
        session.flush()
        rules.choose(outsider, session, "appeal_from", "", now=now)
    assert recount_all(database) == 0


def test_only_an_administrator_changes_how_days_are_counted(
    database: Database, person: Person, now: datetime
) -> None:
    for change in CHANGES.values():
        with pytest.raises(Refused), database.writing() as session:
            change(person, session, now)


@pytest.mark.parametrize(
    "change",
    [
        lambda who, s, now: rules.choose(who, s, "appeal_from", "never", now=now),
        lambda who, s, now: rules.choose(who, s, "calendar", "federal", now=now),
        lambda who, s, now: rules.add_closing(who, s, DAY, " ", now=now),
        lambda who, s, now: agencies.correct(who, s, "nypd", "appeal_from", "x", now=now),
        lambda who, s, now: agencies.correct(who, s, "nypd", "name", "", now=now),
        lambda who, s, now: agencies.correct(who, s, "nypd", "slug", "x", now=now),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(
    database: Database, outsider: Person, now: datetime, change: Change
) -> None:
    with pytest.raises(BadInput), database.writing() as session:
        change(outsider, session, now)


def test_an_agency_that_left_the_catalog_is_counted_by_the_statute(
    database: Database, person: Person, now: datetime
) -> None:
    request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.writing() as session:
        session.get_one(Request, request.id).agency = "gone"
    assert recount_all(database) == 1
    assert due(database, "determine") == [date(2026, 11, 24)]
    with database.reading() as session:
        assert requests(person, session, DAY, Wanted()).lines.rows[0].request.short == "gone"


def test_the_name_of_an_agency_is_the_offices_own(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT)
    with database.writing() as session:
        correction = agencies.correct(outsider, session, "nypd", "short", "The Department", now=now)
        assert correction.shipped == "NYPD"
    with database.reading() as session:
        line = requests(person, session, DAY, Wanted(words="department")).lines.rows[0]
    assert line.request.short == "The Department"


def test_a_regulation_laid_over_an_agency_and_its_own_closing_move_its_dates(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.writing() as session:
        laid = agencies.correct(outsider, session, "nypd", "own_rules", "nycrr-9-8201", now=now)
        assert (laid.value, laid.shipped) == ("nycrr-9-8201", None)
    assert recount_all(database) == 1
    assert date(2026, 12, 21) in due(database, "appeal")
    with database.writing() as session:
        agencies.correct(outsider, session, "nypd", "own_rules", "", now=now)
    assert recount_all(database) == 1
    assert date(2026, 12, 7) in due(database, "appeal")
    with database.writing() as session:
        day = {"day": date(2026, 11, 9), "agency": "nypd", "words": "Water main"}
        session.add(Closing(**day, source="", entered_at=now, entered_by=outsider.id))
    assert recount_all(database) == 1
    with database.reading() as session:
        clocks = session.scalars(select(ClockRow).where(ClockRow.kind == "determine")).all()
        bounds = {(clock.due, clock.latest) for clock in clocks}
        assert bounds == {(date(2026, 11, 24), date(2026, 11, 25))}
    assert agencies.shipped("osc", "own_rules") == "closes_at 17:00"
    with pytest.raises(UnknownSlug), database.writing() as session:
        agencies.correct(outsider, session, "nypd", "own_rules", "no-such", now=now)
