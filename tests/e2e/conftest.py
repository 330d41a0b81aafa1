"""A real desk on a free port of this machine, and a real Chromium in front of it."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from waitress import wasyncore

from foil.model.tables import Person
from tests.integration.site import PASSWORD, Clock, Site, close, open_site, quick_passwords

__all__ = ["quick_passwords"]  # a fixture

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
UNLOADED = "Failed to load resource"  # an answer that is an error, or a desk already closed
PATIENCE = 20_000  # milliseconds; the machine may be busy with other tests


@dataclass
class Live:
    """A desk that answers at `url`. Its clock stands still until `clock.set(instant)`."""

    site: Site
    url: str

    @property
    def clock(self) -> Clock:
        return self.site.clock

    @property
    def keeper(self) -> Person:
        return self.site.keeper


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser a worker."""
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        expect.set_options(timeout=PATIENCE)
        yield opened
        opened.close()


def serve(folder: Path, *, founded: bool) -> Iterator[Live]:
    site = open_site(folder, founded=founded, tokens=True)
    sockets: dict[int, object] = {}
    server = waitress.create_server(site.app, map=sockets, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Live(site, f"http://localhost:{server.effective_port}")
    server.task_dispatcher.shutdown()  # an answer under way is given before its socket goes
    with suppress(OSError):  # woken by an answer's end, the loop may have closed all by now
        server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets, ignore_all=True))
    thread.join(timeout=10)
    close(site)


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[Live]:
    """A desk nobody has opened yet."""
    yield from serve(tmp_path, founded=False)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Live]:
    """A desk with an office and its first account."""
    yield from serve(tmp_path, founded=True)


def open_page(context: BrowserContext) -> Page:
    """A page that fails its test by what its console says: a broken script, a refused style."""
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda told: troubles.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.troubles = troubles  # type: ignore[attr-defined]
    return page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser's page, nobody signed in."""
    context = browser.new_context(viewport={"width": 1320, "height": 900}, reduced_motion="reduce")
    opened = open_page(context)
    yield opened
    context.close()
    refused = [each for each in opened.troubles if not each.startswith(UNLOADED)]  # type: ignore[attr-defined]
    assert refused == []


def sign_in(page: Page, live: Live) -> None:
    """Sign the first account in."""
    page.goto(f"{live.url}/sign-in")
    page.fill("[name=email]", live.keeper.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{live.url}/")


@pytest.fixture
def signed_in(page: Page, desk: Live) -> Page:
    """A page of `desk` with its first account signed in."""
    sign_in(page, desk)
    return page
