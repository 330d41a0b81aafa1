"""The office's paragraphs: versions with their authors, put away, put into drafts as blocks."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from foil.letters.letter import Edit
from foil.model.tables import Letter
from foil.model.visibility import find_request
from foil.operations import letter_drafts, paragraphs
from tests.integration.desk import history
from tests.integration.site import NOW, Site, close, open_site
from tests.unit.letters.examples import TOLD
from tests.unit.letters.made import request as request_letter

ASKED = ({"kind": "sent", "on": "2026-09-01", "by": "portal"},
         {"kind": "received", "on": "2026-09-01"})  # fmt: skip
WORDS = "We represent **people** in court. <script>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    opened = open_site(tmp_path_factory.mktemp("paragraphs"))
    history(opened.database, opened.keeper, NOW, *ASKED)
    yield opened
    close(opened)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def test_a_paragraph_keeps_its_versions_with_their_authors(site: Site, client: FlaskClient) -> None:
    client.post("/settings/paragraphs", data={"name": "Who we are", "words": "We help."})
    other = site.client(site.add("other"))
    sent = {"name": "Who we are", "words": WORDS, "number": "1"}
    assert other.post("/settings/paragraphs", data=sent).status_code == 303
    with site.database.reading() as session:
        (kept,) = paragraphs.paragraphs(session)
    assert [(version.words, author) for version, author in kept.versions] == [
        (WORDS, "Other"),
        ("We help.", "Staff attorney"),
    ]
    page = client.get("/settings/paragraphs").text
    assert "1 older version" in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"name": "", "words": "Kept words"}, "Give it a name"),
        ({"name": "Kept name", "words": " "}, "Write the paragraph"),
        ({"name": "x" * 101, "words": "Kept words"}, "at most 100"),
    ],
)
def test_what_cannot_stand_comes_back_filled(
    client: FlaskClient, sent: dict[str, str], says: str
) -> None:
    answer = client.post("/settings/paragraphs", data=sent)
    assert answer.status_code == 422
    assert says in answer.text
    assert sent["name"] in answer.text


def test_it_stands_in_a_draft_as_a_block_of_its_own_and_a_new_version_leaves_it(
    site: Site, client: FlaskClient
) -> None:
    told = {name: each for name, each in TOLD["follow_up"].items() if name != "dated"}
    with site.database.writing() as session:
        found = find_request(session, site.keeper, "FD-0001")
        row = letter_drafts.begin(site.keeper, session, found, "follow_up", told, now=NOW)
        number = row.id
    assert "Put into this draft" in client.get(f"/requests/FD-0001/drafts/{number}").text
    answer = client.post(f"/requests/FD-0001/letters/{number}/paragraph", data={"paragraph": "1"})
    assert f"/drafts/{number}" in answer.location
    client.post("/settings/paragraphs", data={"name": "New", "words": "Newer.", "number": "1"})
    with site.database.reading() as session:
        draft = letter_drafts.draft_of(session.get_one(Letter, number))
        made = draft.made(None, NOW.date()).letter
    assert made
    assert [block.key for block in made.blocks][-2:] == ["own:1", "closing"]
    assert made.block("own:1").text == WORDS
    page = client.get(f"/requests/FD-0001/drafts/{number}").text
    assert 'name="words-own:1"' in page


def test_it_goes_into_a_request_and_out_of_it_with_its_box_emptied() -> None:
    with_it = request_letter({"own:1": Edit("Who we are.", "")})
    assert with_it.block("own:1").text == "Who we are."
    assert not with_it.block("own:1").stale
    assert with_it.blocks[-1].key == "closing"
    assert "own:1" not in [block.key for block in request_letter({}).blocks]


def test_one_that_is_put_away_is_offered_no_more_and_comes_back(
    site: Site, client: FlaskClient
) -> None:
    client.post("/settings/paragraphs/1/away")
    with site.database.reading() as session:
        assert paragraphs.offered(session) == []
    assert (
        client.post("/requests/FD-0001/letters/1/paragraph", data={"paragraph": "1"}).status_code
        == 404
    )
    client.post("/settings/paragraphs/1/away")
    with site.database.reading() as session:
        assert [name for _, name in paragraphs.offered(session)] == ["New"]


def test_a_letter_that_is_not_ones_to_see_takes_none(site: Site) -> None:
    outsider = site.client(site.add("outsider"))
    gone = outsider.post("/requests/FD-0099/letters/1/paragraph", data={"paragraph": "1"})
    assert gone.status_code == 404
