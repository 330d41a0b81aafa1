"""The headers of every answer, to the letter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from foil.errors import FoilError
from tests.integration.site import Site, close, open_site

EXACT = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ADDRESSES = {
    "/": (200, "no-store"),
    "/settings": (200, "no-store"),
    "/nowhere": (404, "no-store"),
    "/first-run": (404, "no-store"),
    "/static/foil.css": (200, "no-cache"),
    "/static/nothing.css": (404, "no-store"),
    "/fonts/SourceSansPro-Regular.otf": (200, "public, max-age=31536000, immutable"),
    "/fonts/Other.otf": (404, "no-store"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    opened = open_site(tmp_path_factory.mktemp("headers"))
    yield opened
    close(opened)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_them(site: Site, address: str) -> None:
    answer = site.client(site.keeper).get(address, buffered=True)
    status, kept = ADDRESSES[address]
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == kept
    assert {name: answer.headers.get(name) for name in EXACT} == EXACT
    assert "Server" not in answer.headers


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    form = {"email": "keeper@example.org", "password": "four words kept apart"}
    answer = site.client().post("/sign-in", data=form)
    cookies = answer.headers.getlist("Set-Cookie")
    assert {each.partition("=")[0] for each in cookies} == {"foil_session", "foil_familiar"}
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_over_https_everything_stays_on_https(site: Site) -> None:
    form = {"email": "keeper@example.org", "password": "four words kept apart"}
    answer = site.client().post("/sign-in", data=form, base_url="https://desk.example.org")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert all("Secure" in each for each in answer.headers.getlist("Set-Cookie"))
    plain = site.client().post("/sign-in", data=form)
    assert "Strict-Transport-Security" not in plain.headers
    assert not any("Secure" in each for each in plain.headers.getlist("Set-Cookie"))


def test_a_mistake_of_ours_says_so_and_shows_nothing_of_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    opened = open_site(tmp_path)
    opened.app.view_functions["help.page"] = lambda: 1 / 0
    answer = opened.client(opened.keeper).get("/help")
    assert answer.status_code == 500
    assert b"Something broke" in answer.data
    assert b"Zero" not in answer.data
    assert "ZeroDivisionError" in caplog.text
    assert {name: answer.headers.get(name) for name in EXACT} == EXACT
    close(opened)


def test_trouble_of_the_record_is_one_sentence(tmp_path: Path) -> None:
    opened = open_site(tmp_path)

    class Held(FoilError):
        status = 503

    def held() -> str:
        raise Held("Another save is holding the record; nothing was changed.")

    opened.app.view_functions["help.page"] = held
    answer = opened.client(opened.keeper).get("/help")
    assert answer.status_code == 503
    assert "Another save is holding the record; nothing was changed." in answer.text
    close(opened)
