"""Filing a reply: the message as it came, what it seems to be, what filing it changes."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.integration.came import bring
from tests.integration.desk import history
from tests.integration.site import NOW, Site, close, open_site, site

__all__ = ["site"]

SENT = {"kind": "sent", "on": "2026-10-19", "by": "portal"}
RECEIVED = {"kind": "received", "at": "2026-10-19T10:00:00"}
ACKNOWLEDGED = {"kind": "acknowledged", "dated": "2026-10-23", "received": "2026-10-23"}


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A desk for the tests that file nothing: a request of two items, acknowledged."""
    opened = open_site(tmp_path_factory.mktemp("filing"))
    acknowledged(opened)
    yield opened
    close(opened)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    acknowledged(site)
    return site.client(site.keeper)


def acknowledged(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED)


def reply(site: Site, text: str | None = None, **how: object) -> str:
    """The address of a reply of the first request that came."""
    words = {} if text is None else {"text": text}
    number = bring(site.database, site.keeper, NOW, **{"request": 1, **words, **how})  # type: ignore[arg-type]
    return f"/replies/{number}"


def said(text: str) -> str:
    """What a page says, without its tags and with its spaces single."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_page_shows_the_message(read_only: Site) -> None:
    page = read_only.client(read_only.keeper).get(reply(read_only))
    assert page.status_code == 200
    assert "Nothing moves until you file it." in page.text
    assert "has denied your FOIL request" in said(page.text)


def test_a_reply_that_one_may_not_see_is_not_found(read_only: Site) -> None:
    assert read_only.client(read_only.keeper).get("/replies/999").status_code == 404
