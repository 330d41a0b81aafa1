"""Rule choices, the calendar and an agency's corrections: what is in force, what would move, agreed
to with a reason; a member reads and does not change."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from foil.insight.basis import basis
from foil.law.choices import CHOICES
from foil.model.tables import Decision
from foil.operations import agencies, matters, rules
from foil.operations.recount import recount_all
from foil.web.calendar import kept
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site
from tests.integration.test_moved_page import said

__all__ = ["site"]

SNOW = date(2026, 11, 9)
LETTER = "/office/rules/appeal_from?to=letter"


def denied(site: Site, **how: object) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED, **how)


def form_of(client: FlaskClient, address: str) -> tuple[str, dict[str, str]]:
    """Where the preview's form goes, and what it carries."""
    page = client.get(address).text
    action = re.search(r'<form method="post" action="(/(?:office|agencies)[^"]+)"', page)
    assert action, page
    return action[1], dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def decided(site: Site) -> int:
    with site.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Decision)) or 0


def test_every_choice_is_there_with_its_options_and_what_is_in_force(site: Site) -> None:
    page = said(site.client(site.keeper).get("/office/rules").text)
    for choice in CHOICES.values():
        assert choice.asks in page
        for option in choice.options:
            assert option.says in page
            assert option.department in page
    assert page.count("in force") == len(CHOICES)
    assert "Nothing has been decided yet" in page


def test_agreeing_goes_through_what_would_move(site: Site) -> None:
    denied(site)
    client = site.client(site.keeper)
    page = said(client.get(LETTER).text)
    assert "1 date of 1 request would move." in page
    assert "Counted both ways: 1 request with open dates it could touch." in page
    assert "Appeal the denial last day was Mon, Dec 7 → , now Wed, Dec 2" in page
    assert "Now By each agency’s own rule. Then From the date of the denial." in page
    assert decided(site) == 0
    action, carried = form_of(client, LETTER)
    answer = client.post(action, data=carried)
    assert answer.status_code == 422
    assert "Say why, so that whoever asks in a year can read it." in answer.text
    assert decided(site) == 0
    answer = client.post(action, data={**carried, "reason": "The First Department reads it so"})
    assert answer.status_code == 303
    page = said(client.get("/office/rules").text)
    assert "Chosen by Staff attorney" in page
    assert "“The First Department reads it so”" in page
    recount_all(site.database, lambda: NOW)
    moved = said(client.get("/moved").text)
    assert "Rule choice: From which day do the thirty days to appeal run?" in moved
    assert "The First Department reads it so" in moved
    assert "last day was Mon, Dec 7 → , now Wed, Dec 2" in moved
    beside = said(client.get("/requests/FD-0001/clock").text)
    assert "rule choice for the appeal from a denial in words" in beside


def test_going_back_to_the_default_is_a_decision_like_any_other(site: Site) -> None:
    client = site.client(site.keeper)
    with site.database.writing() as session:
        rules.choose(site.keeper, session, "appeal_from", "letter", "Safer", now=NOW)
    action, carried = form_of(client, "/office/rules/appeal_from?to=")
    assert carried["was"] == "=letter"
    assert client.post(action, data={**carried, "reason": "Each to its own"}).status_code == 303
    with site.database.reading() as session:
        assert dict(basis(session).choices) == {}


def test_what_somebody_else_decided_meanwhile_is_not_run_over(site: Site) -> None:
    client = site.client(site.keeper)
    action, carried = form_of(client, LETTER)
    with site.database.writing() as session:
        rules.choose(site.keeper, session, "appeal_from", "postmark", "Stamped", now=NOW)
    answer = client.post(action, data={**carried, "reason": "Safer"})
    assert answer.status_code == 409
    assert "Somebody has changed this meanwhile." in answer.text
    assert "From the postmark." in answer.text
    assert decided(site) == 1


def test_what_is_so_already_has_nothing_to_agree_to(site: Site) -> None:
    page = said(site.client(site.keeper).get("/office/rules/receipt?to=agency").text)
    assert "Nothing moves." in page
    assert "It is so already." in page
    assert "Agree" not in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/office/rules/nothing?to=x", 404),
        ("/office/rules/receipt?to=never", 422),
        ("/office/calendar/closing?day=soon&words=Snow", 422),
        ("/office/calendar/closing?day=0001-01-01&words=Snow", 422),
        ("/office/calendar/closing?day=2026-11-09&words=", 422),
        ("/office/calendar/closing?day=2026-11-09&words=Snow&agency=x", 422),
        ("/office/calendar/2026-11-09/open", 404),
        ("/office/calendar/soon/open", 404),
        ("/office/calendar?year=1066", 422),
        ("/office/calendar?year=soon", 422),
        ("/agencies/nypd/correct?field=slug&value=x", 422),
        ("/agencies/nypd/correct?field=short&value=", 422),
        ("/agencies/nypd/correct?field=appeal_from&value=never", 422),
        ("/agencies/nypd/correct?field=own_rules&value=never", 422),
        ("/agencies/nypd/correct?field=short&withdraw=yes", 404),
    ],
)
def test_bad_input_is_a_sentence(site: Site, address: str, status: int) -> None:
    answer = site.client(site.keeper).get(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_closing_form_comes_back_filled(site: Site) -> None:
    client = site.client(site.keeper)
    page = client.get("/office/calendar/closing?day=soon&words=Snow&source=Order&agency=nypd").text
    assert "That is not a date." in page
    assert 'value="Snow"' in page
    assert 'value="Order"' in page
    assert re.search(r'<option value="nypd" selected>', page)


def test_a_closing_is_noted_and_taken_out_again(site: Site) -> None:
    denied(site)
    client = site.client(site.keeper)
    address = "/office/calendar/closing?day=11/09/2026&words=Snow&source=Executive+Order+7"
    page = said(client.get(address).text)
    assert "1 date of 1 request would move." in page
    assert "due was Tue, Nov 24 → , now Wed, Nov 25" in page
    action, carried = form_of(client, address)
    assert client.post(action, data=carried).status_code == 303
    page = said(client.get("/office/calendar").text)
    assert "Monday, November 9, 2026 Snow Every office Executive Order 7" in page
    recount_all(site.database, lambda: NOW)
    action, carried = form_of(client, "/office/calendar/2026-11-09/open")
    assert client.post(action, data=carried).status_code == 422
    assert client.post(action, data={**carried, "reason": "It was open"}).status_code == 303
    page = said(client.get("/office/calendar").text)
    assert "No closing is noted" in page
    assert "It was open" in page


def test_a_closing_of_one_agency_only_widens(site: Site) -> None:
    denied(site)
    client = site.client(site.keeper)
    address = "/office/calendar/closing?day=2026-11-09&words=Flood&agency=nypd"
    page = said(client.get(address).text)
    assert "late after was" in page
    assert "due was" not in page
    action, carried = form_of(client, address)
    assert client.post(action, data=carried).status_code == 303
    page = said(client.get("/office/calendar").text)
    assert "New York City Police Department" in page
    assert client.get("/office/calendar/2026-11-09/open").status_code == 404
    action, carried = form_of(client, "/office/calendar/2026-11-09/open?agency=nypd")
    assert client.post(action, data={**carried, "reason": "Dry"}).status_code == 303


def test_the_four_calendars_stand_side_by_side(site: Site) -> None:
    page = said(site.client(site.keeper).get("/office/calendar?year=2027").text)
    assert "Holidays of 2027" in page
    assert "Computed by rule to the end of 2199" in page
    by_day = {each.day: each.names for each in kept(2027)}
    assert by_day[date(2027, 2, 12)] == (
        "Lincoln’s Birthday", None, None, "Lincoln’s Birthday",
    )  # fmt: skip
    assert by_day[date(2027, 6, 18)] == (None, "Juneteenth", None, None)
    assert date(2027, 3, 1) not in by_day


def test_an_agency_is_corrected_and_goes_back_to_what_was_shipped(site: Site) -> None:
    denied(site)
    client = site.client(site.keeper)
    assert "Correct how we count it" in client.get("/agencies/nypd").text
    address = "/agencies/nypd/correct?field=appeal_from&value=letter"
    page = said(client.get(address).text)
    assert "last day was Mon, Dec 7 → , now Wed, Dec 2" in page
    action, carried = form_of(client, address)
    assert client.post(action, data={**carried, "reason": "Its letters say so"}).status_code == 303
    page = said(client.get("/agencies/nypd").text)
    assert (
        "From the date of the denial. ours Shipped: From the day the denial was received." in page
    )
    assert "Its letters say so" in page
    recount_all(site.database, lambda: NOW)
    assert "New York City Police Department: day an appeal is counted from" in said(
        client.get("/moved").text
    )
    action, carried = form_of(client, "/agencies/nypd/correct?field=appeal_from&withdraw=yes")
    assert client.post(action, data={**carried, "reason": "They changed"}).status_code == 303
    page = said(client.get("/agencies/nypd").text)
    assert "ours" not in page.partition("How its days count")[2].partition("Corrected so far")[0]


def test_regulations_are_laid_over_an_agency(site: Site) -> None:
    client = site.client(site.keeper)
    address = (
        "/agencies/dss-hra/correct?field=own_rules&value=nycrr-18-340&value=nycrr-21-8000&value="
    )
    action, carried = form_of(client, address)
    assert carried["value"] == "nycrr-18-340 nycrr-21-8000"
    assert client.post(action, data={**carried, "reason": "By letter"}).status_code == 303
    page = client.get("/agencies/dss-hra/correct").text
    assert re.search(r'value="nycrr-18-340" checked', page)
    assert not re.search(r'value="nycrr-9-8201" checked', page)
    assert "18 NYCRR 340.9(b)" in said(client.get("/agencies/dss-hra").text)


def test_a_corrected_field_says_when_what_is_shipped_has_changed(site: Site) -> None:
    with site.database.writing() as session:
        row = agencies.correct(site.keeper, session, "nypd", "short", "The Police", "Ours", now=NOW)
        row.shipped = "N.Y.P.D."
    page = said(site.client(site.keeper).get("/agencies/nypd").text)
    assert "The Police ours Shipped: NYPD changed since" in page


def test_a_member_reads_and_does_not_change(site: Site) -> None:
    with site.database.writing() as session:
        rules.add_closing(site.keeper, session, SNOW, "Snow", now=NOW)
    member = site.client(site.add("paralegal"))
    for address, sentence in (
        ("/office/rules", "Only an administrator changes how days are counted"),
        ("/office/calendar", "Only an administrator changes how days are counted"),
        ("/agencies/nypd", "Only an administrator corrects an agency."),
    ):
        page = member.get(address).text
        assert sentence in page
        assert "See what would move" not in page
        assert "Take it out" not in page
        assert "Note a closing" not in page
    for address in (LETTER, "/office/calendar/closing", "/office/calendar/2026-11-09/open",
                    "/agencies/nypd/correct"):  # fmt: skip
        assert member.get(address).status_code == 403
        assert member.post(address).status_code == 403


def test_an_administrator_sees_how_many_dates_of_others_would_move_and_no_title(
    site: Site,
) -> None:
    with site.database.writing() as session:
        matter = matters.open_matter(site.keeper, session, "Canary", now=NOW).id
    denied(site, matter_id=matter, title="Canary contracts")
    denied(site, title="Open contracts")
    page = site.client(site.add("outsider", "administrator")).get(LETTER).text
    assert "1 date would move, and 1 date in matters you do not see." in said(page)
    assert "anary" not in page
    assert "Open contracts" in page


def test_an_agency_under_another_law_has_nothing_to_correct(site: Site) -> None:
    client = site.client(site.keeper)
    page = said(client.get("/agencies/panynj").text)
    assert "Under its own law; no date is computed." in page
    assert client.get("/agencies/panynj/correct").status_code in (400, 404, 422)
