"""Authorities, exemptions and the twelve cases: standing, readings with their history, progress."""

import re

import pytest

from foil.catalog.exemptions import exemptions
from foil.catalog.twelve_cases import twelve_cases
from foil.errors import BadInput
from foil.insight import authority_readings as insight
from foil.law.authorities import AUTHORITIES
from foil.operations.authority_readings import record_reading
from tests.integration.desk import add, draft
from tests.integration.site import NOW, Site, site

__all__ = ["site"]


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text.replace("\u00a0", " ")).split())


def test_a_reading_changes_the_standing_and_every_one_is_kept(site: Site) -> None:
    with site.database.writing() as session:
        assert "case-fink" not in insight.citable(session)
        record_reading(site.keeper, session, "case-fink", "says this", place="NY2d", now=NOW)
        found = insight.standing(session)["case-fink"]
        assert (found.level, found.where, found.who) == (
            "read by this office", "NY2d", site.keeper.name,
        )  # fmt: skip
        assert "case-fink" in insight.citable(session)
        record_reading(site.keeper, session, "case-fink", "not", "Another point", now=NOW)
        assert "case-fink" not in insight.citable(session)
        assert "does not say this: Another point" in insight.standing(session)["case-fink"].why_not
        record_reading(site.keeper, session, "case-fink", "taken back", now=NOW)
        assert insight.standing(session)["case-fink"].level == "unverified"
        assert [each.verdict for each in insight.readings(session, "case-fink")] == [
            "taken back", "not", "says this",
        ]  # fmt: skip


def test_a_verdict_of_not_takes_out_what_we_read(site: Site) -> None:
    with site.database.writing() as session:
        assert "case-gould" in insight.citable(session)
        record_reading(site.keeper, session, "case-gould", "not", "Dictum", now=NOW)
        assert "case-gould" not in insight.citable(session)


@pytest.mark.parametrize(
    ("verdict", "note", "field"),
    [("maybe", "", "verdict"), ("", "", "verdict"), ("not", " ", "note"), ("in part", "", "note"),
     ("says this", "x" * 2001, "note")],
)  # fmt: skip
def test_what_cannot_be_kept_says_why(site: Site, verdict: str, note: str, field: str) -> None:
    with site.database.writing() as session:
        with pytest.raises(BadInput) as wrong:
            record_reading(site.keeper, session, "case-gould", verdict, note, now=NOW)
        assert field in wrong.value.problems


def test_every_exemption_has_its_page_with_what_is_against_us(site: Site) -> None:
    client = site.client(site.keeper)
    listing = said(client.get("/law/exemptions").text)
    for each in exemptions().values():
        page = said(client.get(f"/law/exemptions/{each.id}").text)
        assert each.title in listing
        assert "Held against requesters" in page
        for holding in each.holdings:
            assert AUTHORITIES[holding.authority].short in page
    grabell = said(client.get("/law/exemptions/87-2-e-iv").text)
    assert "Not in letters today: Fink" in grabell
    assert "Grabell (1st Dept 2016)" in grabell
    assert client.get("/law/exemptions/87-2-z").status_code == 404


def test_the_authorities_are_listed_by_standing(site: Site) -> None:
    client = site.client(site.keeper)
    page = said(client.get("/law/authorities").text)
    assert f"{len(AUTHORITIES)} authorities" in page
    unread = said(client.get("/law/authorities?standing=unverified").text)
    assert "Fink (Ct App 1979)" in unread
    assert "Gould (Ct App 1996)" not in unread
    assert "No authority is so." in said(client.get("/law/authorities?find=moonrise").text)
    assert "helps the agency" in said(client.get("/law/authorities/case-grabell").text)
    assert client.get("/law/authorities/case-moon").status_code == 404


def test_the_twelve_cases_are_read_one_by_one(site: Site) -> None:
    assert len(twelve_cases()) == 12
    assert twelve_cases().keys() <= AUTHORITIES.keys()
    client = site.client(site.keeper)
    assert "Twelve cases to read" in client.get("/").text
    page = client.get("/law/twelve-cases")
    assert "0 of 12 read" in said(page.text)
    sent = {"verdict": "says this", "back": "twelve"}
    answer = client.post("/law/authorities/case-fink", data=sent, follow_redirects=True)
    assert "1 of 12 read" in said(answer.text)
    wrong = client.post(
        "/law/authorities/case-gould", data={"verdict": "not", "note": "", "back": "twelve"}
    )
    assert wrong.status_code == 422
    assert "Say in a few words what it says instead" in wrong.text
    client.post("/law/twelve-cases/dismiss")
    assert "Twelve cases to read" not in client.get("/").text


def test_only_an_administrator_is_asked_and_may_wave_it_away(site: Site) -> None:
    client = site.client(site.add("colleague"))
    assert "Twelve cases to read" not in client.get("/").text
    assert client.get("/law/twelve-cases").status_code == 200
    assert client.post("/law/twelve-cases/dismiss").status_code == 403
    assert (
        client.post("/law/authorities/case-gould", data={"verdict": "says this"}).status_code == 303
    )


def test_a_denial_on_a_request_leads_to_what_answers_it(site: Site) -> None:
    denied = {
        "kind": "denied",
        "papers": [{"how": "email", "dated": "2026-11-02", "received": "2026-11-05"}],
        "exemptions": ["87(2)(e)(iv)", "87(2)(g)(iii)", "too broad"],
    }
    with site.database.writing() as session:
        request = draft(session, site.keeper, now=NOW)
        sent = {"kind": "sent", "at": "2026-10-19T10:41:00", "by": "portal"}
        for told in (sent, denied):
            add(session, site.keeper, request, told, NOW)
        number = request.number
    page = site.client(site.keeper).get(f"/requests/{number}").text
    assert 'href="/law/exemptions/87-2-e-iv"' in page
    assert 'href="/law/exemptions/87-2-g"' in page
