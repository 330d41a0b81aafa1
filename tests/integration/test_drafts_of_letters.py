"""Drafts of every kind of letter: begun from facts, saved, finished, filed as the right event."""

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from foil.model.tables import Letter, Request
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


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_of_every_kind_begins_from_facts(
    site: Site, client: FlaskClient, kind: str
) -> None:
    letter = begun(site, kind)
    assert told_in(site, letter) == json.loads(json.dumps(TOLD[kind]))
    page = client.get(f"/requests/FD-0001/drafts/{letter}")
    assert page.status_code == 200
    assert "Still needed" not in page.text


def test_a_letter_about_one_clock_is_begun_once(site: Site) -> None:
    first = begun(site, "appeal_silence", "appeal:e1")
    assert begun(site, "appeal_silence", "appeal:e1") == first
    assert begun(site, "appeal_silence", "appeal:e2") != first
    assert begun(site, "follow_up", "appeal:e1") != first
