"""`make look`: a picture of each page, at 1320 and 390 pixels, light and dark, in build/look.

It furnishes an example office in a temporary folder, opens it in the system's Chromium and follows
the links from Today, until it has seen one page of every view.
"""

import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import waitress
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.exceptions import HTTPException

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.schema import migrate
from foil.settings import Settings, prepare
from foil.web.app import create_app
from tests.browser import MISSING, chromium_path
from tests.kept import ROOT
from tests.look.office import LAWYER, NOW, PASSWORD, furnish

OUT = ROOT / "build" / "look"
WIDTHS = {1320: 900, 390: 844}  # a desk's window, a phone's
SCHEMES = ("light", "dark")


@contextmanager
def desk(folder: Path, *, furnished: bool = True) -> Iterator[tuple[Flask, str]]:
    """A desk being served over an example office, or over an empty record, and its address."""
    settings = Settings(folder, f"sqlite:///{folder / 'foil.sqlite'}")
    prepare(settings)
    database = Database.of(settings)
    migrate(database)
    if furnished:
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


def views(page: Page, app: Flask, address: str) -> dict[str, str]:
    """One address for each view that links lead to, from Today onwards, by the view's name."""
    seen: dict[str, str] = {}
    ahead, met = [f"{address}/"], {f"{address}/"}
    while ahead:
        url = ahead.pop(0)
        name = _view_of(app, url)
        if name is None or name in seen:
            continue
        answer = page.request.get(url)
        if answer.ok and answer.headers["content-type"].startswith("text/html"):
            seen[name] = url
            page.goto(url)
            hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
            links = {urljoin(url, href).partition("#")[0] for href in hrefs}
            ahead += sorted(links - met)
            met |= links
    return seen


def _view_of(app: Flask, url: str) -> str | None:
    """The view's name for a page of the desk, or None for what is no page of it."""
    try:
        name, _ = app.url_map.bind("localhost").match(urlsplit(url).path)
    except HTTPException:
        return None
    return str(name)


def shoot(browser: Browser, views: dict[str, str], state: object) -> Iterator[Path]:
    """A picture of each page at each width in each scheme."""
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                storage_state=state,
            )
            page = context.new_page()
            for name, url in views.items():
                path = OUT / f"{name}-{width}-{scheme}.png"
                page.goto(url)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=path, full_page=True)
                yield path
            context.close()


def main() -> None:
    """Look at every page, signed in and before anyone has signed in."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    found = chromium_path() or sys.exit(MISSING)
    with sync_playwright() as player, tempfile.TemporaryDirectory() as folder:
        browser = player.chromium.launch(executable_path=found)
        with desk(Path(folder, "empty"), furnished=False) as (_, address):
            shots = list(shoot(browser, {"first_run": f"{address}/first-run"}, None))
        with desk(Path(folder, "office")) as (app, address):
            shots += shoot(browser, {"sign_in": f"{address}/sign-in"}, None)
            page = browser.new_page()
            sign_in(page, address)
            letters = {
                "letter.finished": finish_letter(page, address),
                "letter.draft": begin_letter(page, address, "nypd", "facial-recognition"),
            }
            seen = views(page, app, address) | letters
            shots += shoot(browser, seen, page.context.storage_state())
        browser.close()
    print(f"{len(shots)} pictures in {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
