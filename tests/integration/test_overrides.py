"""A date the office sets: it leads everywhere, the computed one stays beside it, and it can be
taken back."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from foil.cli import main
from foil.errors import BadInput, FoilError, MovedOn, NotFound
from foil.insight.basis import basis
from foil.insight.lines import clocks_of
from foil.insight.overrides import overrides_of
from foil.insight.today import today
from foil.law.clocks import Clock
from foil.model.database import Database
from foil.model.tables import ClockRow, Journal, MovedDate, Override, Person, Request
from foil.model.visibility import find_request
from foil.operations import overrides, rules
from foil.operations.events import Questioned
from foil.operations.recount import recount_all
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history

APPEAL = "appeal:e4"
LAST, SAFE = date(2026, 12, 7), date(2026, 12, 2)
EARLIER, LATER = date(2026, 11, 30), date(2026, 12, 11)
WHY = "The appeals officer closes for the holidays."


@pytest.fixture
def denied(database: Database, person: Person, now: datetime) -> Request:
    return history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)


def set_date(
    database: Database,
    person: Person,
    now: datetime,
    *,
    clock: str = APPEAL,
    day: date | None = EARLIER,
    reason: str = WHY,
    seq: int = 4,
    sure: bool = False,
) -> None:
    with database.writing() as session:
        request = find_request(session, person, "FD-0001")
        overrides.set_date(
            person, session, request, clock, day, reason, seq=seq, now=now, sure=sure
        )


def take_back(database: Database, person: Person, now: datetime, clock: str = APPEAL) -> None:
    with database.writing() as session:
        request = find_request(session, person, "FD-0001")
        overrides.take_back(person, session, request, clock, seq=4, now=now)


def stored(database: Database, id_: str = APPEAL) -> Clock:
    with database.reading() as session:
        request = session.scalars(select(Request)).one()
        found = clocks_of(session, [request], basis(session))[request.id]
        return next(clock for clock in found if clock.id == id_)


def verified(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FOIL_DATABASE_URL", url)
    return CliRunner().invoke(main, ["--data", str(tmp_path), "verify"]).output


def test_the_day_set_leads_and_the_computed_one_stays_beside_it(
    database: Database, person: Person, now: datetime, denied: Request
) -> None:
    set_date(database, person, now)
    clock = stored(database)
    assert (clock.due, clock.act_on, clock.computed) == (EARLIER, EARLIER, LAST)
    with database.reading() as session:
        (row,) = today(person, session, date(2026, 11, 22)).yours.rows
    assert (row.clock.act_on, row.clock.computed) == (EARLIER, LAST)


def test_it_is_written_down_with_its_reason_who_and_when(
    database: Database, person: Person, now: datetime, denied: Request
) -> None:
    set_date(database, person, now, reason=f"  {WHY}\n")
    with database.reading() as session:
        kept = session.scalars(select(Override)).one()
        line = session.scalars(select(Journal).order_by(Journal.n.desc())).first()
        moved = session.scalars(select(MovedDate)).one()
    assert (kept.day, kept.reason, kept.computed) == (EARLIER, WHY, LAST)
    assert (kept.made_at, kept.made_by, kept.ended_at) == (now, person.id, None)
    assert line and f"date of {APPEAL} set to 2026-11-30" in line.line
    assert (moved.cause, moved.about, moved.was_due, moved.due) == (
        "override",
        APPEAL,
        LAST,
        EARLIER,
    )
    assert moved.by == person.id


def test_taken_back_the_computed_date_leads_again_and_the_day_is_kept(
    database: Database, person: Person, now: datetime, denied: Request
) -> None:
    set_date(database, person, now)
    later = now + timedelta(hours=1)
    take_back(database, person, later)
    clock = stored(database)
    assert (clock.due, clock.act_on, clock.computed) == (LAST, SAFE, None)
    with database.reading() as session:
        (kept,) = overrides_of(session, denied)
    assert (kept.day, kept.ended_at, kept.ended_by) == (EARLIER, later, person.id)
    with pytest.raises(NotFound, match="No date of ours"):
        take_back(database, person, later)


def test_another_day_ends_the_one_before(
    database: Database, person: Person, now: datetime, denied: Request
) -> None:
    set_date(database, person, now)
    set_date(database, person, now, day=date(2026, 11, 25), reason="Sooner still")
    with database.reading() as session:
        newest, older = overrides_of(session, denied)
    assert (newest.reason, newest.ended_at, newest.computed) == ("Sooner still", None, LAST)
    assert older.ended_at == now
    assert stored(database).due == date(2026, 11, 25)


def test_past_the_computed_end_of_a_right_it_asks_first(
    database: Database, person: Person, now: datetime, denied: Request
) -> None:
    with pytest.raises(Questioned, match="this right ends Monday, December 7, 2026"):
        set_date(database, person, now, day=LATER)
    set_date(database, person, now, day=LATER, sure=True)
    clock = stored(database)
    assert (clock.due, clock.latest) == (LATER, LATER)
    set_date(database, person, now, clock="determine:e3", day=date(2027, 1, 15))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": None}, "day"),
        ({"day": date(2026, 11, 5)}, "day"),
        ({"day": date(2200, 1, 3), "sure": True}, "day"),
        ({"reason": " \n"}, "reason"),
        ({"reason": "x" * 1001}, "reason"),
    ],
)
def test_what_cannot_be_set_is_said_beside_its_field(
    database: Database,
    person: Person,
    now: datetime,
    denied: Request,
    given: dict[str, object],
    field: str,
) -> None:
    with pytest.raises(BadInput) as refused:
        set_date(database, person, now, **given)  # type: ignore[arg-type]
    assert list(refused.value.problems) == [field]
    assert stored(database).computed is None


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"clock": "appeal:e9"}, NotFound),
        ({"clock": "acknowledge:e1"}, BadInput),
        ({"seq": 3}, MovedOn),
    ],
)
def test_what_is_not_there_to_be_set(
    database: Database,
    person: Person,
    now: datetime,
    denied: Request,
    given: dict[str, object],
    error: type[FoilError],
) -> None:
    with pytest.raises(error):
        set_date(database, person, now, **given)  # type: ignore[arg-type]


def test_a_recount_lays_it_over_again_and_keeps_what_the_new_rules_compute(
    database: Database, person: Person, outsider: Person, now: datetime, denied: Request
) -> None:
    set_date(database, person, now)
    with database.writing() as session:
        rules.choose(outsider, session, "appeal_from", "letter", now=now)
    recount_all(database)
    clock = stored(database)
    assert (clock.due, clock.computed) == (EARLIER, SAFE)


def test_verify_knows_the_dates_that_were_set(
    database: Database,
    person: Person,
    now: datetime,
    denied: Request,
    tmp_path: Path,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_date(database, person, now)
    assert "Everything holds" in verified(tmp_path, database_url, monkeypatch)
    take_back(database, person, now)
    assert "Everything holds" in verified(tmp_path, database_url, monkeypatch)
    set_date(database, person, now)
    with database.writing() as session:
        session.scalars(select(ClockRow).where(ClockRow.id == APPEAL)).one().due = LAST
    assert f"its stored clock {APPEAL} is not what the law gives" in verified(
        tmp_path, database_url, monkeypatch
    )


def test_a_request_one_may_not_see_has_no_dates_to_set(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED, private=True)
    with pytest.raises(NotFound):
        set_date(database, outsider, now)
