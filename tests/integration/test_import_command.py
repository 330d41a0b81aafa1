"""`foil import`: says how a sheet is read, and brings in all of it or nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from foil.cli import main
from foil.model.database import Database
from foil.model.tables import ClockRow, Person, Request, SheetImport
from tests.integration.sheets import csv_of, row

Command = Callable[..., Result]

SENT = date(2026, 8, 3).isoformat()


@pytest.fixture
def foil(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("FOIL_DATABASE_URL", database_url)

    def run(*arguments: str | Path) -> Result:
        given = [str(each) for each in arguments]
        return CliRunner().invoke(main, ["--data", str(tmp_path), "import", *given])

    return run


def numbers(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Request.number).order_by(Request.id)))


def test_a_dry_run_says_how_each_row_is_read_and_keeps_nothing(
    foil: Command, database: Database, person: Person, tmp_path: Path
) -> None:
    rows = [row("Vans", sent="8/13/26", denied="9/1/26"), row("When?", sent="soon")]
    result = foil(csv_of(tmp_path / "a.csv", rows), "--dry-run")
    assert result.exit_code == 0
    assert "Column C, “FOIL #”: tracking" in result.output
    assert "Column P, “Notes”: notes" in result.output
    assert "Row 2: Vans: sent, denied" in result.output
    assert "Date sent: 8/13/26 is 2026-08-13, month first, as column D shows" in result.output
    assert "Date denied: 9/1/26 is 2026-09-01, month first, as the sheet" in result.output
    assert "Row 3: Date sent (D3): “soon” is not a date." in result.output
    assert numbers(database) == []
    with database.reading() as session:
        assert session.scalars(select(SheetImport)).all() == []


def test_it_brings_in_every_row_or_none(
    foil: Command, database: Database, person: Person, tmp_path: Path
) -> None:
    path = csv_of(tmp_path / "a.csv", [row("Vans", sent=SENT), row("When?", sent="soon")])
    result = foil(path)
    assert result.exit_code == 1
    assert "1 row cannot be read, so nothing was brought in." in result.output
    assert numbers(database) == []
    result = foil(path, "--skip-refused")
    assert (result.exit_code, numbers(database)) == (0, ["FD-0001"])
    assert "1 request brought in from a.csv." in result.output
    with database.reading() as session:
        assert session.scalars(select(ClockRow)).first()


def test_an_order_may_be_said(
    foil: Command, database: Database, person: Person, tmp_path: Path
) -> None:
    path = csv_of(tmp_path / "a.csv", [row("Vans", sent="3/4/26")])
    assert foil(path).exit_code == 1
    result = foil(path, "--dates", "day-first", "--dry-run")
    assert "3/4/26 is 2026-04-03, day first, as you said" in result.output
    assert foil(path, "--dates", "month-first").exit_code == 0


@pytest.mark.parametrize(("content", "says"), [(b"", "empty"), (b"a,b\n1,2\n", "headers")])
def test_what_is_no_sheet_of_requests_is_malformed_input(
    foil: Command, person: Person, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    result = foil(path)
    assert (result.exit_code, says in result.output) == (2, True)
