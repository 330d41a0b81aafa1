"""A whole minute of four processes saving at once, on each database."""

from datetime import datetime
from pathlib import Path

import pytest

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.tables import Person
from tests.integration.desk import SENT, history
from tests.integration.test_durability import all_at_once, assert_all_there, verified

MINUTE = 60


def test_a_minute_of_four_at_once_loses_nothing_and_breaks_no_chain(
    database: Database,
    database_url: str,
    store: Folder,
    tmp_path: Path,
    person: Person,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    history(database, person, now, SENT)
    told = all_at_once(database_url, tmp_path, MINUTE)
    assert len(told) > MINUTE
    assert_all_there(database, store, told)
    assert "Everything holds" in verified(tmp_path, database_url, monkeypatch)
