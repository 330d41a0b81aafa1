"""Drafts of every kind of letter: begun from facts, saved, finished, filed as the right event."""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.model.tables import Event, Letter, Request
from foil.operations.letter_drafts import begin
from tests.integration.desk import history
from tests.integration.site import NOW, Site, close, open_site
from tests.unit.letters.examples import TOLD

SENT = {"kind": "sent", "on": "2026-08-03", "by": "portal"}
RECEIVED = {"kind": "received", "on": "2026-08-03"}
KINDS = [kind for kind in TOLD if kind != "request"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One request that was sent and not answered."""
    site = open_site(tmp_path_factory.mktemp("letters"))
    history(site.database, site.keeper, NOW, SENT, RECEIVED)
    yield site
    close(site)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    """The keeper of the office."""
    return site.client(site.keeper)


def begun(site: Site, kind: str, about: str = "", **told: object) -> int:
    """A letter of that kind, begun from the example's facts and these."""
    facts = {**TOLD[kind], **told}
    with site.database.writing() as session:
        request = session.get_one(Request, 1)
        letter = begin(site.keeper, session, request, kind, facts, now=NOW, about=about)
        return letter.id


def told_in(site: Site, letter: int) -> dict[str, object]:
    """The facts a letter keeps."""
    with site.database.reading() as session:
        facts: dict[str, object] = json.loads(session.get_one(Letter, letter).facts)
        return facts


def test_a_letter_about_one_clock_is_begun_once(site: Site) -> None:
    first = begun(site, "appeal_silence", "appeal:e1")
    assert begun(site, "appeal_silence", "appeal:e1") == first
    assert begun(site, "appeal_silence", "appeal:e2") != first
    assert begun(site, "follow_up", "appeal:e1") != first


def form_in(page: str) -> dict[str, list[str]]:
    """What the form of a letter would send as it stands."""
    page = page[page.index('id="draft"') :]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        got = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if got.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in got:
            sent.setdefault(got["name"], []).append(unescape(got.get("value", "")))
    for name, words in re.findall(
        r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL
    ):
        sent[name] = [unescape(words)]
    picking = r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>'
    for name, inside in re.findall(picking, page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        sent[name] = [unescape(chosen[1]) if chosen else ""]
    return sent


ANSWERED = {"clarification": "clarified", "withdrawal": "withdrawn"}


def is_filed_as(kind: str) -> str:
    """The event that a letter of that kind is."""
    written = {"appeal_overdue"}
    if kind.startswith("appeal_") and kind not in written:
        return "appealed"
    return ANSWERED.get(kind, "wrote")


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_of_every_kind_is_begun_saved_finished_and_filed(
    site: Site, client: FlaskClient, kind: str
) -> None:
    letter = begun(site, kind)
    here = f"/requests/FD-0001/drafts/{letter}"
    before = told_in(site, letter)
    assert before == json.loads(json.dumps(TOLD[kind]))
    page = client.get(here).text
    assert "Still needed" not in page
    sent = form_in(page)
    assert client.post(here, data=sent).status_code == 303
    after = as_text(told_in(site, letter))
    assert isinstance(after, dict)
    assert after == {**after, **as_text(before)}  # type: ignore[dict-item]
    assert client.post(f"{here}/finish", data=form_in(client.get(here).text)).status_code == 303
    pdf = client.get(f"{here}/letter.pdf").data
    assert pdf.startswith(b"%PDF")
    assert client.get(f"{here}/letter.pdf").data == pdf
    page = client.get(f"{here}/went").text
    seq = re.search(r'name="seq" value="(\d+)"', page)
    assert seq
    went = {"by": "email", "on": "2026-11-22", "seq": seq[1], "sure": "yes"}
    answer = client.post(f"{here}/went", data=went)
    assert answer.status_code == 303, answer.text
    with site.database.reading() as session:
        event = session.get_one(Letter, letter).filed_event
        facts = json.loads(session.scalars(select(Event.facts).where(Event.id == event)).one())
    assert facts["kind"] == is_filed_as(kind)
    assert "as it went" in client.get(here).text.casefold()


def as_text(told: object) -> object:
    """The facts, each number as its text: a form sends text."""
    match told:
        case dict():
            return {name: as_text(each) for name, each in told.items()}
        case list():
            return [as_text(each) for each in told]
        case bool():
            return told
        case _:
            return str(told)


def test_what_is_still_needed_is_a_list_with_links_and_never_an_error(
    site: Site, client: FlaskClient
) -> None:
    with site.database.writing() as session:
        request = session.get_one(Request, 1)
        letter = begin(site.keeper, session, request, "appeal_denial", {}, now=NOW).id
    here = f"/requests/FD-0001/drafts/{letter}"
    page = client.get(here)
    assert page.status_code == 200
    needs = re.findall(r'<li><a href="#([\w-]+)">', page.text[page.text.index('id="needs"') :])
    assert "fact-request-sent" in needs
    assert all(f'id="{need}"' in page.text for need in needs)
    assert "[the day it was sent]" in page.text
    answer = client.post(f"{here}/finish", data=form_in(page.text))
    assert answer.status_code == 422
    assert "Before it can be finished" in answer.text


def test_rows_are_added_and_taken_out_without_a_script(site: Site, client: FlaskClient) -> None:
    letter = begun(site, "clarification")
    here = f"/requests/FD-0001/drafts/{letter}"
    sent = form_in(client.get(here).text)
    added = client.post(here, data={**sent, "do": "add:fact-answers"})
    page = client.get(added.location.partition("#")[0]).text
    assert 'id="fact-answers-3-question"' in page
    sent = form_in(page)
    sent["fact-answers-3-question"] = ["Which boroughs?"]
    client.post(here, data={**sent, "do": "remove:fact-answers-1"})
    told = told_in(site, letter)["answers"]
    assert [each["question"] for each in told] == ["Which years?", "Which boroughs?"]  # type: ignore[attr-defined]
    page = client.get(here).text
    assert "The answer, row 2" in page
    assert 'href="#fact-answers-2-answer"' in page


def test_a_day_that_cannot_be_read_comes_back_as_it_was_typed(
    site: Site, client: FlaskClient
) -> None:
    letter = begun(site, "clarification")
    here = f"/requests/FD-0001/drafts/{letter}"
    sent = form_in(client.get(here).text)
    answer = client.post(here, data={**sent, "fact-asked": "soonish"})
    assert answer.status_code == 422
    assert "“soonish” is not a date" in answer.text
    assert told_in(site, letter)["asked"] == "2026-11-16"


def test_two_pages_at_one_draft_do_not_overwrite_each_other(
    site: Site, client: FlaskClient
) -> None:
    letter = begun(site, "clarification")
    here = f"/requests/FD-0001/drafts/{letter}"
    one, other = form_in(client.get(here).text), form_in(client.get(here).text)
    assert client.post(here, data={**one, "fact-reference": "FOIL-1"}).status_code == 303
    late = client.post(here, data={**other, "fact-reference": "FOIL-2"})
    assert late.status_code == 409
    assert "FOIL-2" in late.text
    assert told_in(site, letter)["reference"] == "FOIL-1"


def test_words_of_ones_own_stay_when_the_facts_change(site: Site, client: FlaskClient) -> None:
    letter = begun(site, "follow_up")
    here = f"/requests/FD-0001/drafts/{letter}"
    sent = form_in(client.get(here).text)
    block = next(
        name for name, said in sent.items() if name.startswith("words-") and "August 10" in said[0]
    )
    client.post(here, data={**sent, block: "Our own words, {{ 7 * 7 }}."})
    sent = form_in(client.get(here).text)
    moved = {**sent, "fact-due": "2026-08-11"}
    assert "Our own words, {{ 7 * 7 }}." in client.post(f"{here}/look", data=moved).text
    assert "facts changed" not in client.get(here).text
    assert "Saved" in client.post(f"{here}/keep", data=moved).text
    page = client.get(here).text
    assert "facts changed" in page


def test_a_changed_template_shows_as_a_difference_and_rewrites_nothing(
    site: Site, client: FlaskClient
) -> None:
    letter = begun(site, "follow_up")
    with site.database.writing() as session:
        row = session.get_one(Letter, letter)
        held = json.loads(row.held)
        key = next(iter(held["words"]))
        held["mark"] = "an older template"
        held["words"][key] = "Words of an older template."
        row.held = json.dumps(held)
    here = f"/requests/FD-0001/drafts/{letter}"
    page = client.get(here).text
    assert "Our words have changed" in page
    assert page.count("Words of an older template.") >= 2
    sent = form_in(page)
    client.post(here, data={**sent, "fact-reference": "FOIL-9"})
    assert "Words of an older template." in client.get(f"{here}/letter.txt").text
    sent = form_in(client.get(here).text)
    client.post(here, data={**sent, "do": f"take:{key}"})
    assert "Words of an older template." not in client.get(f"{here}/letter.txt").text
    assert "Our words have changed" not in client.get(here).text


def test_each_persons_run_of_saves_is_a_version_to_compare_and_have_back(
    site: Site, client: FlaskClient
) -> None:
    letter = begun(site, "clarification")
    here = f"/requests/FD-0001/drafts/{letter}"
    other = site.client(site.add("colleague"))
    for who, number in ((client, "FOIL-1"), (client, "FOIL-2"), (other, "FOIL-3")):
        sent = form_in(who.get(here).text)
        assert who.post(here, data={**sent, "fact-reference": number}).status_code == 303
    page = client.get(f"{here}/versions").text
    assert page.count('class="card" data-row') == 3
    assert re.search(r"<del>.*FOIL-2.*</del><ins>.*FOIL-3", page)
    older = re.findall(r'name="which" value="(\d+)"', page)
    version = form_in(client.get(here).text)["version"][0]
    client.post(f"{here}/versions", data={"which": older[0], "version": version})
    assert told_in(site, letter)["reference"] == "FOIL-2"
    assert client.get(f"{here}/versions").text.count('class="card" data-row') == 4


def test_where_the_office_says_so_another_person_approves_before_a_letter_is_finished(
    site: Site, client: FlaskClient
) -> None:
    approver = site.add("approver")
    other = site.client(approver)
    letter = begun(site, "clarification")
    here = f"/requests/FD-0001/drafts/{letter}"
    assert "Ask for approval" not in client.get(here).text
    client.post("/settings/office/approval", data={"approves": "yes"})
    refused = client.post(f"{here}/finish", data=form_in(client.get(here).text))
    assert refused.status_code == 422
    assert "Another person approves this letter" in refused.text
    sent = form_in(client.get(here).text)
    mine = {**sent, "approver": str(site.keeper.id)}
    assert (
        "has not written on this draft"
        in client.post(f"{here}/approval/ask", data=mine, follow_redirects=True).text
    )
    client.post(f"{here}/approval/ask", data={**sent, "approver": str(approver.id)})
    assert "to approve — " in other.get("/").text
    assert "to approve — " not in client.get("/").text
    client.post(f"{here}/approval", data={"do": "approve"})
    assert client.post(f"{here}/finish", data=sent).status_code == 422
    other.post(f"{here}/approval", data={"do": "return", "said": "Name the units."})
    assert "Name the units." in client.get(here).text
    client.post(f"{here}/approval/ask", data={**sent, "approver": str(approver.id)})
    other.post(f"{here}/approval", data={"do": "approve"})
    changed = {**form_in(client.get(here).text), "fact-reference": "FOIL-7"}
    assert client.post(f"{here}/finish", data=changed).status_code == 422
    sent = form_in(client.get(here).text)
    client.post(f"{here}/approval/ask", data={**sent, "approver": str(approver.id)})
    other.post(f"{here}/approval", data={"do": "approve"})
    assert client.post(f"{here}/finish", data=form_in(client.get(here).text)).status_code == 303
    client.post("/settings/office/approval", data={})


STRANGE = "{{ 7 * 7 }} <b>bold</b> [a link](https://example.org) =cmd|1!A1"


@pytest.mark.parametrize("kind", ["clarification", "fee_dispute", "appeal_partial"])
def test_no_text_of_a_form_is_ever_evaluated(site: Site, client: FlaskClient, kind: str) -> None:
    here = f"/requests/FD-0001/drafts/{begun(site, kind)}"
    page = client.get(here).text
    written = re.findall(r'<textarea[^>]* name="((?:fact|words)-[^"]+)"', page)
    for _ in range(2):
        sent = form_in(client.get(here).text)
        assert (
            client.post(here, data={**sent, **dict.fromkeys(written, STRANGE)}).status_code == 303
        )
    page = client.get(here).text
    assert "<b>bold" not in page
    assert 'href="https://example.org' not in page
    made = client.get(f"{here}/letter.txt").text
    assert "{{ 7 * 7 }}" in made
    assert "[a link](https://example.org)" in " ".join(made.split())
    assert "49 <b>" not in made + page
