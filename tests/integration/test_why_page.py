"""Why this date: everything that makes it on one page, and the office's own date in its place."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from foil.model.tables import Override
from foil.model.visibility import find_request
from foil.operations import rules
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, Facts, add, history
from tests.integration.site import Site, site

__all__ = ["site"]

APPEAL = "/requests/FD-0001/why/appeal:e4"
DETERMINE = "/requests/FD-0001/why/determine:e3"
WHY = "Agreed with the appeals officer by telephone"


@pytest.fixture
def client(site: Site) -> FlaskClient:
    told(site, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    return site.client(site.keeper)


def told(site: Site, *happened: Facts, **how: object) -> None:
    history(site.database, site.keeper, site.clock(), *happened, **how)


def read(answer: TestResponse) -> str:
    """The page's words, with its spaces as one."""
    return " ".join(answer.get_data(as_text=True).replace("\N{NO-BREAK SPACE}", " ").split())


def put(client: FlaskClient, path: str = APPEAL, **form: str) -> TestResponse:
    return client.post(path, data={"seq": "4", "reason": WHY, **form})


def test_it_leads_with_what_to_do(client: FlaskClient) -> None:
    says = read(client.get(APPEAL))
    assert (
        "<h1>Appeal by Wednesday, December 2, 2026 (last day Monday, December 7, 2026)</h1>" in says
    )
    assert "if missed, the right is gone" in says
    assert ">contested<" in says
    assert "Appeal the denial, item 2" in says


def test_the_steps_the_count_and_what_it_rests_on(client: FlaskClient) -> None:
    says = read(client.get(DETERMINE))
    assert "<h1>NYPD’s determination, item 1: due Tuesday, November 24, 2026</h1>" in says
    assert "Business day 20 is Tuesday, November 24, 2026, POL § 89(3)(a)." in says
    assert "Election Day (November 3) and Veterans Day (November 11)" in says
    assert 'class="day last"' in says
    assert "General Construction Law 24" in says
    silent = read(client.get("/requests/FD-0001/why/appeal:determine:e3"))
    assert "21 NYCRR 1401.5(e)(6)" in silent
    assert 'class="chip soon">secondary' in silent


def test_the_choices_stand_side_by_side_and_the_one_in_force_says_whose_it_is(
    site: Site, client: FlaskClient
) -> None:
    says = read(client.get(APPEAL))
    assert "From which day do the thirty days to appeal run?" in says
    assert "43 RCNY 1-06(b)" in says
    assert "First Department" in says
    assert "the agency’s own rule" in says
    who = site.add("administrator", "administrator")
    with site.database.writing() as session:
        rules.choose(who, session, "appeal_from", "letter", now=site.clock())
    says = read(client.get(APPEAL))
    assert "chosen by this office" in says
    assert "<h1>Appeal by Wednesday, December 2, 2026</h1>" in says


def test_an_agency_s_date_says_why_nobody_is_called_late_before_a_day(site: Site) -> None:
    far = {**ACKNOWLEDGED, "promised": [{"date": "2027-02-25"}]}
    told(site, SENT, RECEIVED, far)
    says = read(site.client(site.keeper).get(DETERMINE))
    assert "When NYPD is late" in says
    assert "Thursday, February 25, 2027</time> is over" in says
    assert "The Committee reads the twenty days as the limit" in says
    assert "What if an acknowledgement names a date beyond the twentieth business day?" in says


def test_what_is_not_known_links_to_where_it_is_recorded(site: Site) -> None:
    told(site, SENT, {"kind": "denied", "dated": "2026-11-02"})
    client = site.client(site.keeper)
    says = read(client.get("/requests/FD-0001/why/appeal:e2"))
    assert "What would settle it" in says
    assert 'href="/requests/FD-0001/record/denied?replaces=e2"' in says
    told(site, SENT)
    says = read(client.get("/requests/FD-0002/why/acknowledge:e1"))
    assert 'href="/requests/FD-0002/record/received"' in says


def test_a_need_without_a_form_is_only_said(site: Site) -> None:
    asked = {"kind": "clarification_asked", "dated": "2026-10-22", "for": "affidavit"}
    told(site, RECEIVED, asked, agency=None)
    answer = site.client(site.keeper).get("/requests/FD-0001/why/affidavit:e2")
    assert answer.status_code == 200
    assert "What would settle it" in read(answer)


def test_the_facts_can_be_changed_and_copied(client: FlaskClient) -> None:
    says = read(client.get(APPEAL))
    assert 'href="/requests/FD-0001/record/denied?replaces=e4"' in says
    assert 'id="footnote" rows="9" readonly> Appeal the denial. Appeal by Wednesday' in says
    assert "Public Officers Law § 89(4)(a)" in says
    assert 'data-copy="footnote"' in says


def test_extensions_are_counted(site: Site) -> None:
    first = {**ACKNOWLEDGED, "promised": [{"date": "2026-12-15"}]}
    more = {
        "kind": "extended", "dated": "2026-11-20", "received": "2026-11-20",
        "promised": [{"date": "2027-01-22"}],
    }  # fmt: skip
    told(site, SENT, RECEIVED, first, more)
    client = site.client(site.keeper)
    line = (
        "1st extension, 38 days claimed so far; the date moved from December 15, 2026 to "
        "January 22, 2027."
    )
    assert line in read(client.get("/requests/FD-0001/why/date_certain:e4"))
    assert line in read(client.get("/requests/FD-0001"))
    assert line not in read(client.get("/requests/FD-0001/why/acknowledge:e1"))


def test_every_date_of_a_request_links_to_its_page(site: Site, client: FlaskClient) -> None:
    address = 'href="/requests/FD-0001/why/appeal:e4"'
    for page in ("/", "/requests/FD-0001", "/requests/FD-0001/clock"):
        assert address in read(client.get(page)), page
    assert 'href="/requests/FD-0001/why/determine:e3"' in read(client.get("/requests"))
    for line in read(client.get("/requests/FD-0001/clock")).split('href="')[1:]:
        path = line.split('"')[0]
        if "/why/" in path:
            assert client.get(path).status_code == 200, path


def test_a_clock_met_since_is_still_explained(site: Site, client: FlaskClient) -> None:
    says = read(client.get("/requests/FD-0001/why/acknowledge:e1"))
    assert "<h1>NYPD acknowledges, grants or denies: met</h1>" in says
    assert "Set another date" not in says


@pytest.mark.parametrize("path", [f"{APPEAL}0", "/requests/FD-0009/why/appeal:e4"])
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert put(client, path, day="2026-11-30").status_code == 404


def test_a_date_of_ours_leads_everywhere(client: FlaskClient) -> None:
    answer = put(client, day="2026-11-30")
    assert (answer.status_code, answer.location) == (303, APPEAL)
    says = read(client.get(APPEAL))
    assert "<h1>Appeal by Monday, November 30, 2026</h1>" in says
    assert f"by Staff attorney: {WHY}" in says
    assert "By the count of the law it is" in says
    assert "Monday, December 7, 2026</time></strong>, safely" in says
    assert "30 calendar days end on Saturday, December 5, 2026" in says, "the count stays"
    today = read(client.get("/"))
    assert "Mon, Nov 30" in today
    assert "Set by the office; by the count of the law it is Monday, December 7." in today
    page = read(client.get("/requests/FD-0001"))
    assert f"Set by the office, November 22, 2026, Staff attorney: {WHY}" in page
    assert WHY in read(client.get("/requests/FD-0001/history"))


def test_an_agency_s_date_may_be_set_too(site: Site, client: FlaskClient) -> None:
    assert put(client, DETERMINE, day="2026-11-25").status_code == 303
    says = read(client.get(DETERMINE))
    assert "<h1>NYPD’s determination, item 1: due Wednesday, November 25, 2026</h1>" in says
    assert "By the count of the law this right ends" not in says
    assert "on a date of ours" in read(client.get("/"))
    assert "NYPD’s determination, set by the office" in read(client.get("/requests"))
    site.clock.set(site.clock() + timedelta(days=7))
    late = read(client.get("/"))
    assert "Set by the office; by the count of the law it is Tuesday, November 24." in late


def test_past_the_end_of_a_right_it_asks_and_then_keeps_the_alarm(client: FlaskClient) -> None:
    answer = put(client, day="2026-12-11")
    assert answer.status_code == 409
    says = read(answer)
    assert "this right ends Monday, December 7, 2026, and the day you set is later" in says
    assert 'value="2026-12-11"' in says
    assert WHY in says
    assert put(client, day="2026-12-11", sure="yes").status_code == 303
    alarm = "By the count of the law this right ends Monday, December 7, 2026, before the day set."
    for page in (APPEAL, "/", "/requests/FD-0001"):
        assert alarm in read(client.get(page)), page


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"day": ""}, "Say which day is to lead."),
        ({"day": "soon"}, "That is not a date."),
        ({"day": "2026-11-05"}, "The clock starts only on Thursday, November 5, 2026."),
        ({"day": "11/30/2026", "reason": " "}, "Say why"),
    ],
)
def test_what_cannot_be_set_comes_back_filled(
    site: Site, client: FlaskClient, form: Mapping[str, str], says: str
) -> None:
    answer = put(client, **form)
    assert answer.status_code == 422
    told = read(answer)
    assert says in told
    assert f'value="{form["day"]}"' in told
    with site.database.reading() as session:
        assert session.scalars(select(Override)).all() == []


def test_a_met_clock_has_no_date_to_set(client: FlaskClient) -> None:
    answer = put(client, "/requests/FD-0001/why/acknowledge:e1", day="2026-11-30")
    assert answer.status_code == 422
    assert "there is no date left to set" in read(answer)


def test_what_is_new_comes_first(site: Site, client: FlaskClient) -> None:
    answer = put(client, day="2026-11-30", seq="3")
    assert answer.status_code == 409
    says = read(answer)
    assert "New since you opened this page" in says
    assert "NYPD denied the request" in says
    assert WHY in says


def test_taken_back_it_stays_in_history(client: FlaskClient) -> None:
    put(client, day="2026-11-30")
    back = {"clock": "appeal:e4", "seq": "4"}
    assert client.post("/requests/FD-0001/take-back", data=back).location == APPEAL
    says = read(client.get(APPEAL))
    assert "<h1>Appeal by Wednesday, December 2, 2026 (last day" in says
    assert "Days set so far" in says
    kept = read(client.get("/requests/FD-0001/history"))
    assert WHY in kept
    assert "Appeal the denial, item 2" in kept
    assert client.post("/requests/FD-0001/take-back", data=back).status_code == 404
    stale = client.post("/requests/FD-0001/take-back", data={**back, "seq": "2"})
    assert stale.status_code == 409


def test_a_date_counted_no_more_keeps_its_line_in_history(site: Site, client: FlaskClient) -> None:
    put(client, day="2026-11-30")
    whole = {"kind": "released", "dated": "2026-11-02", "received": "2026-11-02", "part": "whole"}
    again = {**whole, "items": [2], "replaces": "e4", "id": "e5"}
    with site.database.writing() as session:
        request = find_request(session, site.keeper, "FD-0001")
        add(session, site.keeper, request, again, site.clock())
    assert client.get(APPEAL).status_code == 404
    says = read(client.get("/requests/FD-0001/history"))
    assert f"A date that is counted no more: {WHY}" in says
