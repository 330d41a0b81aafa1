"""Campaigns: one ask becomes ordinary drafts, follows its changes, and is finished in one go."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from foil.archive.store import Folder
from foil.errors import BadInput, MovedOn, Refused
from foil.insight.campaign_recipients import draft_in
from foil.insight.campaigns import ask_row
from foil.insight.directory import directory
from foil.letters.letter import Edit
from foil.letters.merge import Difference
from foil.model.database import Database
from foil.model.tables import Letter, Person, Request
from foil.operations import campaign_asks, campaign_bringing, campaign_recipients, letters
from foil.operations.campaign_drafts import finishable
from foil.operations.campaign_work import carry_on, start, stop
from foil.sheets.recipients import read
from tests.integration.campaigning import (
    UNDER_FOIL,
    ask,
    campaign,
    done,
    killed_after,
    stand,
    working,
)

FEW = ("nypd", "nysp", "brooklyn-da", "panynj")


@pytest.fixture
def number(database: Database, person: Person, now: datetime) -> int:
    """Three agencies, of which one needs an address, and the Port Authority."""
    return campaign(database, person, FEW, now)


def standing(database: Database, person: Person, number: int) -> dict[str, str]:
    return {each.row.agency: each.stands for each in stand(database, person, number)}


def test_every_agency_under_foil_gets_a_draft_of_its_own(
    database: Database, store: Folder, person: Person, number: int, now: datetime
) -> None:
    done(database, store, person, number, "draft", now)
    found = {each.row.agency: each for each in stand(database, person, number)}
    assert [found[slug].stands for slug in FEW] == ["draft", "draft", "draft", "left out"]
    assert "not under FOIL" in found["panynj"].says
    assert found["brooklyn-da"].needs_address
    assert found["nypd"].request
    assert found["nypd"].letter
    assert not found["nypd"].edited
    assert draft_in(found["nypd"].request, found["nypd"].letter).agency == "nypd"


def test_a_change_of_the_ask_flows_to_drafts_nobody_has_edited(
    database: Database, store: Folder, person: Person, number: int, now: datetime
) -> None:
    done(database, store, person, number, "draft", now)
    edited = next(each for each in stand(database, person, number) if each.row.agency == "nypd")
    with database.writing() as session:
        row = session.get_one(Letter, edited.letter.id if edited.letter else 0)
        request = session.get_one(Request, row.request_id)
        mine = draft_in(request, row).with_edit("closing", Edit("Ours.", "Theirs."))
        letters.save(person, session, row, mine, "", version=row.version, tab="x", now=now)
        kept = ask_row(person, session, number)
        assert kept
        changed = replace(ask(), since=date(2021, 1, 1), fee_ceiling=99)
        campaign_asks.save_ask(person, session, kept, changed, version=1, now=now)
    carry_on(working(database, store, now))
    found = {each.row.agency: each for each in stand(database, person, number)}
    assert (found["nypd"].edited, found["nypd"].behind) == (True, True)
    assert (found["nysp"].edited, found["nysp"].behind) == (False, False)
    other = found["nysp"]
    assert other.request
    assert other.letter
    assert draft_in(other.request, other.letter).fee_ceiling == 99
    with pytest.raises(MovedOn), database.writing() as session:
        campaign_asks.save_ask(person, session, kept, ask(), version=1, now=now)


def test_what_is_different_for_one_agency_is_in_its_letter_alone(
    database: Database, store: Folder, person: Person, number: int, now: datetime
) -> None:
    own = Difference(
        since=date(2022, 5, 1), left_out=("trials",), words={"payments": "Only these."}
    )
    with database.writing() as session:
        row = campaign_recipients.find_recipient(person, session, number, "nysp")
        campaign_recipients.differ(person, session, row, own, now=now)
        none = Difference(left_out=tuple(item.key for item in ask().items))
        with pytest.raises(BadInput, match="at least one item"):
            campaign_recipients.differ(person, session, row, none, now=now)
    done(database, store, person, number, "draft", now)
    found = {each.row.agency: each for each in stand(database, person, number)}
    with database.reading() as session:
        known = directory(session)
    for slug, texts, first in (("nysp", True, date(2022, 5, 1)), ("nypd", False, date(2019, 1, 1))):
        each = found[slug]
        assert each.request
        assert each.letter
        draft = draft_in(each.request, each.letter)
        letter = draft.letter(None, now.date(), known)
        assert {item.since for item in draft.items} == {first}
        assert ("item:trials" in [b.key for b in letter.blocks]) is not texts
        assert (letter.block("item:payments").text == "Only these.") is texts
        assert not any(block.stale for block in letter.blocks)


def test_the_same_text_goes_to_an_agency_twice_only_when_somebody_says_so(
    database: Database, store: Folder, person: Person, number: int, now: datetime
) -> None:
    done(database, store, person, number, "draft", now)
    second = campaign(database, person, FEW, now, name="Again")
    before = {each.row.agency: each for each in stand(database, person, second)}
    assert before["nypd"].stands == "asked already"
    assert before["nypd"].earlier
    assert before["nypd"].earlier.number.startswith("FD-")
    with pytest.raises(BadInput, match="no agency that waits"), database.writing() as session:
        start(person, session, second, "draft")
    with database.writing() as session:
        campaign_recipients.ask_again(person, session, second, ["nypd"])
    done(database, store, person, second, "draft", now)
    after = standing(database, person, second)
    assert (after["nypd"], after["nysp"]) == ("draft", "asked already")
    with pytest.raises(Refused), database.writing() as session:
        campaign_recipients.take_out(person, session, second, ["nypd"])


def test_an_ask_that_becomes_another_campaigns_is_not_finished_by_accident(
    database: Database, store: Folder, person: Person, number: int, now: datetime
) -> None:
    since = date(2020, 1, 1)
    other = replace(ask(), items=tuple(replace(each, since=since) for each in ask().items))
    second = campaign(database, person, FEW, now, name="Other", asked=other)
    for each in (number, second):
        done(database, store, person, each, "draft", now)
    assert set(standing(database, person, second).values()) == {"draft", "left out"}
    with database.writing() as session:
        kept = ask_row(person, session, second)
        assert kept
        campaign_asks.save_ask(person, session, kept, ask(), version=1, now=now)
    carry_on(working(database, store, now))
    found = {each.row.agency: each for each in stand(database, person, second)}
    first = {each.row.agency: each for each in stand(database, person, number)}
    assert (found["nypd"].twice, first["nypd"].twice) == (True, False)
    assert found["nypd"].earlier
    assert first["nypd"].request
    assert found["nypd"].earlier.number == first["nypd"].request.number
    assert not list(finishable(list(found.values()), all_=True))
    with pytest.raises(BadInput, match="no draft that can be finished"):
        done(database, store, person, second, "finish all", now)
    with database.writing() as session:
        campaign_recipients.ask_again(person, session, second, ["nypd"])
    ready = finishable(stand(database, person, second), all_=True)
    assert [each.row.agency for each in ready] == ["nypd"]


def test_a_pasted_list_adds_what_the_directory_lacks_as_nobody_has_checked_it(
    database: Database, store: Folder, person: Person, number: int, now: datetime
) -> None:
    listed = read(
        "Agency,Officer,E-mail,Address\n"
        'Village of Nyack,Village Clerk,clerk@nyack.example,"9 Broadway, Nyack, NY 10960"\n'
        "NYC Department of Correction,,,\nFBI,,,\nTown of Nowhere,,no mailbox,\n"
    )
    with database.writing() as session:
        found = campaign_bringing.look_up(directory(session), listed, now=now)
        counts = campaign_bringing.bring(person, session, number, found, now=now)
    assert counts == (2, 1)
    assert [each.does for each in found] == [True, True, False, False]
    new = next(each for each in stand(database, person, number) if each.short == "Village of Nyack")
    assert new.unverified
    assert not new.needs_address
    assert new.agency
    assert new.agency.requests.email == "clerk@nyack.example"
    assert "unverified" in new.agency.requests.unverified


def test_finishing_leaves_out_what_needs_an_address_until_asked_for_all(
    database: Database, store: Folder, person: Person, number: int, now: datetime
) -> None:
    done(database, store, person, number, "draft", now)
    with database.writing() as session:
        start(person, session, number, "finish")
        stop(person, session, number)
    carry_on(working(database, store, now))
    assert set(standing(database, person, number).values()) == {"draft", "left out"}
    done(database, store, person, number, "finish", now)
    half = standing(database, person, number)
    assert [half[slug] for slug in FEW] == ["finished", "finished", "draft", "left out"]
    done(database, store, person, number, "finish all", now)
    assert standing(database, person, number)["brooklyn-da"] == "finished"


def test_killed_at_any_moment_nothing_is_drafted_twice(
    database: Database,
    database_url: str,
    store: Folder,
    tmp_path: Path,
    person: Person,
    now: datetime,
) -> None:
    slugs = UNDER_FOIL[:40]
    number = campaign(database, person, slugs, now)
    with database.writing() as session:
        start(person, session, number, "draft")
    for turn, seconds in enumerate((0.02, 0.15, 0.3), 1):
        later = now + turn * timedelta(minutes=1)
        killed_after(database_url, tmp_path, later, seconds)
        with database.reading() as session:
            made = session.scalar(select(func.count()).select_from(Request))
        drafted = sum(each.stands == "draft" for each in stand(database, person, number))
        assert made == drafted
    carry_on(working(database, store, now + timedelta(hours=1)))
    assert {each.stands for each in stand(database, person, number)} == {"draft"}
    with database.reading() as session:
        asked = session.scalars(select(Request.agency)).all()
    assert sorted(filter(None, asked)) == sorted(slugs)
