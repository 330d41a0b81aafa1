"""Samples are requests like any other while they are there, and leave nothing real changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from foil.cli import main
from foil.errors import Refused
from foil.insight.today import today
from foil.law.stages import STAGES
from foil.model.database import Database
from foil.model.tables import ClockRow, Event, Item, Person, Request, StageRow
from foil.newyork import day_of
from foil.operations import demo
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, add, history
from tests.integration.site import PASSWORD

DAYS = [datetime(2026, 11, 25, 15, tzinfo=UTC), datetime(2027, 3, 14, 15, tzinfo=UTC)]


@pytest.mark.parametrize("now", DAYS, ids=["november", "march"])
def test_samples_fill_every_list_of_today(
    database: Database, person: Person, now: datetime
) -> None:
    with database.writing() as session:
        assert demo.furnish(person, session, now=now) == 30
    with database.reading() as session:
        page = today(person, session, day_of(now))
        shown = set(session.scalars(select(StageRow.stage).distinct()))
    assert min(page.yours.total, page.late.total, page.idle.total, page.coming.total) > 0
    assert len(shown & set(STAGES)) >= 10


def test_samples_go_and_what_is_real_stays(
    database: Database, person: Person, now: datetime
) -> None:
    real = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.writing() as session:
        demo.furnish(person, session, now=now)
    with database.reading() as session, pytest.raises(Refused, match="here already"):
        demo.furnish(person, session, now=now)
    with database.writing() as session:
        sample = session.scalars(select(Request).where(Request.sample).limit(1)).one()
        add(session, person, sample, {"kind": "contacted", "on": "2026-11-22"}, now)
    with database.writing() as session:
        assert demo.erase(person, session, now=now) == 30
    with database.reading() as session:
        assert session.scalars(select(Request.number)).all() == [real.number]
        assert session.scalar(select(func.count()).select_from(Event)) == 4
        for table in (Item, ClockRow, StageRow):
            assert set(session.scalars(select(table.request_id))) == {real.id}


def test_from_the_shell_in_and_out_and_the_record_verifies(tmp_path: Path) -> None:
    def foil(*told: str, typed: str = "") -> str:
        result = CliRunner().invoke(main, ["--data", str(tmp_path), *told], input=typed)
        assert result.exit_code == 0, result.output
        return result.output

    foil("init", "--email", "attorney@example.org", typed=f"{PASSWORD}\n")
    assert "30 sample requests are in" in foil("demo")
    foil("verify")
    again = CliRunner().invoke(main, ["--data", str(tmp_path), "demo"])
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)
    assert "30 sample requests are gone." in foil("demo", "--erase")
    assert "0 sample requests are gone." in foil("demo", "--erase")
    foil("verify")
