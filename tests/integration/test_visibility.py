"""Nobody sees a row of a matter they are no member of: not in a list, not by its id."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from foil.archive.store import Folder
from foil.errors import NotFound
from foil.insight.basis import basis
from foil.insight.campaigns import campaigns
from foil.insight.documents import Wanted as WantedDocuments
from foil.insight.documents import documents as listed_documents
from foil.insight.request import recorded_since, request_page
from foil.insight.requests import Wanted, requests
from foil.insight.rounds import portal_round
from foil.insight.scope import Scope
from foil.insight.tags import tags
from foil.insight.today import today
from foil.insight.views import views
from foil.model.database import Database
from foil.model.mail import Invitation, Mail, Reminder
from foil.model.tables import (
    Arrival,
    Base,
    BulkChange,
    BulkRow,
    Campaign,
    CampaignAsk,
    CampaignRecipient,
    CampaignRequest,
    ClockRow,
    Document,
    Event,
    Feed,
    FeedDay,
    Handed,
    HandOver,
    Item,
    Letter,
    LetterApproval,
    LetterComment,
    LetterExhibit,
    LetterSending,
    LetterVersion,
    Matter,
    MatterMember,
    MovedDate,
    NotAppealed,
    Office,
    Override,
    Person,
    Relation,
    Reply,
    ReplyCandidate,
    Request,
    RequestReference,
    RequestTag,
    SavedView,
    SheetImport,
    SheetRow,
    StageRow,
    Upload,
)
from foil.model.visibility import visible
from foil.operations import documents, matters, overrides, references, uploads
from foil.operations import requests as writing
from foil.operations.events import record
from foil.operations.previews import preview
from foil.operations.requests import Asked, Particulars, People
from foil.operations.uploads import Coming
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, add, draft

DAY = date(2026, 11, 30)
GUARDED: tuple[type[Base], ...] = (
    Arrival,
    BulkChange,
    BulkRow,
    Campaign,
    CampaignAsk,
    CampaignRecipient,
    CampaignRequest,
    ClockRow,
    Document,
    Event,
    Feed,
    FeedDay,
    Handed,
    HandOver,
    Invitation,
    Item,
    Letter,
    LetterApproval,
    LetterComment,
    LetterExhibit,
    LetterSending,
    LetterVersion,
    Matter,
    MatterMember,
    MovedDate,
    NotAppealed,
    Override,
    Relation,
    Reminder,
    Reply,
    ReplyCandidate,
    Request,
    RequestReference,
    RequestTag,
    SavedView,
    SheetImport,
    SheetRow,
    StageRow,
    Upload,
)
NO_REQUEST_OF_ITS_OWN = {
    *(
        "arrival",
        "matter",
        "sheet_import",
        "campaign",
        "saved_view",
        "bulk_change",
        "hand_over",
        "relation",
    ),
}


@pytest.fixture(params=["matter", "private"])
def hidden(
    request: pytest.FixtureRequest,
    database: Database,
    person: Person,
    outsider: Person,
    store: Folder,
    now: datetime,
) -> Request:
    """A whole request that the outsider, an administrator, may not see."""
    kept = store.keep(BytesIO(b"%PDF-1.7 a canary"))
    with database.writing() as session:
        matter = matters.open_matter(person, session, "Canary matter", now=now)
        who: dict[str, object] = {"private": True}
        if request.param == "matter":
            who = {"matter_id": matter.id}
        made = draft(session, person, now, title="Canary title", **who)
        for facts in (SENT, RECEIVED, ACKNOWLEDGED, DENIED):
            add(session, person, made, facts, now)
        documents.attach(person, session, made, kept, "canary.pdf", now=now, unfiled=True)
        references.add_reference(person, session, made, "request", "CANARY-1")
        letter = Letter(request_id=made.id, kind="appeal", state="finished", finished_at=now)
        letter.made_at = letter.saved_at = now
        letter.made_by = letter.saved_by = person.id
        session.add(letter)
        written(session, person, letter, now)
        writing.set_next_step(person, session, made, "Canary step", DAY, now=now)
        session.add(Feed(token_hash="canary", person_id=person.id, about="all", made_at=now))
        sheet = SheetImport(name="canary.csv", sha256="0" * 64, size=1, state="done")
        sheet.made_at, sheet.made_by = now, person.id
        session.add(sheet)
        session.flush()
        session.add(SheetRow(import_id=sheet.id, n=2, cells="{}", request_id=made.id))
        uploads.begin(person, session, made, Coming("canary.mp4", 1), now=now)
        listed(session, person, made, now)
        reminded(session, person, made, now)
        written_back(session, person, made, now)
        other = draft(session, person, now, title="Another", private=True)
        joined = Relation(from_id=other.id, to_id=made.id, kind="refiled_as")
        joined.made_at, joined.made_by = now, person.id
        session.add(joined)
    with database.writing() as session:
        made = session.get_one(Request, made.id)
        overrides.set_date(person, session, made, "appeal:e4", DAY, "Canary", seq=4, now=now)
        left = {"denial": "e4", "item": 2, "why": "Canary", "made_at": now, "made_by": person.id}
        session.add(NotAppealed(request_id=made.id, **left))
    return made


def listed(session: Session, person: Person, made: Request, now: datetime) -> None:
    """The request in a campaign, tagged, and changed with others; a view kept for oneself."""
    by = {"made_at": now, "made_by": person.id}
    campaign = Campaign(name="Canary campaign", **by)
    change = BulkChange(deed="tag", says="Tagged Canary", **by)
    session.add_all([campaign, change, SavedView(name="Canary view", address="find=canary", **by)])
    session.flush()
    session.add(CampaignRequest(request_id=made.id, campaign_id=campaign.id))
    ask = CampaignAsk(campaign_id=campaign.id, facts='{"public_title": "Canary"}')
    ask.saved_at, ask.saved_by = now, person.id
    asked = CampaignRecipient(campaign_id=campaign.id, agency="canary", request_id=made.id)
    asked.added_at, asked.added_by = now, person.id
    session.add_all([ask, asked])
    session.add(RequestTag(request_id=made.id, tag="canary", words="Canary"))
    session.add(BulkRow(change_id=change.id, request_id=made.id, done=True, says="Canary"))
    handed = HandOver(person_id=person.id, **by)
    session.add(handed)
    session.flush()
    row = Handed(hand_over_id=handed.id, n=1, request_id=made.id, role="owner")
    row.was = row.now = person.id
    session.add(row)


def written(session: Session, person: Person, letter: Letter, now: datetime) -> None:
    """What hangs on a letter: a version, an exhibit, a comment, an approval asked for."""
    session.flush()
    of = {"request_id": letter.request_id, "letter_id": letter.id}
    by = {"made_at": now, "made_by": person.id}
    version = LetterVersion(facts="{}", blocks="{}", words="Canary", began_at=now, **of, **by)
    document = session.scalars(select(Document.id)).one()
    exhibit = LetterExhibit(document_id=document, place=0, name="Canary", **of)
    comment = LetterComment(what="said", words="Canary", version=1, **of, **by)
    asked = {"asked_at": now, "asked_by": person.id, "approver_id": person.id}
    approval = LetterApproval(state="asked", version=1, **of, **asked)
    went = LetterSending(state="sent", message_id="<canary>", sender="", recipient="", **of)
    went.subject, went.message, went.begun_at, went.begun_by = "Canary", "c" * 64, now, person.id
    session.add_all([version, exhibit, comment, approval, went])


def written_back(session: Session, person: Person, made: Request, now: datetime) -> None:
    """A reply to the request, and one that may be."""
    came = {"route": "pasted", "arrived_at": now, "brought_at": now, "brought_by": person.id}
    arrival = Arrival(sha256="c" * 64, size=1, name="canary.eml", type="text/plain", **came)
    session.add(arrival)
    session.flush()
    on_it = {"arrival_id": arrival.id, "text": "Canary", "made_at": now, "brought_by": person.id}
    loose = Reply(**on_it)
    session.add_all([loose, Reply(request_id=made.id, **on_it)])
    session.flush()
    session.add(ReplyCandidate(reply_id=loose.id, request_id=made.id))


def reminded(session: Session, person: Person, made: Request, now: datetime) -> None:
    """A reminder of the request, and a date of it in someone's calendar."""
    mail = Mail(key="canary", kind="digest", person_id=person.id, day=DAY, try_at=now, made_at=now)
    session.add(mail)
    session.flush()
    told = {"request_id": made.id, "person_id": person.id, "mail_id": mail.id, "day": DAY}
    about = {"about": "clock:appeal:e4", "stage": "7", "what": "Canary", "due_on": DAY}
    session.add(Reminder(**told, **about, made_at=now))
    session.add(Invitation(**told, clock="appeal:e4", told=0, sequence=0))


def test_lists_and_pages_hold_nothing_of_it(
    database: Database, outsider: Person, hidden: Request
) -> None:
    with database.reading() as session:
        seen = [
            today(outsider, session, DAY, limit=None),
            requests(outsider, session, DAY, Wanted(), limit=None),
            requests(outsider, session, DAY, Wanted(words="canary"), limit=None),
            listed_documents(outsider, session, WantedDocuments(), limit=None),
            portal_round(session, Scope(person=outsider, basis=basis(session), day=DAY)),
            campaigns(outsider, session),
            tags(outsider, session),
            [view.name for view in views(outsider, session)],
        ]
    for answer in seen:
        assert "anary" not in repr(answer)
        assert hidden.number not in repr(answer)


def test_its_own_people_see_it(database: Database, person: Person, hidden: Request) -> None:
    with database.reading() as session:
        assert hidden.number in repr(today(person, session, DAY, limit=None))
        assert request_page(person, session, hidden.number, DAY).seq == 4


OUTSIDE: dict[str, Callable[[Person, Session, Request, datetime], object]] = {
    "page": lambda who, s, r, now: request_page(who, s, r.number, DAY),
    "recorded since": lambda who, s, r, now: recorded_since(who, s, r.number, 0),
    "record": lambda who, s, r, now: record(who, s, r, SENT, seq=4, now=now),
    "preview": lambda who, s, r, now: preview(who, s, r, SENT, now=now),
    "revise": lambda who, s, r, now: writing.revise(who, s, r, Particulars(), [Asked("x")]),
    "hand over": lambda who, s, r, now: writing.hand_over(
        who, s, r, People(owner_id=who.id), now=now
    ),
    "next step": lambda who, s, r, now: writing.set_next_step(who, s, r, "x", DAY, now=now),
    "reference": lambda who, s, r, now: references.add_reference(who, s, r, "request", "x"),
    "open document": lambda who, s, r, now: documents.open_document(who, s, 1, now=now),
    "put document": lambda who, s, r, now: documents.put_on_event(who, s, r, 1, None, now=now),
    "join matter": lambda who, s, r, now: matters.add_member(who, s, 1, who.id, now=now),
    "rename matter": lambda who, s, r, now: matters.rename(who, s, 1, "Mine"),
    "close matter": lambda who, s, r, now: matters.close(who, s, 1, now=now),
    "empty matter": lambda who, s, r, now: matters.take_off(who, s, 1, r.owner_id),
}


def test_nothing_can_be_done_with_it_by_its_number_or_id(
    database: Database, outsider: Person, hidden: Request, now: datetime
) -> None:
    for doing, do in OUTSIDE.items():
        with pytest.raises(NotFound) as raised, database.writing() as session:
            do(outsider, session, hidden, now)
        assert "anary" not in str(raised.value), doing


def test_every_table_of_a_request_or_matter_is_guarded_alone_and_joined(
    database: Database, person: Person, outsider: Person, hidden: Request
) -> None:
    with database.reading() as session:
        for table in GUARDED:
            for statement in (select(table), select(Office, table).join(table, Office.id == 1)):
                assert session.execute(visible(statement, person)).first() is not None, table
                assert session.execute(visible(statement, outsider)).first() is None, table


def test_every_table_with_rows_of_a_request_is_known_to_this_test() -> None:
    of_a_request = {
        table.name
        for table in Base.metadata.sorted_tables
        if {"request_id", "matter_id"} & set(table.c.keys())
    }
    assert of_a_request == {table.__tablename__ for table in GUARDED} - NO_REQUEST_OF_ITS_OWN


def test_a_statement_that_hides_its_tables_is_refused(person: Person) -> None:
    other = aliased(Request)
    with pytest.raises(TypeError, match="name the tables themselves"):
        visible(select(other), person)
    with pytest.raises(TypeError, match="name the tables themselves"):
        visible(select(select(Request.id).subquery()), person)
    with pytest.raises(TypeError, match="without a table"):
        visible(select(Person), person)
