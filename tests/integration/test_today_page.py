"""Today, the list and a request's page: what they lead with, and what they say when empty."""

import re
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from foil.cli import main
from foil.model.tables import Person
from foil.operations import matters
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

SILENT = ({"kind": "sent", "on": "2026-10-23"}, {"kind": "received", "on": "2026-10-23"})


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def part(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def test_a_desk_without_requests_says_where_to_begin(site: Site) -> None:
    page = said(site.client(site.keeper).get("/").text)
    assert "Begin with a letter" in page
    assert "Nothing is pressing on November 22, 2026." in page
    page = said(site.client(site.keeper).get("/requests").text)
    assert "There is no request yet that you may see." in page


def test_ours_leads_with_the_safe_day_and_says_the_last_beside_it(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    page = said(site.client(site.keeper).get("/").text)
    ours = part(page, "Yours to do", "Late from agencies")
    assert "Wed, Dec 2" in ours
    assert "Appeal the denial — Contracts, 2019–2026, NYPD" in ours
    assert "Last day Monday, December 7." in ours
    assert "One thing is yours to do." in page


def test_an_arguable_right_stands_with_the_late_agency_and_not_with_ours(site: Site) -> None:
    history(site.database, site.keeper, NOW, *SILENT)
    page = said(site.client(site.keeper).get("/").text)
    assert "One agency is late." in page
    ours = part(page, "Yours to do", "Late from agencies")
    late = part(page, "Late from agencies", "Nothing is running")
    assert "No right of yours is closing" in ours
    assert "NYPD never acknowledged" in late
    assert "(arguable)" in late
    assert "Record the appeal" in late


def test_a_late_row_leads_to_a_follow_up_and_then_to_the_one_that_is_written(site: Site) -> None:
    history(site.database, site.keeper, NOW, *SILENT)
    client = site.client(site.keeper)
    page = client.get("/").text
    assert 'aria-label="Write the follow-up: NYPD never acknowledged' in page
    asked = {"r": "FD-0001", "deed": "follow_up"}
    mark = re.findall(r'name="(mark-FD-0001)" value="(\w+)"', client.post("/bulk", data=asked).text)
    done = client.post("/bulk/save", data=asked | dict(mark)).location
    (address,) = re.findall(
        r'href="([^"]+)" data-primary>Open the follow-up<', client.get(done).text
    )
    page = client.get("/").text
    assert page.count("Write the follow-up") == 0
    assert f'href="{address}" aria-label="Open the follow-up: NYPD never acknowledged' in page


def test_a_right_that_nobody_at_work_may_see_is_told_to_administrators_without_its_title(
    site: Site,
) -> None:
    alone, other = site.add("paralegal"), site.add("reporter")
    denied = (SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with site.database.writing() as session:
        matter = matters.open_matter(alone, session, "Hidden matter", now=NOW)
    history(site.database, alone, NOW, *denied, title="Seen title")
    for place in ({"private": True}, {"matter_id": matter.id}):
        history(site.database, alone, NOW, *denied, title="Hidden title", **place)
    client = site.client(site.keeper)
    assert "nobody" not in said(client.get("/").text)
    with site.database.writing() as session:
        session.get_one(Person, alone.id).active = False
    page = client.get("/").text
    assert "2 rights that can be lost reach nobody." in said(page)
    assert "The first safe day is Wednesday, December 2, 2026." in said(page)
    assert f"Switch on again {alone.name} in Settings, People" in said(page)
    assert "Seen title" in page and "Hidden" not in page
    assert "reach nobody" not in said(site.client(other).get("/").text)
    lines = listed(site, site.keeper)
    assert "2 rights that can be lost reach nobody" in lines and "Hidden" not in lines
    assert f"The safe day is Wednesday, December 2. Switch on again {alone.name}" in lines
    assert "reach nobody" not in listed(site, other)


def listed(site: Site, person: Person) -> str:
    """What `foil next` says to that person."""
    asked = ["--data", str(site.settings.folder), "next", "--as", person.email]
    done = CliRunner().invoke(main, [*asked, "--as-of", "2026-11-22"])
    assert done.exit_code == 0, done.output
    return done.output


def test_over_the_weekend_after_its_day_an_agency_is_just_late(site: Site) -> None:
    history(site.database, site.keeper, NOW, *SILENT)
    client = site.client(site.keeper)
    site.clock.set(datetime(2026, 10, 31, 15, tzinfo=UTC))
    assert "just late" in said(client.get("/").text)
    site.clock.set(datetime(2026, 11, 2, 15, tzinfo=UTC))
    assert "1 business day late" in said(client.get("/").text)


@pytest.mark.parametrize("day", [13, 16, 23])
def test_a_right_about_to_be_lost_is_red(site: Site, day: int) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    client = site.client(site.keeper)
    site.clock.set(datetime(2026, 11, 25, 15, tzinfo=UTC))
    assert "One right closes this week." in said(client.get("/").text)
    site.clock.set(datetime(2026, 11, day, 15, tzinfo=UTC))
    assert "closes this week" not in said(client.get("/").text)


def test_a_right_that_was_lost_stands_out_where_nothing_is_running(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, {**DENIED, "items": [1, 2]})
    site.clock.set(datetime(2027, 3, 1, 15, tzinfo=UTC))
    page = site.client(site.keeper).get("/").text
    assert '<span class="chip late">right lost</span>' in page


def test_mine_and_everyone_s(site: Site) -> None:
    other = site.add("paralegal")
    history(site.database, other, NOW, *SILENT)
    client = site.client(site.keeper)
    assert "NYPD never acknowledged" in client.get("/").text
    assert "NYPD never acknowledged" not in client.get("/?whose=mine").text


def test_the_list_is_looked_through_by_words_agency_and_stage(site: Site) -> None:
    history(site.database, site.keeper, NOW, *SILENT, title="Silent one")
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, title="Kept one")
    client = site.client(site.keeper)

    def titles(query: str) -> list[str]:
        rows = re.findall(r"data-open>([^<]+)</a>", client.get(f"/requests?{query}").text)
        return [each for each in rows if each.endswith("one")]

    assert set(titles("")) == {"Silent one", "Kept one"}
    assert titles("find=silent") == ["Silent one"]
    assert titles("find=FD-0002") == ["Kept one"]
    assert titles("stage=waiting") == ["Kept one"]
    assert titles("agency=mta") == []
    assert "No request you may see is like that." in client.get("/requests?find=zebra").text
    assert client.get("/requests?owner=x&sort=x&stage=x").status_code == 200


def test_a_request_s_page_says_where_it_stands_and_why(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    client = site.client(site.keeper)
    page = said(client.get("/requests/FD-0001").text)
    assert "Appeal by Wednesday, December 2 (last day Monday, December 7): 10 days left" in page
    assert "Why this date?" in page
    assert "30 calendar days end on Saturday, December 5, 2026" in page
    clock = said(client.get("/requests/FD-0001/clock").text)
    assert "What it rests on" in clock
    assert "43 RCNY 1-06(b)" in clock
    assert "It is not legal advice" in clock


def test_silence_stands_in_the_timeline_where_it_fell(site: Site) -> None:
    history(site.database, site.keeper, NOW, *SILENT)
    page = said(site.client(site.keeper).get("/requests/FD-0001").text)
    silence = (
        "No acknowledgement, grant or denial by Friday, October 30, 2026: deemed denied, arguably."
    )
    assert silence in page


def test_a_next_step_is_written_changed_and_done(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT)
    client = site.client(site.keeper)
    address = "/requests/FD-0001/next-step"
    form = {
        "next_step": "Call the unit",
        "next_step_on": "11/22/2026",
        "owner": str(site.keeper.id),
    }
    assert client.post(address, data={**form, "next_step_on": ""}).status_code == 422
    assert client.post(address, data={**form, "next_step_on": "soon"}).status_code == 422
    assert client.post(address, data=form).status_code == 303
    assert "Call the unit — Contracts" in client.get("/").text
    assert client.post(address, data={**form, "done": "yes"}).status_code == 303
    assert "Call the unit" not in client.get("/").text


def test_a_request_is_handed_over(site: Site) -> None:
    other = site.add("paralegal")
    history(site.database, site.keeper, NOW, SENT)
    client = site.client(site.keeper)
    form = {"owner": str(other.id), "deputy": str(site.keeper.id)}
    assert client.post("/requests/FD-0001/next-step", data=form).status_code == 303
    assert "Kept by Paralegal, then Staff attorney" in said(client.get("/requests/FD-0001").text)
