"""A reply about several items: one letter, one save, an ordinary event for each thing it says."""

import io
import json
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.errors import BadInput, MovedOn
from foil.model.tables import Document, Event, Request
from foil.model.visibility import find_request
from foil.operations.events import Questioned
from foil.operations.previews import preview_each
from foil.operations.replies import record_reply
from tests.integration.desk import Facts, history
from tests.integration.site import NOW, Site, close, open_site, site

__all__ = ["site"]

SENT = {"kind": "sent", "on": "2026-10-26", "by": "portal"}
RECEIVED = {"kind": "received", "at": "2026-10-26T10:00:00"}
ACKNOWLEDGED = {"kind": "acknowledged", "dated": "2026-10-28", "received": "2026-10-28"}
LETTER = {"dated": "2026-11-09", "postmarked": "2026-11-10", "received": "2026-11-12"}
ADDRESS = "/requests/FD-0001/reply"
REPLY: dict[str, object] = {
    "paper1-how": "post",
    **{f"paper1-{name}": day for name, day in LETTER.items()},
    "item1": "released",
    "item2": "released",
    "item3": "put_off",
    "item3-promised-date": "2027-01-15",
    "item4": "withheld_in_part",
    "item4-exemptions": ["87(2)(e)(iv)"],
    "appeal_notice": "yes",
    "seq": "3",
}
"""Item 5 is not mentioned."""


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A desk for the tests that record nothing. Its second request has one item, its third no
    events."""
    opened = open_site(tmp_path_factory.mktemp("reply"))
    acknowledged(opened)
    history(opened.database, opened.keeper, NOW, SENT, items=1)
    history(opened.database, opened.keeper, NOW)
    yield opened
    close(opened)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    acknowledged(site)
    return site.client(site.keeper)


def acknowledged(site: Site) -> None:
    """A request of five items that the agency has acknowledged."""
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, items=5)


def said(text: str) -> str:
    """What a page says, without its tags and with its spaces single."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def facts(site: Site) -> list[Facts]:
    """The facts of every event of the first request, as stored."""
    wanted = select(Event.facts).join(Request, Request.id == Event.request_id)
    ordered = wanted.where(Request.number == "FD-0001").order_by(Event.seq)
    with site.database.reading() as session:
        return [json.loads(each) for each in session.scalars(ordered)]


def told(*each: Facts) -> list[Facts]:
    return [{**facts, "papers": [LETTER]} for facts in each]


def test_the_table_has_a_row_for_each_item_and_mentions_none(read_only: Site) -> None:
    client = read_only.client(read_only.keeper)
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert re.findall(r'<select class="field" id="(item\d|others)"', page.text) == [
        "item1", "item2", "item3", "item4", "item5", "others",
    ]  # fmt: skip
    assert "Say of at least one item what the letter answers." in said(page.text)
    assert page.text.count("Not mentioned") == 6
    one = client.get("/requests/FD-0002/reply").text
    assert re.findall(r'<select class="field" id="(item\d|others)"', one) == ["item1"]
    assert f'href="{ADDRESS}"' in client.get("/requests/FD-0001/record").text
    assert f'href="{ADDRESS}"' in client.get("/requests/FD-0001").text


def test_the_preview_says_what_all_of_it_does_and_saves_nothing(read_only: Site) -> None:
    client = read_only.client(read_only.keeper)
    piece = client.post(f"{ADDRESS}/preview", data=REPLY)
    words = said(piece.text)
    assert piece.text.lstrip().startswith("<aside")
    assert "ends NYPD’s determination, items 1 and 2, due Monday, November 30" in words
    assert "starts NYPD’s date certain, item 3, due Friday, January 15, 2027" in words
    assert "starts Appeal the denial, item 4: appeal by Wednesday, December 9" in words
    # not mentioned, item 5 keeps its day; a letter by post may now be in the mail until December
    assert "moves NYPD’s determination, item 5, due Monday, November 30, at the latest" in words
    assert len(facts(read_only)) == 3


def test_one_save_records_an_event_for_each_thing_it_says(client: FlaskClient, site: Site) -> None:
    answer = client.post(ADDRESS, data={**REPLY, "reference": "FOIL-2026-056-18831"})
    assert answer.location == "/requests/FD-0001"
    kept = facts(site)[3:]
    assert [(each["id"], each["kind"], each["items"]) for each in kept] == [
        ("e4", "released", [1, 2]), ("e5", "extended", [3]), ("e6", "denied", [4]),
    ]  # fmt: skip
    assert {json.dumps(each["papers"]) for each in kept} == {
        json.dumps([{**LETTER, "how": "post"}], sort_keys=True)
    }
    assert kept[0]["part"] == "whole"
    assert kept[1]["promised"] == [{"date": "2027-01-15"}]
    assert (kept[2]["scope"], kept[2]["appeal_notice"], kept[2]["officer_named"]) == (
        "part", True, False,
    )  # fmt: skip
    page = said(client.get(answer.location).text)
    assert "Recorded as 3 entries. Appeal the denial, item 4: appeal by Wednesday, Dec" in page
    assert "NYPD denied part of the request" in page
    assert "agency no. FOIL-2026-056-18831" in page


def test_a_reply_that_changes_no_date_says_so(read_only: Site) -> None:
    data = {"paper1-received": "2026-11-12", "item1": "released", "item1-part": "part"}
    client = read_only.client(read_only.keeper)
    words = said(client.post("/requests/FD-0003/reply/preview", data=data).text)
    assert "It changes no date. It is kept in the timeline." in words


def test_its_file_is_one_document_that_each_event_shows(client: FlaskClient, site: Site) -> None:
    files = [(io.BytesIO(b"%PDF-1.7 reply"), "reply.pdf"), (io.BytesIO(b"list"), "list.txt")]
    client.post(ADDRESS, data={**REPLY, "files": files})
    with site.database.reading() as session:
        kept = session.scalars(select(Document).order_by(Document.id)).all()
    assert [(each.name, each.event, each.unfiled) for each in kept] == [
        ("reply.pdf", "e4", False),
        ("list.txt", "e4", False),
    ]
    assert {each["papers"][0]["document"] for each in facts(site)[3:]} == {kept[0].sha256}  # type: ignore[index]
    page = client.get("/requests/FD-0001").text
    assert page.count("reply.pdf") == 3


def test_items_with_the_same_answer_and_other_grounds_are_two_denials(
    client: FlaskClient, site: Site
) -> None:
    more = {
        "item5": "withheld_in_part",
        "item5-exemptions": ["87(2)(b)"],
        "item5-grounds": "Safety",
    }
    client.post(ADDRESS, data={**REPLY, **more})
    denied = [each for each in facts(site) if each["kind"] == "denied"]
    assert [(each["items"], each["exemptions"]) for each in denied] == [
        ([4], ["87(2)(e)(iv)"]),
        ([5], ["87(2)(b)"]),
    ]


def test_every_other_item_may_be_answered_in_one_row(client: FlaskClient, site: Site) -> None:
    others = {"others": "no_records", "others-certified": "yes", "item2": ""}
    client.post(ADDRESS, data={**REPLY, **others})
    (none,) = [each for each in facts(site) if each["kind"] == "no_records"]
    assert (none["items"], none["certified"]) == ([2, 5], True)
    # one more letter: only what no letter has answered is left to “every other”
    letter = {"paper1-received": "2026-11-20", "others": "granted", "item1": "", "seq": "7"}
    assert client.post(ADDRESS, data=letter).status_code == 303
    assert facts(site)[-1]["items"] == [3]


def test_each_answer_is_its_own_kind_of_event(client: FlaskClient, site: Site) -> None:
    rows = {
        "item1": "granted", "item1-collect_by": "2026-12-30",
        "item2": "referred", "item2-to": "State Police",
        "item3": "withheld", "item3-exemptions": "87(2)(b)",
        "item4": "put_off", "item4-promised-days": "20", "item4-promised-text": "20 days",
        "item5": "released", "item5-part": "part", "item5-more_by": "12/15/2026",
    }  # fmt: skip
    data = {"paper1-received": "2026-11-12", "seq": "3", **rows}
    assert client.post(ADDRESS, data=data).status_code == 303
    own = ("collect_by", "to", "scope", "promised", "more_by")
    kept = [(e["kind"], e["items"], next(e[f] for f in own if f in e)) for e in facts(site)[3:]]
    assert kept == [
        ("granted", [1], "2026-12-30"),
        ("referred", [2], "State Police"),
        ("denied", [3], "whole"),
        ("extended", [4], [{"business_days": 20, "text": "20 days"}]),
        ("released", [5], "2026-12-15"),
    ]


UNDATED = {f"paper1-{name}": "" for name in LETTER}
NO_ANSWER = {f"item{n}": "" for n in range(1, 5)}


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"item3-promised-date": "soon"}, "item3-promised-date", "“soon” is not a date."),
        ({"item3-promised-date": ""}, "item3-promised-date", "Give the day, the number of busi"),
        ({"paper1-dated": "11/31/2026"}, "paper1-dated", "“11/31/2026” is not a date."),
        (UNDATED, "paper1-received", "Give the day"),
        ({"item1": "burned"}, "item1", "Choose one of the answers."),
        (NO_ANSWER, "item1", "Say of at least one item"),
    ],
)
def test_a_reply_with_a_mistake_comes_back_filled(
    read_only: Site, wrong: dict[str, str], field: str, says: str
) -> None:
    answer = read_only.client(read_only.keeper).post(ADDRESS, data={**REPLY, **wrong})
    assert answer.status_code == 422
    assert "<title>Error: A reply about several items" in answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert says in said(answer.text)
    assert re.search(r'name="appeal_notice" value="yes" checked', answer.text)
    if "item4" not in wrong:
        assert '<option value="withheld_in_part" selected' in answer.text
    assert len(facts(read_only)) == 3


def test_a_form_that_comes_back_loses_no_file(client: FlaskClient) -> None:
    files = [(io.BytesIO(b"%PDF-1.7 letter"), "letter.pdf")]
    answer = client.post(ADDRESS, data={**REPLY, "item3-promised-date": "soon", "files": files})
    assert re.search(r'name="tray" value="\d+" checked', answer.text)


def test_see_what_it_changes_without_script_saves_nothing(read_only: Site) -> None:
    answer = read_only.client(read_only.keeper).post(ADDRESS, data={**REPLY, "look": "yes"})
    assert answer.status_code == 200
    assert "appeal by Wednesday, December 9" in answer.text
    assert len(facts(read_only)) == 3


def test_a_doubt_about_the_letter_is_asked_once_and_can_be_confirmed(
    client: FlaskClient, site: Site
) -> None:
    odd = {**REPLY, "paper1-dated": "", "paper1-postmarked": "", "paper1-received": "2026-10-01"}
    answer = client.post(ADDRESS, data=odd)
    assert answer.status_code == 409
    assert "Not saved yet: look again" in answer.text
    assert answer.text.count("is before the request was sent") == 2  # on top, and beside the box
    assert len(facts(site)) == 3
    assert client.post(ADDRESS, data={**odd, "sure": "yes"}).status_code == 303
    assert len(facts(site)) == 6


def test_sent_twice_it_is_recorded_once(client: FlaskClient, site: Site) -> None:
    assert client.post(ADDRESS, data=REPLY).status_code == 303
    again = client.post(ADDRESS, data=REPLY)
    assert again.status_code == 409
    assert "New since you opened this form" in again.text
    assert 'name="seq" value="6"' in again.text
    assert "The same is recorded already" in said(again.text)
    assert len(facts(site)) == 6


def test_a_correction_of_one_of_its_events_changes_that_one_alone(
    client: FlaskClient, site: Site
) -> None:
    client.post(ADDRESS, data=REPLY)
    before = facts(site)
    mended = {
        **{name: value for name, value in REPLY.items() if name.startswith("paper1")},
        "items": ["3"], "promised": "date", "promised-date": "2027-02-01",
        "replaces": "e5", "seq": "6",
    }  # fmt: skip
    address = "/requests/FD-0001/record/extended"
    words = said(client.post(f"{address}/preview", data=mended).text)
    assert "moves NYPD’s date certain, item 3: from Friday, January 15, 2027 to Monday" in words
    assert "moves Appeal" not in words
    assert "ends" not in words
    assert client.post(address, data=mended).status_code == 303
    assert facts(site)[:6] == before
    page = said(client.get("/requests/FD-0001").text)
    assert page.count("corrected 1 time") == 1


def reply(site: Site, *parts: Facts, seq: int, sure: bool = False) -> None:
    with site.database.writing() as session:
        found = find_request(session, site.keeper, "FD-0001")
        record_reply(site.keeper, session, found, parts, seq=seq, now=NOW, sure=sure)


def test_nothing_of_a_letter_is_recorded_where_a_part_of_it_cannot_be(read_only: Site) -> None:
    parts = told({"kind": "released", "items": [1]}, {"kind": "denied", "items": [9]})
    with pytest.raises(BadInput, match="no item 9"):
        reply(read_only, *parts, seq=3, sure=True)
    assert len(facts(read_only)) == 3


def test_the_operation_asks_all_its_questions_at_once(read_only: Site) -> None:
    early = {"received": "2026-10-01"}
    parts = ({"kind": "released", "items": [1], **early}, {"kind": "denied", "items": [2], **early})
    with pytest.raises(Questioned) as asked:
        reply(read_only, *parts, seq=3)
    assert len(asked.value.questions) == 1
    with pytest.raises(MovedOn):
        reply(read_only, *parts, seq=2)


def test_what_is_foreseen_of_a_reply_is_what_is_then_recorded(
    client: FlaskClient, site: Site
) -> None:
    parts = told(
        {"kind": "released", "items": [1, 2], "part": "whole"},
        {"kind": "denied", "items": [4], "scope": "part"},
    )
    with site.database.writing() as session:
        found = find_request(session, site.keeper, "FD-0001")
        seen = preview_each(site.keeper, session, found, parts, now=NOW)
        record_reply(site.keeper, session, found, parts, seq=3, now=NOW)
    assert [{**each, "v": 1} for each in seen.each] == facts(site)[3:]
