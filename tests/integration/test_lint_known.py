"""Every page that looks a letter over knows what the office knows: the last day of an appeal, what
is not sure of an officer's address, the names of the matter. Each has a letter it leaves alone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from foil.archive.store import Folder
from foil.letters.letter import Edit
from foil.model.tables import CampaignAsk
from foil.operations import matters
from tests.integration.campaigning import ask, campaign, done, stand
from tests.integration.desk import DENIED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, close, open_site
from tests.integration.test_bulk import do
from tests.integration.test_letter_pages import BEGUN, form

PAST, UNSURE, NAMED = "the last day to appeal that", "Of this officer’s address", "points to the"
SILENT = ({"kind": "sent", "on": "2026-10-19"}, {"kind": "received", "on": "2026-10-19"})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """FD-0001 was denied in November, FD-0002 is silent and its officer is not sure."""
    opened = open_site(tmp_path_factory.mktemp("known"))
    history(opened.database, opened.keeper, NOW, SENT, RECEIVED, DENIED, title="Vans")
    history(opened.database, opened.keeper, NOW, *SILENT, title="Towers", agency="nysp")
    yield opened
    close(opened)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def test_an_appeal_that_names_no_last_day_is_held_to_the_records(
    site: Site, client: FlaskClient
) -> None:
    draft = client.post("/requests/FD-0001/offered/appeal_denial").location or ""
    sent = dict(form(client.get(draft).text))
    assert "time to appeal runs" in sent["words-opening"]
    client.post(draft, data=sent | {"words-opening": "I appeal."})
    # Its last day is Saturday, December 5; the law gives the next business day.
    for day, flagged in ((7, False), (8, True)):
        site.clock.set(datetime(2026, 12, day, 15, tzinfo=UTC))
        assert (PAST in site.client(site.keeper).get(draft).text) is flagged
    site.clock.set(NOW)


def test_what_is_not_sure_of_an_address_stands_beside_every_letter_to_it(
    client: FlaskClient,
) -> None:
    do(client, "follow_up", ["FD-0002"])
    letters = client.get("/requests/FD-0002/letters").text
    (follow_up,) = set(re.findall(r'href="(/requests/FD-0002/follow-ups/\d+)"', letters))
    silence = client.post("/requests/FD-0002/offered/appeal_silence").location
    request = client.post("/new", data=BEGUN | {"agency": "nysp"}).location
    for page in (follow_up, silence, request):
        assert UNSURE in client.get(page or "").text
    sure = client.post("/new", data=BEGUN).location
    assert UNSURE not in client.get(sure or "").text


@pytest.mark.parametrize(
    ("matter", "flagged"), [("People v. Zeldin", True), ("Facial recognition", False)]
)
def test_a_campaign_knows_the_names_of_its_matter(matter: str, flagged: bool, site: Site) -> None:
    client = site.client(site.keeper)
    asked = ask().with_edit("terms", Edit("Facial recognition as used against Zeldin.", ""))
    number = campaign(
        site.database,
        site.keeper,
        ["mta" if flagged else "nassau-pd"],
        NOW,
        name=matter,
        asked=asked,
    )
    with site.database.writing() as session:
        opened = matters.open_matter(site.keeper, session, matter, now=NOW)
        where = CampaignAsk.campaign_id == number
        session.execute(update(CampaignAsk).where(where).values(matter_id=opened.id))
    (asks,) = stand(site.database, site.keeper, number)
    preview = f"/campaigns/{number}/letters/{asks.row.agency}"
    for page in (f"/campaigns/{number}/ask", preview):
        assert (NAMED in client.get(page).text) is flagged
    done(site.database, Folder.of(site.settings), site.keeper, number, "draft", NOW)
    assert (NAMED in client.get(preview).text) is flagged
