"""Building an appeal: what fits is ticked, what is left out is kept with its reason, and the letter
holds what the rules ask for."""

import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from foil.archive.store import Folder
from foil.letters.plain import text
from foil.model.tables import DocumentOpening, Letter, LetterExhibit, NotAppealed, Request
from foil.model.visibility import find_request
from foil.operations import documents, letter_drafts, requests
from foil.operations.appeals import PROBLEM
from foil.operations.events import record
from foil.operations.requests import Asked, Particulars
from tests.integration.site import NOW, Site, close, open_site

SENT = ({"kind": "sent", "on": "2026-10-19", "by": "portal"},
        {"kind": "received", "on": "2026-10-19"},
        {"kind": "acknowledged", "dated": "2026-10-23", "received": "2026-10-23"})  # fmt: skip
NYPD = {
    "kind": "denied", "dated": "2026-11-02", "received": "2026-11-05", "items": [1, 2],
    "exemptions": ["87(2)(e)(iv)", "87(2)(f)", "87(2)(g)(iii)"], "appeal_notice": True,
}  # fmt: skip
NONE = {"kind": "no_records", "dated": "2026-11-10", "received": "2026-11-12", "items": [3]}
PART = {**NYPD, "items": [1], "scope": "part", "exemptions": ["87(2)(d)"]}
OLD = {**NYPD, "dated": "2026-09-01", "received": "2026-09-01"}
EARLY = tuple({**each, "on": "2026-08-03"} for each in SENT[:2])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = open_site(tmp_path_factory.mktemp("appeals"))
    ask(site, *SENT, NYPD, NONE, papers={"e4": "Denial.pdf", "e3": "Receipt.pdf", "": "Bill.pdf"})
    ask(site, *SENT, PART)
    ask(site, *SENT, {**NONE, "items": [1]})
    ask(site, *EARLY, OLD)
    ask(site, *SENT)
    ask(site, *SENT, {**NYPD, "exemptions": [], "grounds": ["too broad"]}, agency="coog")
    yield site
    close(site)


def ask(
    site: Site,
    *happened: dict[str, Any],
    papers: dict[str, str] | None = None,
    agency: str = "nypd",
) -> None:
    """A request on facial recognition with three items, what happened to it, and its documents."""
    asked = [
        Asked("Contracts with the vendors, 2019 to 2026.", "contracts"),
        Asked("Accuracy tests, 2019 to 2026.", "accuracy-and-bias"),
        Asked("E-mail with vendors, 2026.", "vendor-email"),
    ]
    with site.database.writing() as session:
        told = Particulars(agency, "facial-recognition", "Facial recognition")
        row = requests.draft(site.keeper, session, told, asked, now=NOW)
        for facts in happened:
            record(site.keeper, session, row, facts, seq=row.head_seq, now=NOW, sure=True)
        for event, name in (papers or {}).items():
            kept = Folder.of(site.settings).keep(io.BytesIO(name.encode()))
            documents.attach(site.keeper, session, row, kept, name, now=NOW, event=event or None)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def form(client: FlaskClient, number: str, of: str = "") -> MultiDict[str, str]:
    """What a browser would send from the page as it is drawn."""
    page = client.get(f"/requests/{number}/appeal", query_string={"of": of}).text
    found: MultiDict[str, str] = MultiDict()
    inside = page[page.index('<form method="post" action="/requests/') :]
    for tag in re.findall(r"<input [^>]*>", inside[: inside.index("</form>")]):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        boxed = told.get("type") in ("checkbox", "radio")
        if "name" in told and (not boxed or tag.endswith(" checked>")):
            found.add(told["name"], told.get("value", ""))
    return found


def write(client: FlaskClient, number: str, *, of: str = "", **more: Any) -> TestResponse:
    """Press “Write the appeal” with the page as drawn but for `more`."""
    told = form(client, number, of)
    for name, value in more.items():
        told.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return client.post(f"/requests/{number}/appeal", data=told)


def letter_of(site: Site, answer: TestResponse) -> tuple[Letter, str]:
    """The letter it went to, and how it reads on one line."""
    assert answer.status_code == 303, answer.text
    with site.database.reading() as session:
        row = session.get_one(Letter, int(answer.headers["Location"].rpartition("/")[2]))
        request = session.get_one(Request, row.request_id)
        day = date(2026, 11, 22)
        made = letter_drafts.drawn(session, request, letter_drafts.draft_of(row), day)
        assert made.letter is not None
        assert made.needs == ()
        return row, " ".join(text(made.letter).split())


def test_a_denial_becomes_an_appeal_with_an_answer_to_each_ground(
    site: Site, client: FlaskClient
) -> None:
    row, said = letter_of(site, write(client, "FD-0001"))
    assert row.kind == "appeal_denial"
    for ground in ("87(2)(E)(IV): INV", "87(2)(F): LIFE", "87(2)(G): INTER"):
        assert f"SECTION {ground}" in said
    assert "Conclusory claims do not suffice" in said
    assert "whose safety is meant" in said
    assert "Fink" not in said
    assert "WHAT IS PUBLIC ALREADY" in said


@pytest.mark.parametrize(
    "must",
    [
        "Records Access Appeals Officer New York City Police Department One Police Plaza",
        "The Records Access Officer denied it by a letter dated November 2, 2026",
        "Freedom of Information Law request of October 19, 2026",
        "I sent the request to the Department’s records access officer through NYC OpenRecords",
        "Item 1. Contracts with the vendors, 2019 to 2026.",
        "Item 2. Accuracy tests, 2019 to 2026.",
        "which I received on November 5, 2026; the time to appeal runs through December 7, 2026",
    ],
)
def test_it_holds_what_the_rules_ask_of_an_appeal(
    site: Site, client: FlaskClient, must: str
) -> None:
    """43 RCNY 1-06(b): to the appeals officer, in writing, who denied, the date of the request and
    of the denial, the records; 9 NYCRR 483.7: the date and place of the request, the records. The
    name and return address are the letterhead's."""
    _, said = letter_of(site, write(client, "FD-0001"))
    assert must in said


def test_the_exhibits_are_lettered_as_they_are_cited_and_kept_beside_the_letter(
    site: Site, client: FlaskClient
) -> None:
    row, said = letter_of(site, write(client, "FD-0001", exhibit=["1", "2", "3"]))
    assert "dated November 2, 2026 (Exhibit A)" in said
    assert "acknowledged in writing (Exhibit B)" in said
    assert "I also attach: - Exhibit C: Bill.pdf" in said
    with site.database.reading() as session:
        wanted = select(LetterExhibit).where(LetterExhibit.letter_id == row.id)
        kept = session.scalars(wanted.order_by(LetterExhibit.place)).all()
        assert [each.name for each in kept] == [
            "The denial of November 2, 2026", "The acknowledgment of October 23, 2026", "Bill.pdf",
        ]  # fmt: skip


def test_an_item_of_another_denial_stands_with_its_own_last_day(client: FlaskClient) -> None:
    page = client.get("/requests/FD-0001/appeal").text
    assert "Appeal by Wednesday, December 2 (last day Monday, December 7)." in page
    assert "Appeal by Thursday, December 10 (last day Monday, December 14)." in page
    told = form(client, "FD-0001")
    assert (told["item-e4.1"], told["item-e5.3"]) == ("in", "later")


def test_what_is_left_out_is_not_in_the_appeal_and_its_reason_is_kept(
    site: Site, client: FlaskClient
) -> None:
    _, said = letter_of(
        site, write(client, "FD-0001", **{"item__e5.3": "leave", "why__e5.3": "Asked anew."})
    )
    assert "Item 3" not in said
    page = client.get("/requests/FD-0001/appeal").text
    assert "Left by Staff attorney on" in page
    assert "Asked anew." in page
    row = "Left out of any appeal: item 3: Asked anew; the right to appeal ends Monday, December 14"
    today, timeline = client.get("/").text, client.get("/requests/FD-0001").text
    assert row in today
    assert today.count("Left out of any appeal") == 1  # the other denial leaves nothing out
    assert "See what is left" in today
    assert timeline.count("Asked anew.") == 2  # with the denial, and with the item
    assert "The right to appeal ends Monday, December 14, 2026." in timeline
    assert form(client, "FD-0001")["item-e5.3"] == "leave"
    letter_of(site, write(client, "FD-0001", **{"item__e5.3": "later"}))
    with site.database.reading() as session:
        (row,) = session.scalars(select(NotAppealed)).all()
        assert (row.denial, row.item, row.why) == ("e5", 3, "Asked anew.")
        assert row.ended_by == site.keeper.id
    assert "Asked anew." not in client.get("/").text + client.get("/requests/FD-0001").text


def test_an_item_left_without_a_reason_comes_back_filled(client: FlaskClient) -> None:
    answer = write(client, "FD-0001", officer="The FOIL Unit", **{"item__e4.2": "leave"})
    assert answer.status_code == 422
    assert PROBLEM in answer.text
    assert 'href="#why-e4.2"' in answer.text
    assert 'value="The FOIL Unit"' in answer.text


def test_an_item_of_another_denial_can_be_appealed_too(site: Site, client: FlaskClient) -> None:
    _, said = letter_of(site, write(client, "FD-0001", **{"item__e5.3": "in"}))
    assert "denied items 1 and 2 by a letter dated November 2, 2026" in said
    assert "answered that no record was found for item 3 by a letter dated November 10" in said
    assert "the time to appeal from it runs through December 14, 2026" in said


def test_started_from_the_other_denial_it_is_about_that_one(
    site: Site, client: FlaskClient
) -> None:
    row, said = letter_of(site, write(client, "FD-0001", of="e5"))
    assert row.kind == "appeal_no_records"
    assert "Item 3" in said
    assert "Item 1" not in said


def test_nothing_ticked_is_a_sentence(client: FlaskClient) -> None:
    answer = write(client, "FD-0002", **{"item__e4.1": "later"})
    assert answer.status_code == 422
    assert "Choose at least one item to appeal." in answer.text


def test_redactions_stand_in_a_table_row_by_row(site: Site, client: FlaskClient) -> None:
    rows = {"page__1": "Page 3", "what__1": "unit price", "claimed__1": "87(2)(d)",
            "reply__1": "a price paid with public money"}  # fmt: skip
    row, said = letter_of(site, write(client, "FD-0002", **rows))
    assert row.kind == "appeal_partial"
    assert re.search(r"Page 3.*unit price.*87\(2\)\(d\).*a price paid with public money", said)
    _, bare = letter_of(site, write(client, "FD-0002"))
    assert "the portions withheld" in bare


def test_more_rows_and_more_grounds_come_without_losing_what_was_written(
    client: FlaskClient,
) -> None:
    told = form(client, "FD-0002")
    told["page-1"], told["look"], told["add"] = "Page <3>", "rows", "87(2)(b)"
    page = client.post("/requests/FD-0002/appeal", data=told)
    assert page.status_code == 200
    assert 'value="Page &lt;3&gt;"' in page.text
    assert 'name="page-6"' in page.text
    assert "§ 87(2)(b)" in page.text
    assert 'name="rebut" value="87-2-b' in page.text


def test_no_records_asks_for_a_certification_and_says_what_shows_them(
    site: Site, client: FlaskClient
) -> None:
    told = {"evidence": "Checkbook NYC lists a purchase.", "not_searched": "The vendor’s portal."}
    row, said = letter_of(site, write(client, "FD-0003", **told))
    assert row.kind == "appeal_no_records"
    assert "The letter does neither." in said
    assert "Checkbook NYC lists a purchase." in said
    assert "The Department has published an impact and use policy" in said


def test_an_appeal_past_its_date_is_warned_of_and_can_still_be_written(
    site: Site, client: FlaskClient
) -> None:
    page = client.get("/requests/FD-0004/appeal").text
    assert "Past its date." in page
    assert "/requests/FD-0004/appeal" in client.get("/requests/FD-0004/letters").text
    row, _ = letter_of(site, write(client, "FD-0004"))
    assert row.kind == "appeal_denial"


LETTER = """Dear Counsel:

Items 1 and 2 are denied. Records of searches are exempt under § 87 (2) (f) because of a “threat”.
Disclosure would reveal techniques, POL 87(2)(e)(iv).

You may appeal within 30 days.
"""


def test_the_agencys_own_words_come_from_the_letter_on_file_as_somebody_ticks_them(
    site: Site, client: FlaskClient
) -> None:
    with site.database.writing() as session:
        row = find_request(session, site.keeper, "FD-0002")
        kept = Folder.of(site.settings).keep(io.BytesIO(LETTER.encode()))
        documents.attach(site.keeper, session, row, kept, "Denial.txt", now=NOW, event="e4")
    drawn = client.get("/requests/FD-0002/appeal").text
    assert "Choose them from the letter on file" in drawn
    assert "threat" not in drawn
    told = form(client, "FD-0002")
    page = client.post("/requests/FD-0002/appeal", data=told | {"look": "letter:e4"}).text
    ticks = re.findall(r'name="passage-e4" value="([^"]+)"', page)
    first, second = ticks[0], ticks[1]
    assert first.endswith("are denied.")
    assert form(client, "FD-0002")["quoted-e4"] == ""  # shown, and nothing put in
    told.setlist("passage-e4", [unescape(first), unescape(second)])
    told["look"] = "take"
    page = client.post("/requests/FD-0002/appeal", data=told).text
    (said,) = re.findall(r'name="quoted-e4" value="([^"]*)"', page)
    assert said.endswith("are denied. Records of searches are exempt under § 87 (2) (f) because "
                         "of a ‘threat’.")  # fmt: skip
    with site.database.reading() as session:
        assert session.scalars(select(DocumentOpening.person_id)).all() == [site.keeper.id]


def test_where_nothing_was_denied_the_page_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/requests/FD-0005/appeal")
    assert page.status_code == 200
    assert "Nothing that was denied in words waits for an appeal." in page.text
    assert client.post("/requests/FD-0005/appeal", data={}).status_code == 422


def test_a_refusal_that_is_no_exemption_is_answered_in_ones_own_words(
    site: Site, client: FlaskClient
) -> None:
    told = {"own__other-too-broad": "Item 1 names one class of file."}
    _, said = letter_of(site, write(client, "FD-0006", **told))
    assert "TOO BROAD Item 1 names one class of file." in said


def test_adverse_authority_is_warned_of_by_the_agencys_county(client: FlaskClient) -> None:
    page = re.sub(r"</?a\b[^>]*>", "", client.get("/requests/FD-0001/appeal").text)
    page = " ".join(page.split())
    assert "binds in New York County</span> <cite>Grabell (1st Dept 2016)</cite>" in page
    assert "does not bind in New York County</span> <cite>AALDEF" in page


def test_what_nobody_has_read_is_a_reading_list(client: FlaskClient) -> None:
    page = client.get("/requests/FD-0001/appeal").text
    listed = page[page.index('id="reading-list"') :]
    assert "Fink (Ct App 1979)" in listed
    assert 'href="/law/authorities/case-fink"' in listed
    assert "Gould (Ct App 1996)" not in listed


def test_written_again_it_is_the_same_draft_with_what_was_changed_by_hand(
    site: Site, client: FlaskClient
) -> None:
    first, _ = letter_of(site, write(client, "FD-0001"))
    again, said = letter_of(site, write(client, "FD-0001", rebut=["87-2-f.whose-safety"]))
    assert again.id == first.id
    assert "Conclusory claims" not in said


def test_the_days_row_leads_to_it(site: Site, client: FlaskClient) -> None:
    assert 'href="/requests/FD-0001/appeal?of=e4"' in client.get("/").text
    assert 'href="/requests/FD-0001/appeal"' in client.get("/requests/FD-0001").text


def test_it_belongs_to_whoever_may_see_the_request(site: Site) -> None:
    with site.database.writing() as session:
        row = find_request(session, site.keeper, "FD-0005")
        row.private = True
    outsider = site.client(site.add("outsider"))
    assert outsider.get("/requests/FD-0005/appeal").status_code == 404
    assert outsider.post("/requests/FD-0005/appeal", data={}).status_code == 404
