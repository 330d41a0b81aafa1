"""Letters that fit a request now: offered from its record, made as files, kept nowhere."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.integration.desk import SENT, history
from tests.integration.site import NOW, Site, close, open_site

ASKED = ({"kind": "sent", "on": "2026-09-01", "by": "portal"},
         {"kind": "received", "on": "2026-09-01"})  # fmt: skip
LATELY = ({"kind": "sent", "on": "2026-10-19", "by": "portal"},
          {"kind": "received", "on": "2026-10-19"})  # fmt: skip
ACKNOWLEDGED = {
    "kind": "acknowledged", "dated": "2026-09-04", "received": "2026-09-04",
    "promised": [{"date": "2026-10-02"}], "reason_given": "volume",
}  # fmt: skip
EXTENDED = {
    "kind": "extended", "dated": "2026-10-02", "received": "2026-10-02",
    "promised": [{"date": "2027-03-15"}], "reason_given": "volume",
}  # fmt: skip
DENIED = {
    "kind": "denied", "dated": "2026-11-02", "received": "2026-11-05",
    "exemptions": ["87(2)(e)(iv)"], "appeal_notice": True,
}  # fmt: skip
APPEALED = ({**DENIED, "dated": "2026-09-08", "received": "2026-09-08"},
            {"kind": "appealed", "on": "2026-09-21", "by": "email"},
            {"kind": "appeal_received", "on": "2026-09-22"})  # fmt: skip
FITS = {
    "FD-0001": ("appeal_silence", "The five business days ended on October 26, 2026"),
    "FD-0002": ("extension_reply", "Letter of: October 2, 2026; Date given: March 15, 2027"),
    "FD-0003": ("appeal_denial", "the time to appeal runs through December 7, 2026"),
    "FD-0005": ("appeal_partial", "the portions withheld"),
    "FD-0004": ("appeal_overdue", "You received it on September 22, 2026"),
    "FD-0007": ("pre_suit_demand", "My appeal was denied on October 1, 2026."),
    "FD-0008": ("after_remand", "sends it back to the records access officer"),
    "FD-0009": ("appeal_no_records", "The letter does neither."),
}
ALSO = {"FD-0004": ["pre_suit_demand"]}
DECIDED = {"kind": "appeal_decided", "dated": "2026-10-01", "received": "2026-10-01"}
NONE = {"kind": "no_records", "dated": "2026-11-08", "received": "2026-11-08"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One request for each letter, one denied in part, and one that was only just sent."""
    site = open_site(tmp_path_factory.mktemp("offers"))
    history(site.database, site.keeper, NOW, *LATELY)
    history(site.database, site.keeper, NOW, *ASKED, ACKNOWLEDGED, EXTENDED)
    history(site.database, site.keeper, NOW, *LATELY, DENIED)
    history(site.database, site.keeper, NOW, *ASKED, *APPEALED)
    history(site.database, site.keeper, NOW, *LATELY, {**DENIED, "scope": "part"})
    history(site.database, site.keeper, NOW, {**SENT, "on": "2026-11-20"})
    for outcome in ("denied", "remanded"):
        decided = {**DECIDED, "outcome": outcome}
        history(site.database, site.keeper, NOW, *ASKED, *APPEALED, decided)
    history(site.database, site.keeper, NOW, *LATELY, NONE)
    yield site
    close(site)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    """The keeper of the office."""
    return site.client(site.keeper)


@pytest.mark.parametrize("number", FITS)
def test_the_letter_that_fits_is_offered_and_made(client: FlaskClient, number: str) -> None:
    kind, says = FITS[number]
    page = client.get(f"/requests/{number}/letters").text
    assert set(re.findall(r"/offered/(\w+)\.", page)) == {kind, *ALSO.get(number, ())}
    assert f"/requests/{number}/offered/{kind}.docx" in page
    made = client.get(f"/requests/{number}/offered/{kind}.txt")
    assert says in " ".join(made.text.split())
    assert "Contracts, part 0" in made.text or kind == "extension_reply"
    assert "November 22, 2026" in made.text


def test_an_offer_leads_with_the_safe_day_as_every_page_does(client: FlaskClient) -> None:
    page = client.get("/requests/FD-0003/letters").text
    assert "Appeal by Wednesday, December 2, 2026 (last day Monday, December 7, 2026)." in page


def test_a_letter_is_made_for_word_and_for_print(client: FlaskClient) -> None:
    address = "/requests/FD-0004/offered/appeal_overdue"
    assert client.get(f"{address}.docx").data.startswith(b"PK")
    assert client.get(f"{address}.pdf").data.startswith(b"%PDF")


def test_where_none_fits_none_is_offered(client: FlaskClient) -> None:
    assert "/offered/" not in client.get("/requests/FD-0006/letters").text
    assert client.get("/requests/FD-0006/offered/appeal_denial.pdf").status_code == 404


def test_an_appeal_from_a_denial_in_part_is_begun_by_its_own_offer_with_its_table(
    client: FlaskClient,
) -> None:
    begun = client.post("/requests/FD-0005/offered/appeal_partial", follow_redirects=True).text
    assert 'value="Item 1"' in begun
    assert "the portions withheld" in begun
    assert "87(2)(e)(iv)" in begun
    assert 'id="reading-list"' in begun


def test_a_kind_there_is_not_is_not_found(client: FlaskClient) -> None:
    assert client.get("/requests/FD-0001/offered/ransom.pdf").status_code == 404
