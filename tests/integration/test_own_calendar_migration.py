"""A record of the older form: its closings and an agency's corrected calendar come along."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, make_url, text

from foil.model.database import Database
from foil.model.schema import configuration, migrate

ADMINISTRATOR = """
    INSERT INTO person (id, email, name, title, telephone, role, password_hash, active, shortcuts,
                        link_hash, made_at)
    VALUES (1, 'a', 'Administrator', '', '', 'administrator', '!', true, true, '',
            '2026-11-22T15:30:00.000000Z')
"""
CLOSING = """
    INSERT INTO closing (day, words, source, entered_at, entered_by)
    VALUES ('2026-11-09', 'Snow', 'Radio', '2026-11-22T15:30:00.000000Z', 1)
"""
CORRECTION = """
    INSERT INTO agency_correction (slug, field, value, shipped, made_at, made_by)
    VALUES ('nypd', :field, :value, NULL, '2026-11-22T15:30:00.000000Z', 1)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A record as it was before closings could be one agency's."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'foil.sqlite'}"
    else:
        server = make_url(request.getfixturevalue("postgres_url"))
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("create database older"))
        engine.dispose()
        url = server.set(database="older").render_as_string(hide_password=False)
    made = Database(url)
    with made.writing() as session:
        command.upgrade(configuration(session.connection()), "0005")
        session.execute(text(ADMINISTRATOR))
        session.execute(text(CLOSING))
        for field, value in (("portal_calendar", "nyc-portal"), ("appeal_from", "letter")):
            session.execute(text(CORRECTION), {"field": field, "value": value})
    return made


def test_what_the_office_had_decided_is_kept(older: Database) -> None:
    migrate(older)
    with older.reading() as session:
        closings = session.execute(text("SELECT day, agency, words, source FROM closing")).all()
        fields = session.scalars(text("SELECT field FROM agency_correction ORDER BY id")).all()
    older.close()
    assert [(str(day), *rest) for day, *rest in closings] == [("2026-11-09", None, "Snow", "Radio")]
    assert fields == ["own_calendar", "appeal_from"]
