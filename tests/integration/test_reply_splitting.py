"""A scan of several letters becomes a reply for each on one original, and can be one again."""

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.errors import BadInput
from foil.model.tables import Reply
from foil.operations.reply_splitting import ranges
from tests.integration.came import bring
from tests.integration.desk import history
from tests.integration.site import NOW, Site, close, open_site
from tests.integration.test_reply_filing_page import LETTER, acknowledged, said

PAGES = (
    "November 2, 2026. Your request is denied under section 87(2)(b).",
    "You may appeal within thirty days.",
    "We have received your request and will answer by December 1, 2026.",
    "Your appeal of the denial has been denied.",
)


@pytest.fixture
def site(tmp_path: object) -> Iterator[Site]:
    opened = open_site(tmp_path)  # type: ignore[arg-type]
    acknowledged(opened)
    history(opened.database, opened.keeper, NOW)
    yield opened
    close(opened)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def scan(site: Site) -> str:
    how = {"request": 1, "mail": False, "received": None}
    text = "\f".join(PAGES)
    return f"/replies/{bring(site.database, site.keeper, NOW, text, **how)}"


def rows(site: Site) -> list[Reply]:
    with site.database.reading() as session:
        return list(session.scalars(select(Reply).order_by(Reply.id)))


@pytest.mark.parametrize(
    ("given", "total", "found"),
    [
        ("1-2, 3, 4-6", 6, [(1, 2), (3, 3), (4, 6)]),
        ("1–2\n3", 3, [(1, 2), (3, 3)]),
        ("1;2", 0, [(1, 1), (2, 2)]),
    ],
)
def test_pages_are_written_as_people_do(given: str, total: int, found: list[object]) -> None:
    assert ranges(given, total) == found


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "two letters"),
        ("1-3", "two letters"),
        ("1-2, 2-3", "Page 2 stands twice"),
        ("1, 3", "Page 2 is in no letter"),
        ("2, 3", "Page 1 is in no letter"),
        ("1, 2", "Page 3 is in no letter"),
        ("1, 2-4", "only 3 pages"),
        ("1, two", "Write the pages"),
        ("2-1, 3", "Write the pages"),
        ("0-1, 2", "Write the pages"),
    ],
)
def test_no_page_is_left_out_or_taken_twice(given: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        ranges(given, 3)


def test_each_letter_is_read_anew_on_its_pages_and_they_are_one_again(
    client: FlaskClient, site: Site
) -> None:
    address = scan(site)
    assert "Split by pages" in client.get(address).text
    assert "thirty days" in client.get(f"{address}/split").text
    wrong = client.post(f"{address}/split", data={"ranges": "1-2, 4"})
    assert (wrong.status_code, 'value="1-2, 4"' in wrong.text) == (422, True)
    before = rows(site)
    assert client.post(f"{address}/split", data={"ranges": "1-2, 3, 4"}).status_code == 303
    made = rows(site)
    assert [(each.pages, each.kind) for each in made] == [
        ("1-2", "denial"), ("3", "acknowledgement"), ("4", "appeal_denied"),
    ]  # fmt: skip
    assert len({each.arrival_id for each in made}) == 1
    assert "Page 3" in said(client.get(f"/replies/{made[1].id}").text)
    client.post(f"/replies/{made[2].id}/split/together")
    (one,) = rows(site)
    for name in ("text", "reading", "kind", "pages", "request_id", "how", "before", "act_on"):
        assert getattr(one, name) == getattr(before[0], name), name


def test_what_is_filed_holds_them_apart(client: FlaskClient, site: Site) -> None:
    address = scan(site)
    client.post(f"{address}/split", data={"ranges": "1-2, 3, 4"})
    first = client.get(address).text
    assert 'name="request" value="FD-0001"' in first
    data = {**LETTER, "looked": ["kind", "dated"], "paper1-how": "post"}
    assert client.post(address, data=data).status_code == 303
    other = rows(site)[1].id
    assert "One of its letters is filed" in client.post(f"/replies/{other}/split/together").text
    client.post(f"{address}/undo")
    assert client.post(f"/replies/{other}/split/together").status_code == 303
    assert len(rows(site)) == 1
    assert json.loads(rows(site)[0].before) == {}


def test_a_mail_is_not_split(client: FlaskClient, site: Site) -> None:
    number = bring(site.database, site.keeper, NOW, "One\fTwo", request=1)
    assert "Split by pages" not in client.get(f"/replies/{number}").text
    answer = client.post(f"/replies/{number}/split", data={"ranges": "1, 2"})
    assert "A mail is one message" in answer.text
