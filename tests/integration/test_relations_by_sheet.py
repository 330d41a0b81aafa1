"""Relations go out with a sheet and come in again between the same requests."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from foil.model.database import Database
from foil.model.tables import Person, Relation, Request
from foil.operations.disposal import dispose
from foil.operations.relations import join
from tests.integration.desk import SENT, history
from tests.integration.sheets import bring, exported


def joined(session: Session) -> list[tuple[str, str, str]]:
    """Every relation by its requests' titles."""
    there = aliased(Request)
    rows = (
        select(Request.working_title + Request.public_title, Relation.kind,
               there.working_title + there.public_title)
        .join(Request, Request.id == Relation.from_id)
        .join(there, there.id == Relation.to_id)
    )  # fmt: skip
    return sorted((a, kind, b) for a, kind, b in session.execute(rows))


@pytest.mark.parametrize("left", [[], ["Vans"]], ids=["all", "one left in the record"])
def test_out_and_in_again(
    database: Database, person: Person, now: datetime, tmp_path: Path, left: list[str]
) -> None:
    made = [history(database, person, now, SENT, title=t) for t in ("Vans", "Again", "Half")]
    with database.writing() as session:
        vans, again, half = (session.get_one(Request, each.id) for each in made)
        join(person, session, vans, "refiled_as", again, now=now)
        join(person, session, half, "split_from", vans, now=now)
    with database.reading() as session:
        before = joined(session)
    path = exported(database, person, now, tmp_path / "all.xlsx")
    with database.writing() as session:
        gone = select(Request.id).where(Request.public_title.not_in(left))
        dispose(person, session, session.scalars(gone).all(), "a test", now=now)
        assert joined(session) == []
    assert bring(database, person, now, path).state == "done"
    with database.reading() as session:
        assert joined(session) == before
        assert len(before) == 2


def test_an_outsider_s_sheet_has_no_relation_to_what_they_may_not_see(
    database: Database, person: Person, outsider: Person, now: datetime, tmp_path: Path
) -> None:
    seen = history(database, person, now, SENT, title="Vans")
    hidden = history(database, person, now, SENT, title="Sealed", private=True)
    with database.writing() as session:
        ends = [session.get_one(Request, each.id) for each in (seen, hidden)]
        join(person, session, ends[0], "referred_to", ends[1], now=now)
    for who, told in ((outsider, False), (person, True)):
        path = exported(database, who, now, tmp_path / f"{who.id}.csv")
        assert ("referred_to" in path.read_text("utf-8")) is told
