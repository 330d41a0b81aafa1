"""The composer's pages without a browser: forms that come back filled, suggestions, the seal."""

import hashlib
import io
import json
import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from foil.model.tables import Document, Letter, Office, Person
from foil.operations.authority_readings import record_reading
from foil.operations.sealing import sealed_of
from tests.integration.site import NOW, Site, site

__all__ = ["site"]  # a fixture

BEGUN = {
    "agency": "nypd",
    "technology": "facial-recognition",
    "since": "2019-01-01",
    "until": "2026-11-22",
}


class Fields(HTMLParser):
    """What a browser would send of the page's form."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.inside = self.choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        ticked = told.get("type") not in ("checkbox", "radio", "file") or "checked" in told
        if tag == "input" and told.get("name") and ticked:
            self.sent.append((told["name"], told.get("value", "")))
        elif tag == "textarea" and told.get("name"):
            self.inside = told["name"]
            self.sent.append((self.inside, ""))
        elif tag == "select":
            self.choosing = told["name"]
        elif tag == "option" and "selected" in told:
            self.sent.append((self.choosing, told["value"]))

    def handle_data(self, data: str) -> None:
        if self.inside:
            name, so_far = self.sent[-1]
            self.sent[-1] = (name, so_far + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.inside:
            name, so_far = self.sent[-1]
            self.sent[-1] = (name, so_far.removeprefix("\n"))
            self.inside = ""


def form(page: str) -> MultiDict[str, str]:
    """The page's form as it stands."""
    fields = Fields()
    fields.feed(page)
    return MultiDict(fields.sent)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


@pytest.fixture
def letter(client: FlaskClient) -> str:
    """The address of a new draft."""
    answer = client.post("/new", data=BEGUN)
    assert answer.status_code == 303
    assert answer.location
    return answer.location


def saved(client: FlaskClient, letter: str, **changed: str | list[str]) -> str:
    """Save the draft with fields changed; the page then."""
    sent = form(client.get(letter).text)
    for name, value in changed.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    answer = client.post(letter, data=sent)
    assert answer.status_code == 303
    return client.get(letter).text


def numbers(page: str) -> list[str]:
    """The items' headings in the order of the form."""
    return [each.split("<")[0] for each in page.split('<div class="row"><strong>')[1:]]


def test_a_new_request_asks_for_what_is_missing_and_keeps_the_rest(client: FlaskClient) -> None:
    answer = client.post("/new", data={"agency": "nypd", "since": "soon"})
    assert answer.status_code == 422
    assert "Choose a technology." in answer.text
    assert "“soon” is not a date" in answer.text
    assert '<option value="nypd" selected>' in answer.text


def test_an_address_may_name_the_agency_and_the_technology(client: FlaskClient) -> None:
    page = client.get("/new?agency=nysp&technology=shotspotter").text
    assert '<option value="nysp" selected>' in page
    assert '<option value="shotspotter" selected>' in page


def test_what_is_written_comes_back_as_it_was(client: FlaskClient, letter: str) -> None:
    before, after = form(client.get(letter).text), form(saved(client, letter))
    for each in (before, after):
        del each["version"], each["tab"], each["csrf_token"]
    assert after == before


def test_a_field_that_cannot_be_read_comes_back_with_its_sentence(
    client: FlaskClient, letter: str
) -> None:
    sent = form(client.get(letter).text)
    sent["fee"], sent["since"], sent["working_title"] = "a little", "soon", "Ours"
    answer = client.post(letter, data=sent)
    assert answer.status_code == 422
    assert "Give whole dollars, as $25." in answer.text
    assert 'value="a little"' in answer.text
    assert 'value="soon"' in answer.text
    assert 'value="Ours"' in answer.text


def test_days_in_the_wrong_order_are_said_and_nothing_is_lost(
    client: FlaskClient, letter: str
) -> None:
    sent = form(client.get(letter).text)
    sent["since-contracts"], sent["working_title"] = "2027-01-01", "Ours"
    answer = client.post(letter, data=sent)
    assert answer.status_code == 422
    assert "The first day comes after the last" in answer.text
    assert 'value="Ours"' in answer.text


def test_ticking_a_kind_of_record_adds_an_item_and_unticking_takes_it_out(
    client: FlaskClient, letter: str
) -> None:
    page = saved(client, letter, records=["payments", "training"])
    assert numbers(page) == ["1. Payments", "2. Training"]


def test_items_move_and_ones_own_are_added_and_taken_out(client: FlaskClient, letter: str) -> None:
    assert numbers(saved(client, letter, do="up:payments"))[:2] == ["1. Payments", "2. Contracts"]
    assert numbers(saved(client, letter, do="down:payments"))[:2] == ["1. Contracts", "2. Payments"]
    assert numbers(saved(client, letter, do="add"))[-1] == "5. In your own words"
    page = saved(client, letter, **{"words-item:own1": "Minutes of 2025."})
    assert "Minutes of 2025.</li>" in page
    assert len(numbers(saved(client, letter, do="remove:own1"))) == 4


def test_the_requests_days_move_the_items_that_stood_on_them(
    client: FlaskClient, letter: str
) -> None:
    saved(client, letter, **{"since-payments": "2022-07-01"})
    sent = form(saved(client, letter, since="2020-01-01"))
    assert (sent["since-contracts"], sent["since-payments"]) == ("2020-01-01", "2022-07-01")


def test_another_technology_brings_its_own_vendors_and_words(
    client: FlaskClient, letter: str
) -> None:
    page = saved(client, letter, technology="shotspotter")
    sent = form(page)
    assert "Clearview" not in sent["words-item:contracts"]
    assert "ShotSpotter" in sent["words-item:contracts"]
    assert sent["public_title"] == "ShotSpotter gunshot detection records, 2019–2026"


def test_ones_own_title_stays(client: FlaskClient, letter: str) -> None:
    saved(client, letter, public_title="Contracts for face search")
    sent = form(saved(client, letter, technology="shotspotter"))
    assert sent["public_title"] == "Contracts for face search"


def test_ones_own_words_stay_and_are_marked_when_facts_change(
    client: FlaskClient, letter: str
) -> None:
    page = saved(client, letter, **{"words-fees": "## Fees\r\n\r\nAsk me first."})
    assert "Ask me first.</p>" in page
    assert "facts changed" not in page
    page = saved(client, letter, fee="$50")
    assert "Ask me first.</p>" in page
    assert "facts changed" in page
    page = saved(client, letter, use="words-gone-stale|fees")
    assert "no charge above <ins>$50</ins>" in page
    assert "facts changed" not in page


def test_a_suggestion_is_taken_by_its_button(client: FlaskClient, letter: str) -> None:
    page = saved(client, letter, **{"words-item:payments": "Any and all invoices of 2025."})
    assert "reads as too broad" in page
    page = saved(client, letter, use="any-and-all|item:payments")
    assert "<strong>Payments.</strong> All invoices of 2025." in page
    assert "reads as too broad" not in page


def test_typed_markup_comes_out_as_text(client: FlaskClient, letter: str) -> None:
    typed = "Records of {{ 7*7 }} <script>alert(1)</script> [a](http://example.org), 2025."
    page = saved(client, letter, **{"words-item:payments": typed, "working_title": "<b>x</b>"})
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert 'href="http://example.org' not in page


def test_marks_nobody_sees_are_left_out_of_what_is_pasted(client: FlaskClient, letter: str) -> None:
    typed = "Minutes\u200b of\u202e the board,\u00ad 2025.\x07"
    title = "Board\u202e minutes"
    page = saved(client, letter, **{"words-item:payments": typed, "public_title": title})
    assert "Minutes of the board, 2025." in page
    assert 'value="Board minutes"' in page


def test_two_pages_do_not_overwrite_each_other(client: FlaskClient, letter: str) -> None:
    one, two = (form(client.get(letter).text) for _ in range(2))
    one["fee"], two["fee"] = "$40", "$50"
    assert client.post(letter, data=one).status_code == 303
    answer = client.post(letter, data=two)
    assert answer.status_code == 409
    assert "saved from another page" in answer.text
    assert 'value="$50"' in answer.text
    assert form(client.get(letter).text)["fee"] == "$40"
    look = client.post(f"{letter}/keep", data=two)
    assert "Keep mine" in look.text
    two["mine"] = "2"
    assert client.post(letter, data=two).status_code == 303
    assert form(client.get(letter).text)["fee"] == "$50"


def test_a_pause_answers_in_pieces(client: FlaskClient, letter: str) -> None:
    sent = form(client.get(letter).text)
    sent["fee"] = "$40"
    look = client.post(f"{letter}/look", data=sent).text
    assert 'id="preview"' in look
    assert "<ins>$40</ins>" in look
    assert 'id="items"' not in look
    assert 'id="words-fees"' in look
    sent.add("records", "training")
    assert 'id="items"' in client.post(f"{letter}/look", data=sent).text


def test_the_words_a_box_was_drawn_with_may_be_left_out_where_it_has_them_still(
    client: FlaskClient, site: Site, letter: str
) -> None:
    sent = form(client.get(letter).text)
    sent["words-fees"] = "No charge, please."
    del sent["was-opening"]
    sent["as-drawn"] = "yes"
    look = client.post(f"{letter}/look", data=sent).text
    assert "No charge, please." in look
    assert 'id="words-opening"' not in look
    assert client.post(f"{letter}/keep", data=sent).status_code == 200
    with site.database.reading() as session:
        assert json.loads(session.scalars(select(Letter.blocks)).one()).keys() == {"fees"}


def test_a_letter_is_signed_by_name_and_title_over_the_offices_lines(
    client: FlaskClient, site: Site, letter: str
) -> None:
    assert "Sincerely,\n\nStaff attorney\nDefense unit\n" in client.get(f"{letter}/letter.txt").text
    with site.database.writing() as session:
        keeper = session.get_one(Person, site.keeper.id)
        keeper.title = "Supervisor"
        session.get_one(Office, 1).signature_block = "Digital unit\nSTAFF ATTORNEY"
    signed = "Sincerely,\n\nStaff attorney\nSupervisor\nDigital unit\n"
    assert signed in client.get(f"{letter}/letter.txt").text


@pytest.mark.parametrize(
    ("do", "place"),
    [("add", "#of-own1"), ("up:payments", "#of-payments"), ("remove:own9", "#items")],
)
def test_after_a_button_of_an_item_the_page_goes_on_at_that_item(
    client: FlaskClient, letter: str, do: str, place: str
) -> None:
    sent = form(client.get(letter).text)
    sent["do"] = do
    assert client.post(letter, data=sent).location == f"{letter}{place}"


def test_a_pause_says_what_kept_the_draft_from_being_saved(
    client: FlaskClient, letter: str
) -> None:
    sent = form(client.get(letter).text)
    sent["fee"] = "lots"
    assert (
        "Not saved yet: Give whole dollars, as $25."
        in client.post(f"{letter}/look", data=sent).text
    )


def test_each_format_is_handed_out(client: FlaskClient, letter: str) -> None:
    begins = {"pdf": b"%PDF-1.7", "docx": b"PK", "md": b"Defense unit", "txt": b"Defense unit"}
    for ending, first in begins.items():
        answer = client.post(letter, data=form(client.get(letter).text) | {"then": ending})
        assert answer.location == f"{letter}/letter.{ending}"
        file = client.get(answer.location)
        assert file.data.startswith(first)
        assert f"FD-0001 request letter.{ending}" in file.headers["Content-Disposition"]


def test_a_letter_that_asks_for_nothing_is_not_finished(client: FlaskClient, letter: str) -> None:
    sent = form(client.get(letter).text)
    sent.setlist("records", [])
    answer = client.post(f"{letter}/finish", data=sent)
    assert answer.status_code == 422
    assert "Pick at least one thing to ask for" in answer.text


def finish(client: FlaskClient, letter: str) -> None:
    answer = client.post(f"{letter}/finish", data=form(client.get(letter).text))
    assert (answer.status_code, answer.location) == (303, letter)


def test_a_finished_letter_is_the_sealed_bytes(
    client: FlaskClient, letter: str, site: Site
) -> None:
    finish(client, letter)
    page = client.get(letter).text
    assert "not filed yet" in page
    with site.database.reading() as session:
        sealed = sealed_of(session.scalars(select(Letter)).one())
    pdf = client.get(f"{letter}/letter.pdf").data
    assert hashlib.sha256(pdf).hexdigest() == sealed["pdf"]
    assert sealed["pdf"] in page
    assert client.get(f"{letter}/letter.docx").data.startswith(b"PK")
    assert client.post(letter, data={"agency": "nypd"}).status_code == 403


def test_a_finished_letter_opens_again(client: FlaskClient, letter: str) -> None:
    finish(client, letter)
    assert client.post(f"{letter}/reopen").status_code == 303
    assert "Finish the letter" in client.get(letter).text


def test_a_draft_is_not_filed(client: FlaskClient, letter: str) -> None:
    assert "Finish the letter first" in client.get(f"{letter}/file").text
    assert client.post(f"{letter}/file", data={"by": "portal"}).status_code == 422


def test_filing_says_what_to_do_and_what_it_will_change(client: FlaskClient, letter: str) -> None:
    finish(client, letter)
    page = client.get(f"{letter}/file").text
    assert "a860-openrecords.nyc.gov/request/new?agency=0056&amp;title=Facial" in page
    assert "37 of 90, public" in page
    assert "mailto:" in page
    assert "due Monday, November 30" in page
    assert "Provisional" not in page
    sent = form(page)
    del sent["received"]
    look = client.post(f"{letter}/file/look", data=sent).text
    assert "Provisional: counted from the day it went" in look


def test_filing_comes_back_filled_with_its_problems_and_its_files(
    client: FlaskClient, letter: str, site: Site
) -> None:
    finish(client, letter)
    sent = form(client.get(f"{letter}/file").text)
    sent["by"], sent["on"], sent["reference"] = "", "never", "FOIL-1"
    data = sent.to_dict() | {"files": (io.BytesIO(b"a receipt"), "receipt.txt")}
    answer = client.post(f"{letter}/file", data=data)
    assert answer.status_code == 422
    assert "“never” is not a date" in answer.text
    assert 'value="FOIL-1"' in answer.text
    sent = form(answer.text)
    sent["by"], sent["on"] = "portal", "2026-11-22"
    assert client.post(f"{letter}/file", data=sent).status_code == 303
    with site.database.reading() as session:
        kept = session.scalars(select(Document).order_by(Document.id)).all()
        assert {each.name: each.event for each in kept} == {
            "receipt.txt": "e1",
            "FD-0001 Request letter.pdf": "e1",
            "FD-0001 Portal text.txt": "e1",
        }
        assert not any(each.unfiled for each in kept)


def test_an_odd_day_is_questioned_and_then_taken_on_ones_word(
    client: FlaskClient, letter: str
) -> None:
    finish(client, letter)
    sent = form(client.get(f"{letter}/file").text)
    sent["on"] = "2027-11-22"
    answer = client.post(f"{letter}/file", data=sent)
    assert answer.status_code == 409
    assert "It is right as I wrote it" in answer.text
    sent["sure"] = "yes"
    assert client.post(f"{letter}/file", data=sent).status_code == 303


def test_a_filed_letter_stays_as_it_was(client: FlaskClient, letter: str) -> None:
    finish(client, letter)
    before = client.get(f"{letter}/letter.pdf").data
    client.post(f"{letter}/file", data=form(client.get(f"{letter}/file").text))
    assert client.post(f"{letter}/reopen").status_code == 403
    assert client.get(f"{letter}/letter.pdf").data == before
    assert "It is filed already" in client.get(f"{letter}/file").text
    assert ">filed<" in client.get(letter).text


def test_an_agency_without_a_known_portal_gets_the_letter_in_the_message(
    client: FlaskClient,
) -> None:
    letter = client.post("/new", data=BEGUN | {"agency": "thruway"}).location
    assert letter
    finish(client, letter)
    page = client.get(f"{letter}/file").text
    assert "Copy the message" in page
    assert "Dear Records Access Officer:" in page
    assert "200 Southern Boulevard" in page


def test_what_the_letter_would_cite_and_may_not_stands_beside_it(
    client: FlaskClient, site: Site, letter: str
) -> None:
    assert 'id="reading-list"' not in client.get(letter).text
    with site.database.writing() as session:
        record_reading(site.keeper, session, "case-data-tree", "not", "Another point", now=NOW)
    page = client.get(letter).text
    assert 'id="reading-list"' in page
    assert "found that it does not say this: Another point" in page
    assert "Data Tree" not in client.get(f"{letter}/letter.txt").text


def drafts_of(letter: str) -> str:
    """The address of what every kind of draft has: versions, comments, approval."""
    return letter.replace("/letters/", "/drafts/")


def test_a_request_letter_keeps_its_versions_by_person_too(
    client: FlaskClient, site: Site, letter: str
) -> None:
    other = site.client(site.add("colleague"))
    for who, fee in ((client, "$30"), (client, "$35"), (other, "$40")):
        saved(who, letter, fee=fee)
    assert client.post(letter, data=form(client.get(letter).text)).status_code == 303
    versions = f"{drafts_of(letter)}/versions"
    page = client.get(versions).text
    assert page.count('class="card" data-row') == 3
    assert re.search(r"<del>.*35.*</del><ins>.*40", page)
    older = re.findall(r'name="which" value="(\d+)"', page)
    version = form(client.get(letter).text)["version"]
    back = client.post(versions, data={"which": older[0], "version": version})
    assert back.location == letter
    assert form(client.get(letter).text)["fee"] == "$35"
    assert client.get(versions).text.count('class="card" data-row') == 4


def test_a_request_letter_is_approved_by_another_person_where_the_office_says_so(
    client: FlaskClient, site: Site, letter: str
) -> None:
    approver = site.add("approver")
    other, approval = site.client(approver), f"{drafts_of(letter)}/approval"
    client.post("/settings/office/approval", data={"approves": "yes"})
    sent = form(client.get(letter).text)
    refused = client.post(f"{letter}/finish", data=sent)
    assert refused.status_code == 422
    assert "Another person approves this letter" in refused.text
    asked = client.post(f"{approval}/ask", data={**sent, "approver": str(approver.id)})
    assert asked.location == letter
    other.post(approval, data={"do": "approve", "said": "a" * 4001})
    assert letter in other.get("/").text  # what is too long approves nothing
    other.post(approval, data={"do": "approve"})
    changed = form(client.get(letter).text)
    changed["fee"] = "$40"
    assert client.post(f"{letter}/finish", data=changed).status_code == 422
    sent = form(client.get(letter).text)
    client.post(f"{approval}/ask", data={**sent, "approver": str(approver.id)})
    other.post(approval, data={"do": "approve"})
    assert client.post(f"{letter}/finish", data=form(client.get(letter).text)).status_code == 303


def test_a_comment_stands_on_a_draft_with_who_and_when_and_is_no_part_of_it(
    client: FlaskClient, site: Site, letter: str
) -> None:
    other = site.client(site.add("colleague"))
    said = f"{drafts_of(letter)}/comment"
    assert "Write the comment." in client.post(said, data={}, follow_redirects=True).text
    other.post(said, data={"comment": "Ask for <b>2018</b> too."})
    page = client.get(letter).text
    assert "<strong>Colleague</strong> said" in page
    assert "Ask for &lt;b&gt;2018&lt;/b&gt; too." in page
    assert 'datetime="2026-11-22' in page
    assert "2018" not in client.get(f"{letter}/letter.txt").text
    assert client.post(f"{letter}/finish", data=form(page)).status_code == 303
    finished = other.post(said, data={"comment": "Too late"}, follow_redirects=True).text
    assert "open it for editing again" in finished
