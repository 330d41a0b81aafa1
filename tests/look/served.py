"""The example office being served, for the README's pictures."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import waitress
from flask import Flask
from playwright.sync_api import Page

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.schema import migrate
from foil.settings import Settings, prepare
from foil.web.app import create_app
from tests.look.office import LAWYER, NOW, PASSWORD, furnish


@contextmanager
def desk(folder: Path) -> Iterator[tuple[Flask, str]]:
    """A desk being served over the example office, and its address."""
    settings = Settings(folder, f"sqlite:///{folder / 'foil.sqlite'}")
    prepare(settings)
    database = Database.of(settings)
    migrate(database)
    furnish(database, Folder.of(settings))
    database.close()
    app = create_app(settings, now=lambda: NOW, open_first_run=True)
    server = waitress.create_server(app, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    yield app, f"http://localhost:{server.effective_port}"
    server.close()


def sign_in(page: Page, address: str) -> None:
    """Sign the example office's lawyer in."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=email]", LAWYER.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{address}/")


def begin_letter(page: Page, address: str, agency: str, technology: str) -> str:
    """Begin a request letter and leave it as a draft. Returns its address."""
    page.goto(f"{address}/new")
    page.select_option("[name=agency]", agency)
    page.select_option("[name=technology]", technology)
    page.get_by_role("button", name="Begin the letter").click()
    page.get_by_role("button", name="Finish the letter").wait_for()
    return page.url


def finish_letter(page: Page, address: str) -> str:
    """Finish a letter, which is then not filed yet. Returns its address."""
    begin_letter(page, address, "dcas", "unmanned-aircraft-systems")
    page.get_by_role("button", name="Finish the letter").click()
    page.get_by_role("link", name="File it with DCAS").first.wait_for()
    return page.url
