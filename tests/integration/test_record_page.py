"""Recording what came: what it would change before it is saved, and nothing lost when it is not."""

import io
import json
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.model.tables import Document, Event, Request
from foil.web.forms import FORMS, GROUPS, EventForm
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

DENIAL = {
    "paper1-how": "email",
    "paper1-dated": "2026-11-20",
    "paper1-received": "2026-11-20",
    "items": ["2"],
    "scope": "part",
    "exemptions": ["87(2)(e)(iv)"],
    "appeal_notice": "yes",
    "seq": "3",
}
ADDRESS = "/requests/FD-0001/record/denied"


@pytest.fixture
def client(site: Site) -> FlaskClient:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED)
    return site.client(site.keeper)


def said(text: str) -> str:
    """What a page says, without its tags and with its spaces single."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def events(site: Site) -> list[Event]:
    with site.database.reading() as session:
        return list(session.scalars(select(Event).order_by(Event.seq)))


def kinds_on(text: str) -> list[str]:
    return re.findall(r'href="/requests/FD-0001/record/(\w+)"', text)


def test_every_kind_is_offered_in_its_group_and_the_likely_ones_first(client: FlaskClient) -> None:
    page = client.get("/requests/FD-0001/record").text
    likely, everything = page.split("Everything that can happen")
    assert kinds_on(likely) == ["denied", "released", "extended", "contacted", "no_records"]
    assert kinds_on(everything) == list(FORMS)
    for group in GROUPS:
        assert f"{group.title} {group.says}" in said(everything)


def test_an_agency_that_never_acknowledged_may_still(site: Site) -> None:
    silent = {"kind": "sent", "on": "2026-10-01"}, {"kind": "received", "on": "2026-10-01"}
    history(site.database, site.keeper, NOW, *silent)
    page = site.client(site.keeper).get("/requests/FD-0001/record").text
    likely = page.partition('id="likely"')[2].partition("</section>")[0]
    offered = re.findall(r'record/(\w+)"', likely)
    assert offered == ["acknowledged", "extended", "released", "denied", "appealed", "contacted"]


def test_each_kind_has_a_form_that_says_what_it_would_do(client: FlaskClient) -> None:
    for kind in FORMS:
        answer = client.get(f"/requests/FD-0001/record/{kind}")
        assert answer.status_code == 200
        assert "What it does" in answer.text


def test_a_kind_is_found_by_its_words_without_script(client: FlaskClient) -> None:
    page = client.get("/requests/FD-0001/record?find=Stipulation&file=3").text
    assert re.findall(r"/requests/FD-0001/record/(\w+)\?file=3", page) == ["ordered"]
    assert '<details class="card" id="group-court" open>' in page
    assert "Nothing is called that" in client.get("/requests/FD-0001/record?find=moon+walk").text


def test_a_kind_that_does_not_exist_is_not_here(client: FlaskClient) -> None:
    assert client.get("/requests/FD-0001/record/forgotten").status_code == 404
    assert client.get("/requests/FD-0009/record/denied").status_code == 404


def test_the_preview_counts_and_saves_nothing(client: FlaskClient, site: Site) -> None:
    piece = client.post(f"{ADDRESS}/preview", data=DENIAL)
    words = said(piece.text)
    assert piece.text.lstrip().startswith("<aside")
    assert "starts Appeal the denial, item 2: appeal by Friday, December 18" in words
    assert "(last day Monday, December 21)" in words
    assert "ends NYPD’s determination, item 2, due Tuesday, November 24" in words
    assert "keeps NYPD’s determination, item 1, due Tuesday, November 24" in words
    assert len(events(site)) == 3


def test_the_preview_of_an_unfinished_form_asks_for_what_it_needs(client: FlaskClient) -> None:
    piece = client.post(f"{ADDRESS}/preview", data={**DENIAL, "paper1-received": "soon"})
    assert "“soon” is not a date." in said(piece.text)
    piece = client.post(f"{ADDRESS}/preview", data={"seq": "3"})
    assert "Then this says what it changes." in said(piece.text)


def test_recording_saves_the_event_and_says_the_date_it_started(
    client: FlaskClient, site: Site
) -> None:
    answer = client.post(ADDRESS, data={**DENIAL, "reference": "FOIL-2026-056-18831"})
    assert answer.location == "/requests/FD-0001"
    page = said(client.get(answer.location).text)
    assert "Recorded. Appeal the denial, item 2: appeal by Friday, December 18" in page
    assert "NYPD denied part of the request" in page
    assert "agency no. FOIL-2026-056-18831" in page
    kept = events(site)[-1]
    assert '"exemptions":["87(2)(e)(iv)"]' in kept.facts
    assert '"items":[2]' in kept.facts
    assert '"officer_named":false' in kept.facts


def test_an_agencys_own_date_is_said_as_it_starts(client: FlaskClient) -> None:
    late = {"paper1-received": "2026-11-20", "promised": "date", "promised-date": "2027-01-15"}
    address = ADDRESS.replace("denied", "extended")
    answer = client.post(address, data={**late, "items": ["1", "2"], "seq": "3"})
    page = said(client.get(answer.location).text)
    assert re.search(r"Recorded\. The [^.]+, due Friday, January 15, 2027\.", page)


def test_no_day_and_no_item_are_said_beside_their_fields(client: FlaskClient, site: Site) -> None:
    empty = {"items": [""], "seq": "3"}
    page = client.post(ADDRESS, data=empty).text
    assert 'href="#items"' in page
    assert 'href="#paper1-received"' in page
    page = client.post(ADDRESS.replace("denied", "contacted"), data=empty).text
    assert 'href="#on"' in page
    assert len(events(site)) == 3


def test_a_request_with_its_receipt_is_one_thing_to_answer(client: FlaskClient) -> None:
    asked = "What it answers"
    assert asked not in client.get(ADDRESS.replace("denied", "acknowledged")).text
    appealed = client.get(ADDRESS.replace("denied", "appealed")).text
    assert asked in appealed
    assert 'name="of" value="e2"' in appealed
    assert 'name="of" value="e1"' not in appealed


def test_see_what_it_changes_without_script_saves_nothing(client: FlaskClient, site: Site) -> None:
    answer = client.post(ADDRESS, data={**DENIAL, "look": "yes"})
    assert answer.status_code == 200
    assert "appeal by Friday, December 18" in answer.text
    assert len(events(site)) == 3


def test_a_form_with_a_mistake_comes_back_filled(client: FlaskClient, site: Site) -> None:
    answer = client.post(ADDRESS, data={**DENIAL, "paper1-dated": "11/31/2026"})
    assert answer.status_code == 422
    assert "<title>Error: Denied" in answer.text
    assert 'href="#paper1-dated"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert re.search(r'name="exemptions" value="87\(2\)\(e\)\(iv\)" checked', answer.text)
    assert re.search(r'name="items" value="2" checked', answer.text)
    assert not re.search(r'name="items" value="1" checked', answer.text)
    assert len(events(site)) == 3


def test_what_the_law_s_reader_refuses_is_said_too(client: FlaskClient, site: Site) -> None:
    answer = client.post(ADDRESS, data={**DENIAL, "items": ["7"]})
    assert answer.status_code == 422
    assert "The request has no item 7." in said(answer.text)
    answer = client.post(ADDRESS, data={"seq": "3"})
    assert 'href="#paper1-received"' in answer.text
    assert len(events(site)) == 3


def test_an_impossible_order_is_asked_about_and_saved_when_confirmed(
    client: FlaskClient, site: Site
) -> None:
    odd = {**DENIAL, "paper1-received": "2026-10-01", "paper1-dated": ""}
    answer = client.post(ADDRESS, data=odd)
    assert answer.status_code == 409
    assert "Not saved yet: look again" in answer.text
    assert 'href="#sure"' in answer.text
    assert 'name="sure"' in answer.text
    assert len(events(site)) == 3
    assert client.post(ADDRESS, data={**odd, "sure": "yes"}).status_code == 303
    assert len(events(site)) == 4


def test_a_record_that_moved_on_shows_what_is_new_on_top(client: FlaskClient, site: Site) -> None:
    other = {"on": "2026-11-21", "said": "They promised a letter.", "seq": "3"}
    assert client.post("/requests/FD-0001/record/contacted", data=other).status_code == 303
    answer = client.post(ADDRESS, data=DENIAL)
    assert answer.status_code == 409
    words = said(answer.text)
    assert "New since you opened this form Contact with NYPD , Saturday, November 21, 2026" in words
    assert 'name="seq" value="4"' in answer.text
    assert re.search(r'name="exemptions" value="87\(2\)\(e\)\(iv\)" checked', answer.text)
    assert client.post(ADDRESS, data={**DENIAL, "seq": "4"}).status_code == 303


def test_a_correction_replaces_and_shows_before_and_after(client: FlaskClient, site: Site) -> None:
    client.post(ADDRESS, data=DENIAL)
    form = client.get(f"{ADDRESS}?replaces=e4").text
    assert "Correct: Denied" in form
    assert 'value="2026-11-20"' in form
    mended = {**DENIAL, "replaces": "e4", "seq": "4", "paper1-dated": "2026-11-13"}
    mended["paper1-received"] = "2026-11-13"
    piece = said(client.post(f"{ADDRESS}/preview", data=mended).text)
    assert "moves Appeal the denial, item 2: from Monday, December 21" in piece
    assert "Day : Friday, November 20, 2026" in piece.replace("Day", "Day :", 1)
    assert client.post(ADDRESS, data=mended).status_code == 303
    page = said(client.get("/requests/FD-0001").text)
    assert page.count("NYPD denied part of the request Friday") == 1
    assert "corrected 1 time" in page
    past = said(client.get("/requests/FD-0001/history").text)
    assert past.count("NYPD denied part of the request") == 2
    assert client.get(f"{ADDRESS}?replaces=e4").status_code == 404


def test_files_come_with_an_event_and_are_on_its_paper(client: FlaskClient, site: Site) -> None:
    files = [(io.BytesIO(b"%PDF-1.7 letter"), "letter.pdf"), (io.BytesIO(b"list"), "list.txt")]
    assert client.post(ADDRESS, data={**DENIAL, "files": files}).status_code == 303
    with site.database.reading() as session:
        kept = session.scalars(select(Document).order_by(Document.id)).all()
    assert [(each.name, each.event, each.unfiled) for each in kept] == [
        ("letter.pdf", "e4", False),
        ("list.txt", "e4", False),
    ]
    assert kept[0].sha256 in events(site)[-1].facts


def test_each_paper_of_one_happening_has_its_own_file(client: FlaskClient, site: Site) -> None:
    client.post("/requests/FD-0001/bring", data={"files": (io.BytesIO(b"notice"), "notice.html")})
    form = client.get(ADDRESS).text
    notice = re.search(r'<option value="(\w{64})">notice.html', form)
    assert notice
    papers = {
        **DENIAL,
        "paper1-how": "portal",
        "paper1-document": notice[1],
        "paper2-how": "attached",
        "paper2-received": "2026-11-20",
        "paper2-file": (io.BytesIO(b"%PDF-1.7 letter"), "letter.pdf"),
        "paper3-how": "post",
        "paper3-postmarked": "2026-11-21",
        "paper3-file": (io.BytesIO(b"%PDF-1.7 scan"), "scan.pdf"),
        "files": (io.BytesIO(b"mail"), "mail.eml"),
    }
    assert client.post(ADDRESS, data=papers).status_code == 303
    with site.database.reading() as session:
        kept = session.scalars(select(Document).order_by(Document.id)).all()
    assert {(each.name, each.event, each.paper) for each in kept} == {
        ("notice.html", "e4", 0), ("letter.pdf", "e4", 1), ("scan.pdf", "e4", 2),
        ("mail.eml", "e4", None),
    }  # fmt: skip
    assert not any(each.unfiled for each in kept)
    facts = json.loads(events(site)[-1].facts)
    by_name = {each.name: each.sha256 for each in kept}
    named = [paper["document"] for paper in facts["papers"]]
    assert named == [by_name[name] for name in ("notice.html", "letter.pdf", "scan.pdf")]
    page = said(client.get("/requests/FD-0001").text)
    for name, way in (("notice.html", "portal"), ("scan.pdf", "post"), ("mail.eml", "4")):
        assert f"{name} {way}" in page
    again = client.get(f"{ADDRESS}?replaces=e4").text
    assert all(f'<option value="{sha256}" selected>' in again for sha256 in named)


def test_a_paper_s_file_is_kept_when_the_form_comes_back(client: FlaskClient) -> None:
    wrong = {**DENIAL, "paper2-file": (io.BytesIO(b"%PDF-1.7 scan"), "scan.pdf")}
    answer = client.post(ADDRESS, data=wrong)
    assert answer.status_code == 422
    assert 'href="#paper2-received"' in answer.text
    assert re.search(r'<option value="\w{64}" selected>scan.pdf', answer.text)


def test_a_form_that_comes_back_loses_no_file(client: FlaskClient, site: Site) -> None:
    files = [(io.BytesIO(b"%PDF-1.7 letter"), "letter.pdf")]
    wrong = {**DENIAL, "paper1-dated": "soon", "files": files}
    answer = client.post(ADDRESS, data=wrong)
    assert answer.status_code == 422
    found = re.search(r'name="tray" value="(\d+)" checked', answer.text)
    assert found
    assert "letter.pdf" in answer.text
    assert client.post(ADDRESS, data={**DENIAL, "tray": found[1]}).status_code == 303
    with site.database.reading() as session:
        (kept,) = session.scalars(select(Document))
    assert (kept.event, kept.unfiled) == ("e4", False)


def test_a_file_of_the_tray_is_chosen_where_it_was_opened_from(
    client: FlaskClient, site: Site
) -> None:
    data = {"files": (io.BytesIO(b"\x00\x01"), "disk.img"), "unfiled": "yes"}
    client.post("/requests/FD-0001/bring", data=data)
    today = client.get("/").text
    link = re.search(r'href="(/requests/FD-0001/record\?file=(\d+))"', today)
    assert link
    page = client.get(link[1]).text
    assert f"/requests/FD-0001/record/closed?file={link[2]}" in page
    form = client.get(f"/requests/FD-0001/record/closed?file={link[2]}").text
    assert re.search(rf'name="tray" value="{link[2]}" checked', form)


def test_what_someone_wrote_comes_out_as_text(client: FlaskClient) -> None:
    words = "<script>alert(1)</script> {{ 7*7 }} <b>no</b>"
    form = {"on": "2026-11-21", "said": words, "with": words, "seq": "3"}
    assert client.post("/requests/FD-0001/record/contacted", data=form).status_code == 303
    for address in ("/requests/FD-0001", "/requests/FD-0001/history"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


def test_of_a_request_under_another_law_little_is_recorded_and_no_clock_computed(
    client: FlaskClient, site: Site
) -> None:
    with site.database.writing() as session:
        session.scalars(select(Request)).one().law = "other"
    page = client.get("/requests/FD-0001/record").text
    assert kinds_on(page) == ["sent", "received", "wrote", "contacted", "closed"]
    assert "FOIL Desk computes no clock for this request" in said(page)
    spoke = {"on": "2026-11-21", "said": "Soon, they say.", "seq": "3"}
    address = ADDRESS.replace("denied", "contacted")
    assert "No clock is computed" in said(client.post(f"{address}/preview", data=spoke).text)
    assert client.post(address, data=spoke).status_code == 303
    assert "FOIL Desk computes no date for it" in said(client.get("/requests/FD-0001").text)


def test_every_form_comes_back_filled_with_what_is_new_on_top(client: FlaskClient) -> None:
    for kind, form in FORMS.items():
        day = {"paper1-received": "2026-11-21"} if form.papers else {"on": "2026-11-21"}
        told = {**day, **filled(form)}
        sent = {**told, "items": ["2"], "seq": "2"}
        answer = client.post(f"/requests/FD-0001/record/{kind}", data=sent)
        assert answer.status_code == 409, (kind, said(answer.text))
        assert "New since you opened this form" in answer.text
        assert 'name="seq" value="3"' in answer.text
        for name, value in told.items():
            assert shows(answer.text, name, value), (kind, name)


def filled(form: EventForm) -> dict[str, str]:
    """Every question of a form answered, each in a way of its kind."""
    found: dict[str, str] = {}
    for ask in form.asks:
        match ask.widget:
            case "one" | "several":
                found[ask.field] = ask.options[-1][0]
            case "promise":
                found |= {ask.field: "days", f"{ask.field}-days": "20"}
                found |= {f"{ask.field}2": "words", f"{ask.field}2-text": "soon"}
            case "dates":
                row = {"who": "us", "what": "Reply", "on": "2026-12-21", "items": "1-2"}
                found |= {f"{ask.field}2-{name}": value for name, value in row.items()}
            case "tick":
                found[ask.field] = "yes"
            case "number" | "money":
                found[ask.field] = "12"
            case "day":
                found[ask.field] = "2026-12-01"
            case _:
                found[ask.field] = f"Words for {ask.field}"
    return found


def shows(page: str, name: str, value: str) -> bool:
    """Whether a page's form holds this answer: ticked where there are boxes to tick."""
    key, held = re.escape(name), re.escape(value)
    if re.search(rf'type="(radio|checkbox)"[^>]*name="{key}"', page):
        return bool(re.search(rf'name="{key}" value="{held}" checked', page))
    typed = rf'name="{key}"[^>]*value="{held}"'
    written = rf'<textarea[^>]*name="{key}"[^>]*>\n?{held}'
    chosen = rf'<select[^>]*name="{key}"[^>]*>(?:(?!</select>).)*<option value="{held}" selected'
    return any(re.search(each, page, re.DOTALL) for each in (typed, written, chosen))


def test_a_petition_s_index_number_is_a_number_of_the_request(client: FlaskClient) -> None:
    sued = {"on": "2026-11-20", "index": "152896/2026", "county": "New York", "seq": "3"}
    sent = {**sued, "items": ["1", "2"], "sure": "yes"}
    assert client.post(ADDRESS.replace("denied", "sued"), data=sent).status_code == 303
    page = said(client.get("/requests/FD-0001").text)
    assert "Index no. 152896/2026" in page
    assert "County New York" in page


def test_what_was_taken_for_something_else_is_recorded_as_what_it_was(
    client: FlaskClient, site: Site
) -> None:
    closed = {"paper1-received": "2026-11-20", "as": "fulfilled", "items": ["2"], "seq": "3"}
    client.post(ADDRESS.replace("denied", "closed"), data=closed)
    wrong = client.get(ADDRESS.replace("denied", "closed?replaces=e4")).text
    assert 'href="/requests/FD-0001/record?replaces=e4"' in wrong
    choose = client.get("/requests/FD-0001/record?replaces=e4").text
    assert "What was it instead?" in choose
    assert "/requests/FD-0001/record/denied?replaces=e4" in choose
    form = client.get(f"{ADDRESS}?replaces=e4").text
    assert shows(form, "paper1-received", "2026-11-20")
    assert shows(form, "items", "2")
    assert "What Closed Denied" in said(form)
    assert client.post(ADDRESS, data={**DENIAL, "replaces": "e4", "seq": "4"}).status_code == 303
    page = said(client.get("/requests/FD-0001").text)
    assert "NYPD denied part of the request" in page
    assert "NYPD closed the request" not in page


def test_a_letter_taken_for_a_call_takes_its_day_along(client: FlaskClient) -> None:
    spoke = {"on": "2026-11-20", "time": "10:42 am", "said": "No.", "seq": "3"}
    client.post(ADDRESS.replace("denied", "contacted"), data=spoke)
    letter = client.get(f"{ADDRESS}?replaces=e4").text
    assert shows(letter, "paper1-received", "2026-11-20")
    assert 'name="on"' not in letter
    call = client.get(ADDRESS.replace("denied", "contacted?replaces=e3")).text
    assert shows(call, "on", "2026-10-23")
    assert "paper1-received" not in call


def test_every_kind_is_recorded_shown_and_corrected_by_its_own_form(
    client: FlaskClient, site: Site
) -> None:
    for seq, (kind, form) in enumerate(FORMS.items(), 3):
        day = {"paper1-received": "2026-11-21"} if form.papers else {"on": "2026-11-21"}
        told = {**day, **filled(form)}
        address = f"/requests/FD-0001/record/{kind}"
        sent = {**told, "items": ["1", "2"], "seq": str(seq), "sure": "yes"}
        assert client.post(address, data=sent).status_code == 303, kind
        again = client.get(f"{address}?replaces=e{seq + 1}").text
        lines = {**told, **{f"dates1-{n}": told.get(f"dates2-{n}", "") for n in ("who", "what")}}
        for name, value in lines.items():
            if value and not name.startswith("dates2"):
                assert shows(again, name, value), (kind, name)
    page = said(client.get("/requests/FD-0001").text)
    for form in FORMS.values():
        for ask in form.asks:
            if ask.widget in ("line", "text", "lines"):
                assert f"Words for {ask.field}" in page
    assert page.count("Correct it") == len(FORMS) + 3
