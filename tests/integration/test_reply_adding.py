"""The same letter by another way is one event with one paper more; its clocks keep their ids."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from foil.archive.store import Folder
from foil.insight.histories import recorded
from foil.model.tables import ClockRow, Request
from tests.integration.came import DENIAL, bring
from tests.integration.site import NOW, Site, close, open_site
from tests.integration.test_reply_filing_page import acknowledged, filled, row, said


@pytest.fixture
def site(tmp_path: object) -> Iterator[Site]:
    opened = open_site(tmp_path)  # type: ignore[arg-type]
    acknowledged(opened)
    yield opened
    close(opened)


def came(site: Site, text: str = DENIAL, **how: object) -> str:
    store = Folder.of(site.settings)
    number = bring(site.database, site.keeper, NOW, text, request=1, store=store, **how)
    return f"/replies/{number}"


def papers(site: Site) -> list[tuple[str, int]]:
    """The events of the agency that stand, and how many papers each has."""
    with site.database.reading() as session:
        events = recorded(session, session.get_one(Request, 1)).standing.events
    return [(each.kind, len(each.papers)) for each in events if each.papers]


def appeal(site: Site) -> ClockRow:
    wanted = select(ClockRow).where(ClockRow.kind == "appeal", ClockRow.arises_on <= NOW.date())
    with site.database.reading() as session:
        return session.scalars(wanted).one()


def test_one_denial_by_three_ways_ends_as_one_event(site: Site) -> None:
    client = site.client(site.keeper)
    first, attached, posted = (
        came(site),
        came(site, f"See attached.\n{DENIAL}", subject="Your request"),
        came(site, f"By post.\n{DENIAL}", mail=False, received=None),
    )
    assert "Add to what is already recorded" not in client.get(first).text
    client.post(first, data=filled(client.get(first).text))
    clock = appeal(site)
    for address, how in ((attached, "email"), (posted, "post")):
        assert "Add to what is already recorded" in client.get(address).text, address
        page = client.get(f"{address}/add?request=FD-0001").text
        assert "Denied, November 20, 2026" in page
        seq = re.findall(r'name="seq" value="(\d+)"', page)[0]
        event = re.findall(r'name="event" value="([^"]+)"', page)[0]
        paper = {"paper1-how": how, "paper1-received": "2026-11-21", "paper1-dated": "2026-11-20"}
        data = {"request": "FD-0001", "event": event, "seq": seq, "sure": "yes", **paper}
        seen = said(client.post(f"{address}/add/preview", data=data).text)
        assert "No date moves" in seen or "moves" in seen
        assert client.post(f"{address}/add", data=data).status_code == 303
    assert papers(site) == [("acknowledged", 1), ("denied", 3)]
    assert appeal(site).id == clock.id
    page = client.get("/requests/FD-0001").text
    assert page.count("<strong>NYPD denied the request</strong>") == 1
    assert client.post(f"{posted}/undo").status_code == 303
    assert papers(site) == [("acknowledged", 1), ("denied", 2)]
    assert row(site, posted).state == "unfiled"


def test_what_is_not_offered_cannot_be_added_to(site: Site) -> None:
    client = site.client(site.keeper)
    address = came(site)
    paper = {"paper1-how": "email", "paper1-received": "2026-11-21"}
    data = {"request": "FD-0001", "event": "e3", "seq": "3", **paper}
    answer = client.post(f"{address}/add", data=data)
    assert answer.status_code == 422
    assert papers(site) == [("acknowledged", 1)]
    assert "Nothing recorded within 30 days" in client.get(f"{address}/add?request=FD-0001").text
