"""The list of requests: filtered, searched, sorted, the same number of queries however long."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from foil.errors import BadInput, NotFound, Refused
from foil.insight.basis import basis
from foil.insight.ordering import SORTS
from foil.insight.requests import Listing, Wanted, requests
from foil.insight.rounds import portal_round
from foil.insight.scope import Scope
from foil.insight.tags import tags
from foil.model.database import Database
from foil.model.tables import Letter, Person, Request
from foil.operations import bulk, campaigns, matters, references
from foil.operations import requests as writing
from foil.operations.deeds import CampaignDeed, TagDeed
from foil.operations.follow_ups import FollowUpDeed
from foil.operations.requests import Asked, Particulars, People
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, add, draft, history
from tests.integration.test_today import counting

DAY = date(2026, 11, 22)
Ask = Callable[..., list[str]]


@pytest.fixture
def desk(database: Database, person: Person, now: datetime) -> None:
    """FD-0001 denied in part, FD-0002 just sent, FD-0003 a draft, FD-0004 finished."""
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED, title="Clearview accounts")
    history(database, person, now, SENT, title="Drones, 100% of them", agency="nysp")
    with database.writing() as session:
        draft(session, person, now, title="A draft", agency=None)
        finished = draft(session, person, now, title="Finished", agency="mta")
        letter = Letter(request_id=finished.id, kind="request", state="finished")
        letter.made_at = letter.saved_at = letter.finished_at = now
        letter.made_by = letter.saved_by = person.id
        session.add(letter)


@pytest.fixture
def ask(database: Database, person: Person, desk: None) -> Ask:
    def numbers(day: date = DAY, **wanted: object) -> list[str]:
        listing = look(database, person, day, **wanted)
        return [line.request.number for line in listing.lines.rows]

    return numbers


def look(database: Database, person: Person, day: date = DAY, **wanted: object) -> Listing:
    with database.reading() as session:
        return requests(person, session, day, Wanted(**wanted))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("next", ["FD-0001", "FD-0004", "FD-0003", "FD-0002"]),
        ("newest", ["FD-0004", "FD-0003", "FD-0002", "FD-0001"]),
        ("title", ["FD-0003", "FD-0001", "FD-0002", "FD-0004"]),
        ("agency", ["FD-0004", "FD-0001", "FD-0002", "FD-0003"]),
    ],
)
def test_sorted(ask: Ask, sort: str, numbers: list[str]) -> None:
    assert ask(sort=sort) == numbers


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("clearview", ["FD-0001"]),
        ("fd-0002", ["FD-0002"]),
        ("State Police", ["FD-0002"]),
        ("nypd accounts", ["FD-0001"]),
        ("accounts nysp", []),
        ("100%", ["FD-0002"]),
        ("0_0", []),
        ("056-18831", ["FD-0001"]),
    ],
)
def test_searched_by_words_number_agency_and_title(
    database: Database, person: Person, ask: Ask, words: str, numbers: list[str]
) -> None:
    with database.writing() as session:
        request = session.get_one(Request, 1)
        references.add_reference(person, session, request, "request", "FOIL-2026-056-18831")
    assert ask(words=words) == numbers


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({"agency": "nypd"}, ["FD-0001"]),
        ({"technology": "drones"}, []),
        ({"stage": "denied, appeal open"}, ["FD-0001"]),
        ({"stage": "past its date"}, ["FD-0002"]),
        ({"stage": "draft"}, ["FD-0003"]),
        ({"stage": "finished, not filed"}, ["FD-0004"]),
        ({"owner": 99}, []),
    ],
)
def test_filtered(ask: Ask, wanted: dict[str, object], numbers: list[str]) -> None:
    assert ask(**wanted) == numbers


def test_a_line_says_where_the_request_stands(
    database: Database, person: Person, desk: None
) -> None:
    line = look(database, person, agency="nypd").lines.rows[0]
    assert (line.stage, line.others) == ("denied, appeal open", 1)
    assert line.next is not None
    assert (line.next.kind, line.next.due) == ("determine", date(2026, 11, 24))
    assert (line.owner, line.matter, line.request.short) == ("Paralegal", None, "NYPD")


def test_the_list_asks_the_same_however_long(
    database: Database, person: Person, desk: None, now: datetime
) -> None:
    with counting(database) as few, database.reading() as session:
        requests(person, session, DAY, Wanted(words="fd"), limit=2)
    with database.writing() as session:
        for _ in range(6):
            draft(session, person, now)
    with counting(database) as many, database.reading() as session:
        listing = requests(person, session, DAY, Wanted(words="fd"), limit=9)
    assert (listing.lines.total, listing.lines.more) == (10, 1)
    assert len(few) == len(many)


def test_a_draft_is_revised_until_something_is_recorded(
    database: Database, person: Person, now: datetime
) -> None:
    changed = Particulars("nysp", None, "Other title")
    with database.writing() as session:
        request = draft(session, person, now)
        writing.revise(person, session, request, changed, [Asked("One"), Asked("Two")])
        writing.revise(person, session, request, changed, [Asked("Only one")])
        assert request.public_title == "Other title"
        add(session, person, request, {**SENT, "items": [1]}, now)
        with pytest.raises(Refused, match="record a change of scope instead"):
            writing.revise(person, session, request, changed, [])


@pytest.mark.parametrize(
    ("particulars", "field"),
    [
        (Particulars(public_title="x" * 91), "public_title"),
        (Particulars(working_title="x" * 301), "working_title"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    database: Database, person: Person, now: datetime, particulars: Particulars, field: str
) -> None:
    with pytest.raises(BadInput) as raised, database.writing() as session:
        writing.draft(person, session, particulars, now=now)
    assert field in raised.value.problems


def test_a_next_step_needs_a_date(database: Database, person: Person, now: datetime) -> None:
    with database.writing() as session:
        request = draft(session, person, now)
        with pytest.raises(BadInput, match="needs a date"):
            writing.set_next_step(person, session, request, "Call", None, now=now)


def test_handing_over_needs_someone_who_may_see_it(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    with database.writing() as session:
        matter = matters.open_matter(person, session, "Vehicle searches", now=now)
        request = draft(session, person, now, matter_id=matter.id)
        theirs = People(owner_id=outsider.id, matter_id=matter.id)
        with pytest.raises(BadInput, match="could not see this request"):
            writing.hand_over(person, session, request, theirs, now=now)
        matters.add_member(person, session, matter.id, outsider.id, now=now)
        writing.hand_over(person, session, request, theirs, now=now)
        assert request.owner_id == outsider.id
        with pytest.raises(BadInput, match="no account"):
            writing.hand_over(person, session, request, People(owner_id=99), now=now)


def test_a_request_can_join_only_a_matter_one_sees(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    with database.writing() as session:
        matter = matters.open_matter(person, session, "Vehicle searches", now=now)
    with pytest.raises(NotFound), database.writing() as session:
        draft(session, outsider, now, matter_id=matter.id)


def test_every_order_and_filter_is_understood_by_both_databases(
    database: Database, person: Person, desk: None, now: datetime
) -> None:
    with database.writing() as session:
        campaign = campaigns.begin_campaign(person, session, "Vans", now=now)
        asked = bulk.chosen(person, session, ["FD-0001", "FD-0002"])
        for deed in (
            CampaignDeed(person, session, now).ask(campaign.id),
            TagDeed(person, session, now).ask("Urgent"),
            FollowUpDeed(person, session, now),
        ):
            planned = bulk.plan(session, deed, asked)
            marks = {each.request.number: each.mark for each in planned}
            change = bulk.carry_out(deed, planned, marks, now=now)
    orders = [{"sort": sort, "down": down} for sort in SORTS for down in (False, True)]
    with database.reading() as session:
        for order in orders:
            assert requests(person, session, DAY, Wanted(**order)).lines.total == 4  # type: ignore[arg-type]
        for wanted, total in (
            (Wanted(tag="urgent"), 2),
            (Wanted(campaign=campaign.id), 2),
            (Wanted(words="vans urgent"), 2),
            (Wanted(ahead="week"), 1),
            (Wanted(ahead="none"), 3),
        ):
            assert requests(person, session, DAY, wanted).lines.total == total, wanted
        assert tags(person, session) == [("urgent", "Urgent")]
        scope = Scope(person=person, basis=basis(session), day=DAY)
        assert [row.request.number for row in portal_round(session, scope).rows] == [
            "FD-0001",
            "FD-0002",
        ]
    with database.writing() as session:
        change = bulk.find_change(person, session, change.id)
        undone = bulk.undo(FollowUpDeed(person, session, now), change, now=now)
        assert (undone.back, undone.left, undone.unseen) == (1, (), 0)
