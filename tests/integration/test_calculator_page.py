"""The calculator: a case that stands in the address alone, and every date the law sets for it."""

import html
import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from foil.cli import main
from foil.model.tables import Event, Request
from foil.web.calculating import OFFERED
from tests.integration.site import Site, site

__all__ = ["site"]

DENIED = "e1-kind=denied&e1-paper1-dated=2026-11-02&e1-paper1-received=2026-11-05"
FORGED = (
    "e1-kind=moon&e2-kind=denied&e2-paper1-received=2026-11-05&e0-kind=sent&e2-x=1&ex-kind=sent"
)


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text.replace("\u00a0", " ")).split())


def test_it_says_that_nothing_is_saved_and_where_to_begin(site: Site) -> None:
    page = said(site.client(site.keeper).get("/calculator").text)
    assert "Nothing is saved" in page
    assert "Say what happened and on which day" in page


def test_a_denial_shows_its_appeal_with_chip_reasons_and_count(site: Site) -> None:
    text = (
        site.client(site.keeper).get(f"/calculator?agency=nypd&{DENIED}&e1-appeal_notice=yes").text
    )
    page = said(text)
    assert (
        "Appeal the denial 10 days left Wednesday, December 2, 2026 last day Monday, December 7"
        in page
    )
    assert "Denied, counted from the day it was received: Thursday, November 5, 2026" in page
    assert text.count('class="day counted"') == 30
    assert "43 RCNY 1-06(b)" in page


def test_a_trap_and_an_extension_are_said(site: Site) -> None:
    case = (
        "e1-kind=acknowledged&e1-paper1-received=2026-10-05&e2-kind=extended"
        "&e2-paper1-received=2026-10-20&e2-promised=date&e2-promised-date=2026-11-20"
        "&e3-kind=closed&e3-paper1-received=2026-11-02&e3-as=no_answer"
    )
    page = said(site.client(site.keeper).get(f"/calculator?{case}&as_of=2026-11-03").text)
    assert "Take care. “Closed” is a denial here" in page
    assert "extension, " in page
    assert "date certain" in page


def test_nothing_is_saved(site: Site) -> None:
    site.client(site.keeper).get(f"/calculator?{DENIED}")
    with site.database.reading() as session:
        for table in (Request, Event):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_the_day_it_is_asked_for_may_be_another(site: Site) -> None:
    client = site.client(site.keeper)
    page = said(client.get(f"/calculator?agency=nypd&{DENIED}&as_of=2026-12-08").text)
    assert "The case on December 8, 2026" in page
    assert "Right lost" in page


@pytest.mark.parametrize(
    ("case", "field", "says"),
    [
        ("e1-kind=denied&e1-paper1-received=11/31/2026", "e1-paper1-received", "is not a date"),
        ("e1-kind=received&e1-on=2026-10-19&e1-time=25:00", "e1-time", "is not a time"),
        (f"{DENIED}&items=x", "items", "is not a whole number"),
        (f"{DENIED}&items=900", "items", "Say how many items were asked for, 1 to 50"),
        (f"{DENIED}&agency=moon", "agency", "There is no such agency in the list"),
        (f"{DENIED}&agency=panynj", "agency", "no date is computed"),
        (f"{DENIED}&calendar=lunar", "calendar", "There is no such calendar"),
        (f"{DENIED}&as_of=tomorrow", "as_of", "“tomorrow” is not a date"),
        (f"{DENIED}&as_of=9999-12-31", "as_of", "Choose a day from 1900 to 2199"),
        (f"{DENIED}&e1-scope=most", "e1-scope", "is not one of whole, part"),
        ("e1-kind=sued&e1-on=1400-01-01", "e1-on", "is not in the years counted"),
        (f"{DENIED}&e1-items=7", "", "item 7 is not among the items"),
        (
            "e1-kind=extended&e1-paper1-received=2026-10-20&e1-promised=days",
            "e1-promised-days",
            "Give it as the letter has it",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_answered_beside_its_field(
    site: Site, case: str, field: str, says: str
) -> None:
    answer = site.client(site.keeper).get(f"/calculator?{case}")
    assert answer.status_code == 422
    assert says in said(html.unescape(answer.text))
    assert not field or f'id="{field}-error"' in answer.text
    assert "has to be mended first" in answer.text


def test_a_form_sent_with_empty_fields_gets_a_short_address(site: Site) -> None:
    client = site.client(site.keeper)
    sent = f"agency=&calendar=gcl-24&as_of=&items=&{DENIED}&e1-paper1-postmarked=&e1-grounds=&add="
    answer = client.get(f"/calculator?{sent}")
    assert answer.status_code == 303
    kept = parse_qsl(urlsplit(answer.location).query)
    assert kept == [
        ("calendar", "gcl-24"),
        ("e1-kind", "denied"),
        ("e1-paper1-dated", "2026-11-02"),
        ("e1-paper1-received", "2026-11-05"),
    ]
    assert client.get(answer.location).status_code == 200


def test_a_happening_is_added_and_dropped_without_script(site: Site) -> None:
    client = site.client(site.keeper)
    added = client.get(f"/calculator?{DENIED}&add=no_records").location
    assert "e2-kind=no_records&e2-appeal_notice=yes" in added
    assert added.endswith("#e2")
    page = said(client.get(added).text)
    assert "Not counted yet: give its day." in page
    assert "Appeal the denial" in page
    dropped = client.get(f"/calculator?{DENIED}&e2-kind=sent&e2-on=2026-11-01&drop=1").location
    assert parse_qsl(urlsplit(dropped).query) == [("e1-kind", "sent"), ("e1-on", "2026-11-01")]


def test_every_kind_offered_can_be_added_and_given_a_day(site: Site) -> None:
    client = site.client(site.keeper)
    for kind, form in OFFERED.items():
        name = "paper1-received" if form.papers else "on"
        answer = client.get(f"/calculator?e1-kind={kind}&e1-{name}=2026-10-19")
        assert answer.status_code == 200, kind
        assert "The case on November 22, 2026" in answer.text, kind


def test_what_is_forged_in_an_address_is_left_alone(site: Site) -> None:
    answer = site.client(site.keeper).get(f"/calculator?{FORGED}")
    assert answer.status_code == 200
    assert "Appeal the denial" in answer.text


def test_the_facts_copied_give_the_same_dates_by_foil_clock(site: Site) -> None:
    case = (
        f"agency=nypd&items=2&{DENIED}&e1-items=2&e2-kind=received&e2-on=2026-10-19"
        "&e2-time=10:42+am&e3-kind=tolled&e3-on=2026-11-30&e3-from=2026-11-16&e3-to=2026-11-20"
        "&e3-clocks=appeal&e3-clocks=pay"
    )
    text = site.client(site.keeper).get(f"/calculator?{case}&as_of=2026-11-22").text
    copied = re.search(r'id="facts-text"[^>]*>(.*?)</pre>', text, re.DOTALL)
    assert copied
    facts = html.unescape(copied[1])
    ran = CliRunner().invoke(main, ["clock", "-", "--as-of", "2026-11-22", "--json"], input=facts)
    clocks: list[dict[str, Any]] = json.loads(ran.stdout)["clocks"]
    appeal = next(clock for clock in clocks if clock["stake"] == "final")
    assert appeal["due"] == "2026-12-10"
    assert "last day Thursday, December 10" in said(text)


def test_items_are_asked_for_where_there_are_several(site: Site) -> None:
    page = said(site.client(site.keeper).get(f"/calculator?items=2&{DENIED}&e1-items=2").text)
    assert "Which items it is about" in page
    assert "Appeal the denial, item 2" in page
    assert "Item 1: draft ; Item 2: denied, appeal open" in page


def test_the_lines_of_an_order_stand_in_the_address_too(site: Site) -> None:
    line = "e1-dates1-who=agency&e1-dates1-what=Answer+the+petition&e1-dates1-on=2026-12-14"
    case = f"/calculator?items=2&e1-kind=ordered&e1-on=2026-11-20&{line}"
    client = site.client(site.keeper)
    page = said(client.get(f"{case}&e1-dates1-items=2").text)
    assert "Court date: Answer the petition, item 2" in page
    wrong = client.get(f"{case}&e1-dates2-what=Reply")
    assert wrong.status_code == 422
    assert 'href="#e1-dates2-who"' in wrong.text
