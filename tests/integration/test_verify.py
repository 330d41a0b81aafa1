"""`foil verify` and its fellows: a sound record holds, and each kind of harm is told exactly."""

import json
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from foil.archive.store import Folder
from foil.cli import main
from foil.model.database import Database
from foil.model.tables import Person
from foil.operations import documents
from foil.operations.disposal import dispose
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history
from tests.integration.test_intake import mail

Command = Callable[..., Result]


@pytest.fixture
def foil(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command over this test's data folder and database."""
    monkeypatch.setenv("FOIL_DATABASE_URL", database_url)

    def run(*arguments: str, given: str | None = None) -> Result:
        return CliRunner().invoke(main, ["--data", str(tmp_path), *arguments], input=given)

    return run


@pytest.fixture
def sound(database: Database, person: Person, store: Folder, now: datetime) -> str:
    """Two requests with events and a file. Returns the file's SHA-256."""
    request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    row = {"who": "agency", "what": "Answer the petition", "on": "2026-12-14"}
    history(database, person, now, SENT, {"kind": "ordered", "on": "2026-11-20", "dates": [row]})
    kept = store.keep(BytesIO(b"%PDF-1.7 the denial"))
    with database.writing() as session:
        documents.attach(person, session, request, kept, "denial.pdf", now=now)
    return kept.sha256


def harm(database: Database, statement: str, **values: object) -> None:
    with database.writing() as session:
        session.execute(text(statement), values)


def test_a_sound_record_holds(foil: Command, sound: str) -> None:
    result = foil("verify")
    assert result.exit_code == 0, result.output
    assert "Everything holds: 2 requests, 6 events, 9 journal lines, 1 documents." in result.output


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM event WHERE seq = 4", "FD-0001: the journal knows event 4"),
        ("DELETE FROM event WHERE seq = 2", "FD-0001: event 2 is missing"),
        ("UPDATE event SET recorded_by = 2 WHERE seq = 3", "event 3 is not as it was recorded"),
        ("UPDATE event SET prev = hash WHERE seq = 3", "event 3 is not bound"),
        ("UPDATE event SET id = 'x' WHERE seq = 3", "event 3 is filed as x"),
        ("UPDATE request SET head_seq = 3 WHERE number = 'FD-0001'", "its head says event 3"),
        ("DELETE FROM journal WHERE n = 3", "The journal lacks line 3."),
        ("UPDATE journal SET prev = '' WHERE n = 3", "Line 3 of the journal is not bound"),
        ("UPDATE journal SET line = '{}' WHERE n = 3", "Line 3 of the journal is not as it was"),
        ("DELETE FROM journal WHERE n >= 6", "FD-0002 is not in the journal."),
        ("DELETE FROM document", "came and is gone from the record"),
        ("UPDATE document SET size = 5", "5 came"),
        ("DELETE FROM clock WHERE request_id = 1 AND n = 1", "clocks are stored and the law gives"),
        ("UPDATE clock SET due = '2026-12-31' WHERE n = 0", "is not what the law gives"),
        ("UPDATE stage_span SET stage = 'sent'", "stages are not what the law gives"),
        ("UPDATE item SET number = 7 WHERE number = 2", "FD-0001: "),
    ],
)
def test_each_harm_is_told(
    foil: Command, sound: str, database: Database, outsider: Person, statement: str, says: str
) -> None:
    harm(database, statement)
    result = foil("verify")
    assert result.exit_code == 1
    assert says in result.output


def test_a_dropped_last_event_shows_even_with_its_head_put_back(
    foil: Command, sound: str, database: Database
) -> None:
    harm(database, "DELETE FROM event WHERE seq = 4")
    harm(
        database,
        "UPDATE request SET head_seq = 3, head_hash = "
        "(SELECT hash FROM event WHERE request_id = 1 AND seq = 3) WHERE id = 1",
    )
    result = foil("verify")
    assert result.exit_code == 1
    assert "FD-0001: the journal knows event 4, which has been dropped." in result.output


def test_a_dropped_request_shows(foil: Command, sound: str, database: Database) -> None:
    for table in ("clock", "stage_span", "feed_day", "item", "event"):
        harm(database, f"DELETE FROM {table} WHERE request_id = 2")
    harm(database, "DELETE FROM request WHERE id = 2")
    assert "FD-0002 is in the journal and gone from the record." in foil("verify").output


def test_a_request_disposed_of_is_not_a_broken_one(
    foil: Command, sound: str, database: Database, person: Person, now: datetime
) -> None:
    with database.writing() as session:
        dispose(person, session, [1, 2], "a test", now=now)
    assert foil("verify").exit_code == 0
    harm(database, "UPDATE disposal SET number = 'FD-0009' WHERE number = 'FD-0002'")
    told = foil("verify").output
    assert "FD-0002 is in the journal and gone from the record." in told
    assert "FD-0009 is called disposed of, and the journal knows nothing of it." in told


def test_facts_changed_by_a_letter_show(foil: Command, sound: str, database: Database) -> None:
    harm(database, "UPDATE event SET facts = replace(facts, '10-19', '10-20') WHERE seq = 1")
    assert (
        "FD-0001: event 1 is not as it was recorded: its hash does not fit."
        in foil("verify").output
    )


@pytest.mark.parametrize(
    ("after", "says"),
    [(None, "is not in the documents folder"), (b"%PDF-1.7 the d3nial", "has changed")],
)
def test_a_file_gone_or_changed_shows(
    foil: Command, sound: str, store: Folder, after: bytes | None, says: str
) -> None:
    path = store.documents / sound[:2] / sound[2:4] / sound
    path.unlink()
    if after is not None:
        path.write_bytes(after)
    result = foil("verify")
    assert result.exit_code == 1
    assert f"FD-0001: denial.pdf ({sound}) {says}" in result.output


def test_what_came_is_looked_at_too(
    foil: Command, sound: str, store: Folder, database: Database, tmp_path: Path
) -> None:
    mailed = tmp_path / "reply.eml"
    mailed.write_bytes(mail(attached=("letter.txt", b"Your request is denied.")))
    result = foil("file", "fd-0002", str(mailed))
    assert "FD-0002: reply.eml" in result.output
    assert "not filed yet" in result.output
    assert "FD-0002: unconfirmed, if this is a denial dated November 20" in foil("next").output
    verified = foil("verify")
    assert (verified.exit_code, "no document names" in verified.output) == (0, False)
    with database.reading() as session:
        arrived = session.scalars(text("select sha256 from arrival")).one()
    (store.documents / arrived[:2] / arrived[2:4] / arrived).unlink()
    assert f"Arrival 1: reply.eml ({arrived}) is not in the documents" in foil("verify").output


def test_what_was_cut_off_is_noted_and_harms_nothing(
    foil: Command, sound: str, store: Folder
) -> None:
    (store.incoming / "abc.part").write_bytes(b"half")
    store.keep(BytesIO(b"kept, and its save never came"))
    result = foil("verify")
    assert result.exit_code == 0
    assert "Note: There is 1 upload cut off" in result.output
    assert "Note: There is 1 file" in result.output


def test_files_go_into_the_tray(
    foil: Command, sound: str, tmp_path: Path, store: Folder, database: Database
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("They answered.")
    result = foil("file", "fd-0002", str(letter), "--from", "the mailbox")
    assert result.exit_code == 0, result.output
    assert "FD-0002: letter.txt, 14 bytes, SHA-256 " in result.output
    assert store.has(result.output.split()[-1])
    assert "FD-0002: letter.txt" in foil("next").output
    assert foil("verify").exit_code == 0


@pytest.mark.parametrize(
    ("request_number", "content", "says"),
    [("FD-0009", "words", "There is no request 'FD-0009'"), ("FD-0001", "", "is empty")],
)
def test_a_file_that_cannot_be_taken_is_one_sentence(
    foil: Command, sound: str, tmp_path: Path, request_number: str, content: str, says: str
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(content)
    result = foil("file", request_number, str(letter))
    assert result.exit_code != 0
    assert says in result.output
    assert len(result.output.splitlines()) == 1


def test_next_says_what_is_ours_to_do(foil: Command, sound: str) -> None:
    said = foil("next", "--as-of", "2026-11-22").output.splitlines()
    assert said[0] == "Yours to do"
    assert said[1].startswith(
        "  FD-0001 Appeal the denial, item 2. Appeal by Wednesday, December 2"
    )
    assert said[2:4] == [
        "Late from agencies",
        "  FD-0002 NYPD acknowledges, grants or denies was due Monday, October 26, "
        "17 business days ago. Contracts, 2019–2026",
    ]
    assert said[-1].startswith("Reminders reach no one: mail is not set up.")


def test_several_people_are_asked_who_they_are(foil: Command, sound: str, outsider: Person) -> None:
    assert "say who you are with --as EMAIL" in foil("next").output
    assert foil("next", "--as", "Paralegal@example.org").exit_code == 0


def test_init_makes_the_first_administrator_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOIL_DATABASE_URL", raising=False)
    data = tmp_path / "new"
    made = ["--data", str(data), "init", "--email", "para@example.org"]
    first = CliRunner().invoke(main, made, input="five words are easy to keep\n")
    assert first.exit_code == 0, first.output
    assert (data / "secret.key").stat().st_mode & 0o777 == 0o600
    second = CliRunner().invoke(main, made, input="five words are easy to keep\n")
    assert second.exit_code == 0
    assert "has its administrator already" in second.output
    assert CliRunner().invoke(main, ["--data", str(data), "verify"]).exit_code == 0


@pytest.mark.parametrize("arguments", [("verify",), ("next",), ("file", "FD-0001", __file__)])
def test_no_record_is_one_sentence_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.delenv("FOIL_DATABASE_URL", raising=False)
    result = CliRunner().invoke(main, ["--data", str(tmp_path / "none"), *arguments])
    assert result.exit_code == 1
    assert result.output == (
        "There is no record here yet. Run `foil init` or `foil serve` first.\n"
    )
    assert not (tmp_path / "none").exists()


def test_stored_facts_are_canonical(foil: Command, sound: str, database: Database) -> None:
    with database.reading() as session:
        for facts in session.scalars(text("SELECT facts FROM event")):
            again = json.dumps(
                json.loads(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False
            )
            assert facts == again
