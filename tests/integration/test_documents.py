"""Files brought, filed and taken out again."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from sqlalchemy import select

from foil.archive.store import Folder
from foil.errors import BadInput, NotFound, Refused
from foil.insight.documents import Wanted, documents
from foil.model.database import Database
from foil.model.tables import Document, DocumentOpening, Person, Request
from foil.operations import documents as writing
from tests.integration.desk import RECEIVED, SENT, history

Bring = Callable[..., Document]


@pytest.fixture
def bring(database: Database, person: Person, store: Folder, now: datetime) -> Bring:
    """Brings a file to a request with two events."""
    request = history(database, person, now, SENT, RECEIVED)

    def one(content: bytes, name: str, **how: object) -> Document:
        kept = store.keep(BytesIO(content))
        with database.writing() as session:
            mine = session.get_one(Request, request.id)
            return writing.attach(person, session, mine, kept, name, now=now, **how)  # type: ignore[arg-type]

    return one


def names(database: Database, person: Person, **wanted: object) -> list[str]:
    with database.reading() as session:
        section = documents(person, session, Wanted(**wanted))  # type: ignore[arg-type]
    return [row.document.name for row in section.rows]


def test_the_same_bytes_twice_are_two_arrivals(
    database: Database, person: Person, bring: Bring
) -> None:
    bring(b"%PDF-1.7 a", "first.pdf")
    bring(b"%PDF-1.7 a", "second.pdf", source="the portal")
    with database.reading() as session:
        first, second = session.scalars(select(Document).order_by(Document.id))
    assert first.sha256 == second.sha256
    assert (first.type, second.source) == ("application/pdf", "the portal")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["b.txt", "a.pdf"]),
        ({"words": "A.pdf"}, ["a.pdf"]),
        ({"words": "fd-0001 b"}, ["b.txt"]),
        ({"words": "portal"}, ["b.txt"]),
        ({"agency": "nypd"}, ["b.txt", "a.pdf"]),
        ({"agency": "nysp"}, []),
        ({"unfiled": True}, ["a.pdf"]),
    ],
)
def test_listed_newest_first_and_found(
    database: Database, person: Person, bring: Bring, wanted: dict[str, object], found: list[str]
) -> None:
    bring(b"%PDF-1.7 a", "a.pdf", unfiled=True)
    bring(b"words", "b.txt", source="the portal")
    assert names(database, person, **wanted) == found


def test_found_by_its_hash(database: Database, person: Person, bring: Bring) -> None:
    bring(b"%PDF-1.7 a", "a.pdf")
    wanted = bring(b"words", "b.txt").sha256
    assert names(database, person, words=wanted[:16].upper()) == ["b.txt"]


def test_a_file_is_put_on_an_event_and_off_again(
    database: Database, person: Person, bring: Bring, now: datetime
) -> None:
    brought = bring(b"a", "a.txt", unfiled=True)
    with database.writing() as session:
        mine = session.get_one(Request, brought.request_id)
        filed = writing.put_on_event(person, session, mine, brought.id, "e2", now=now)
        assert (filed.event, filed.unfiled) == ("e2", False)
        with pytest.raises(BadInput, match="has no event 'e9'"):
            writing.put_on_event(person, session, mine, brought.id, "e9", now=now)
        assert writing.put_on_event(person, session, mine, brought.id, None, now=now).event is None


def test_a_file_of_another_request_is_not_moved(
    database: Database, person: Person, bring: Bring, now: datetime
) -> None:
    brought = bring(b"a", "a.txt", unfiled=True)
    other = history(database, person, now, SENT)
    with database.writing() as session:
        with pytest.raises(NotFound, match="FD-0002 has no such file"):
            writing.put_on_event(person, session, other, brought.id, "e1", now=now)


def test_what_went_to_the_agency_stays_where_it_was_filed(
    database: Database, person: Person, bring: Bring, now: datetime
) -> None:
    brought = bring(b"a", "Request letter.pdf", event="e1", sealed=True)
    with database.writing() as session:
        mine = session.get_one(Request, brought.request_id)
        with pytest.raises(Refused, match="stays where it was filed"):
            writing.put_on_event(person, session, mine, brought.id, "e2", now=now)


def test_who_took_a_copy_is_noted(
    database: Database, person: Person, bring: Bring, now: datetime
) -> None:
    brought = bring(b"a", "a.txt")
    with database.writing() as session:
        writing.open_document(person, session, brought.id, now=now)
    with database.reading() as session:
        opening = session.scalars(select(DocumentOpening)).one()
    assert (opening.document_id, opening.person_id, opening.at) == (brought.id, person.id, now)


def test_an_empty_file_is_refused(database: Database, person: Person, bring: Bring) -> None:
    with pytest.raises(BadInput, match=r"a\.txt is empty, so it was not kept"):
        bring(b"", "a.txt")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\me\\letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\x00.pdf", "ab.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("é" * 300 + ".pdf", "é" * 196 + ".pdf"),
    ],
)
def test_names_are_tidied(given: str, kept: str) -> None:
    assert writing.tidy_name(given) == kept


def test_an_event_that_is_not_there_takes_no_file(
    database: Database, person: Person, bring: Bring, now: datetime
) -> None:
    with pytest.raises(BadInput, match="choose one of its timeline"):
        bring(b"a", "a.txt", event="e9")
    with database.reading() as session:
        assert session.scalars(select(Document)).all() == []
