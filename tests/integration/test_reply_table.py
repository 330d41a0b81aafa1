"""A mailbox as a table: what is sure is filed at once, each in a save of its own, what is not is
opened; a half-done job can be run again."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from foil.archive.store import Folder
from foil.insight.histories import recorded
from foil.insight.reply_table import waiting
from foil.model.tables import Reply, Request
from tests.integration.came import bring
from tests.integration.desk import RECEIVED, SENT, history
from tests.integration.site import NOW, Site, close, open_site
from tests.integration.test_reply_filing_page import said

ADDRESS = "/replies/table"
ACKNOWLEDGED = """The NYPD has acknowledged your FOIL request FOIL-2026-056-{}. You can expect a \
response on or about Tuesday, December 15, 2026."""
DENIED = """The NYPD has denied your FOIL request FOIL-2026-056-{} for the following reason: it \
would reveal non-routine techniques, section 87(2)(e)(iv)."""


@pytest.fixture
def site(tmp_path: object) -> Iterator[Site]:
    opened = open_site(tmp_path)  # type: ignore[arg-type]
    for _ in range(3):
        history(opened.database, opened.keeper, NOW, SENT, RECEIVED)
    yield opened
    close(opened)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def came(site: Site, n: int, words: str = ACKNOWLEDGED, **how: object) -> int:
    store = Folder.of(site.settings)
    text = words.format(f"{10000 + n}")
    subject = f"Request FOIL-2026-056-{10000 + n} answered"
    kept = {"request": 1 + n % 3, "store": store, "subject": subject, **how}
    return bring(site.database, site.keeper, NOW, text, **kept)


def sent(page: str) -> dict[str, list[str]]:
    """The table as a browser would send it."""
    form = page[page.index('class="replies-table kept"') :]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]+>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found.setdefault(name[1], []).append(value[1] if value else "")
    for name_, inside in re.findall(r'(?s)<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        found[name_] = [chosen[1] if chosen else ""]
    return found


def states(site: Site) -> list[str]:
    with site.database.reading() as session:
        return list(session.scalars(select(Reply.state).order_by(Reply.id)))


def heads(site: Site) -> list[int]:
    with site.database.reading() as session:
        return list(session.scalars(select(Request.head_seq).order_by(Request.id)))


def test_what_is_sure_is_ticked_with_the_date_it_starts(client: FlaskClient, site: Site) -> None:
    came(site, 0)
    came(site, 1, DENIED)
    unsure = came(site, 2, "Your request {} is closed.")
    page = client.get(ADDRESS).text
    assert sent(page)["r"] == ["1", "2"]
    words = said(page)
    assert "The date NYPD gave due Dec 15" in words
    assert "Appeal by Dec 18" in words
    assert "Open it and look at what it is" in words
    assert client.post(ADDRESS, data={**sent(page), "look": "yes"}).status_code == 200
    assert states(site) == ["unfiled"] * 3
    assert client.post(ADDRESS, data=sent(page)).status_code == 303
    assert states(site) == ["filed", "filed", "unfiled"]
    again = client.post(ADDRESS, data={**sent(page), "r": [str(unsure)]})
    assert again.status_code == 409
    assert "Look at it in the message, then tick that you did" in said(again.text)


def test_two_of_one_request_are_counted_one_after_the_other(
    client: FlaskClient, site: Site
) -> None:
    came(site, 0)
    came(site, 3, DENIED)
    page = client.get(ADDRESS).text
    assert client.post(ADDRESS, data=sent(page)).status_code == 303
    assert states(site) == ["filed", "filed"]
    assert heads(site) == [4, 2, 2]


def test_a_half_done_job_is_run_again(client: FlaskClient, site: Site) -> None:
    for n in range(3):
        came(site, n)
    page = client.get(ADDRESS).text
    data = sent(page)
    assert client.post("/replies/2", data={"look": "yes"}).status_code == 200
    assert client.post(ADDRESS, data={**data, "r": ["2"]}).status_code == 303
    assert client.post(ADDRESS, data=data).status_code == 303
    assert states(site) == ["filed"] * 3
    assert heads(site) == [3, 3, 3]


def test_only_what_the_row_announced_is_filed(client: FlaskClient, site: Site) -> None:
    came(site, 1, DENIED)
    data = sent(client.get(ADDRESS).text)
    answer = client.post(ADDRESS, data={**data, "1-paper1-received": "2026-11-03"})
    assert answer.status_code == 409
    assert "counted again" in said(answer.text)
    answer = client.post(ADDRESS, data={**data, "1-paper1-dated": "soon"})
    assert "is not a date" in answer.text
    assert states(site) == ["unfiled"]
    assert client.post(ADDRESS, data={**data, "r": []}).status_code == 422


def test_a_correction_in_the_row_is_what_is_filed(client: FlaskClient, site: Site) -> None:
    came(site, 1, DENIED)
    data = {**sent(client.get(ADDRESS).text), "1-kind": "note"}
    seen = sent(client.post(ADDRESS, data={**data, "look": "yes"}).text)
    assert seen["1-announced"] == ["File it"]
    assert client.post(ADDRESS, data=seen).status_code == 303
    with site.database.reading() as session:
        events = recorded(session, session.get_one(Request, 2)).standing.events
    assert [each.kind for each in events] == ["sent", "received", "contacted"]


def test_a_day_the_letter_tells_of_is_not_its_own(client: FlaskClient, site: Site) -> None:
    came(site, 1, "We received this on October 19, 2026. " + DENIED)
    page = client.get(ADDRESS).text
    assert "Appeal by Dec 18" in said(page)
    data = {**sent(page), "r": ["1"], "look": ["yes"]}
    assert client.post(ADDRESS, data=sent(client.post(ADDRESS, data=data).text)).status_code == 303
    with site.database.reading() as session:
        denied = recorded(session, session.get_one(Request, 2)).standing.events[-1]
    assert (denied.kind, denied.on, str(denied.act_day)) == ("denied", None, "2026-11-20")


def test_what_was_unsure_is_filed_from_its_row_once_it_is_said(
    client: FlaskClient, site: Site
) -> None:
    came(site, 2, "Your request {} is closed.")
    data = {**sent(client.get(ADDRESS).text), "1-kind": "denied", "r": ["1"], "look": "yes"}
    page = client.post(ADDRESS, data=data).text
    assert "Appeal by Dec 18" in said(page)
    assert client.post(ADDRESS, data=sent(page)).status_code == 303
    assert states(site) == ["filed"]


def test_the_table_asks_the_same_number_of_queries(site: Site) -> None:
    def queries() -> int:
        found: list[object] = []

        def seen(*told: object) -> None:
            found.append(told[2])

        event.listen(site.database.engine, "before_cursor_execute", seen)
        with site.database.reading() as session:
            assert waiting(site.keeper, session, limit=200).total
        event.remove(site.database.engine, "before_cursor_execute", seen)
        return len(found)

    came(site, 0)
    few = queries()
    for n in range(1, 12):
        came(site, n, candidates=(1, 2) if n % 2 else (), request=None if n % 2 else 1)
    assert queries() == few


@pytest.mark.parametrize(
    ("found", "ticked"),
    [
        (["spf=pass", "dkim=pass"], True),
        (["spf=pass"], True),
        ([], True),
        (["spf=fail", "dkim=none"], False),
        (["dmarc=fail"], False),
    ],
    ids=["signed", "from its server", "not checked", "no check passed", "DMARC failed"],
)
def test_one_whose_sender_was_not_confirmed_is_not_ticked(
    client: FlaskClient, site: Site, found: list[str], ticked: bool
) -> None:
    came(site, 0, authentication=found)
    assert sent(client.get(ADDRESS).text).get("r", []) == (["1"] if ticked else [])
