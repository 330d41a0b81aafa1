"""Requests taken out on purpose: nothing of theirs is left, nothing looks broken."""

import io
import json
from datetime import datetime

from sqlalchemy import func, select, text

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.tables import Arrival, Base, Disposal, Journal, Person, Reply, Request
from foil.operations import bulk, campaigns, documents
from foil.operations.deeds import TagDeed
from foil.operations.disposal import dispose
from foil.operations.intake import take_in
from foil.operations.references import add_reference
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, draft, history
from tests.integration.test_intake import mail


def test_nothing_of_a_request_is_left_but_the_journal_s_word(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    gone = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    kept = history(database, person, now, SENT)
    with database.writing() as session:
        add_reference(person, session, gone, "request", "FOIL-2026-056-00001")
        add_reference(person, session, gone, "request", "shared")
        add_reference(person, session, kept, "request", "shared")
        file = store.keep(io.BytesIO(b"bytes"))
        document = documents.attach(person, session, gone, file, "a.txt", now=now, unfiled=True)
        session.flush()
        documents.open_document(person, session, document.id, now=now)
        campaign = campaigns.begin_campaign(person, session, "Vans", now=now)
        campaigns.put_in_campaign(person, session, gone, campaign.id, now=now)
        tagging = TagDeed(person, session, now).ask("Vans")
        planned = bulk.plan(session, tagging, [session.get_one(Request, gone.id)])
        bulk.carry_out(tagging, planned, {"FD-0001": planned[0].mark}, now=now)
    with database.writing() as session:
        assert dispose(person, session, [gone.id], "an import undone", now=now) == ["FD-0001"]
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            if "request_id" in table.c:
                there = session.scalars(select(table.c.request_id).distinct()).all()
                assert set(there) <= {kept.id, None}, table.name
        assert session.scalars(text("select number from reference")).all() == ["shared"]
        assert session.scalar(select(func.count()).select_from(Request)) == 1
        lines = [json.loads(each) for each in session.scalars(select(Journal.line))]
        told = [(each["request"], each["seq"]) for each in lines if each["what"] == "disposed of"]
        assert told == [("FD-0001", 3)]
        assert session.get_one(Disposal, "FD-0001").why == "an import undone"


def test_what_came_for_it_goes_with_it_unless_another_request_has_it_too(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    gone = history(database, person, now, SENT)
    kept = history(database, person, now, SENT)

    def take(raw: bytes, name: str, request: Request | None) -> None:
        number = request.number if request else None
        how = {"now": now, "route": "dropped", "request": number}
        take_in(person, database, store, io.BytesIO(raw), name, **how)

    one, both, nobodys = (mail(f"Note {n}.", id_=f"<{n}@x>") for n in range(3))
    box = b"".join(b"From a@b Fri Nov 20 10:00:00 2026\n" + raw + b"\n" for raw in (one, one))
    take(box, "old.mbox", gone)
    take(one.replace(b"To: foil", b"Cc: foil"), "copy.eml", gone)
    take(both, "both.eml", gone)
    take(both, "both.eml", kept)
    take(nobodys, "nobodys.eml", None)
    with database.writing() as session:
        dispose(person, session, [gone.id], "a test", now=now)
    with database.reading() as session:
        assert session.scalars(select(Arrival.name).order_by(Arrival.id)).all() == [
            "both.eml", "nobodys.eml",
        ]  # fmt: skip
        assert session.scalars(select(Reply.request_id).order_by(Reply.id)).all() == [kept.id, None]


def test_a_number_is_never_given_again(database: Database, person: Person, now: datetime) -> None:
    history(database, person, now, SENT)
    last = history(database, person, now, SENT)
    with database.writing() as session:
        dispose(person, session, [last.id], "a test", now=now)
    with database.writing() as session:
        assert draft(session, person, now).number == "FD-0003"
