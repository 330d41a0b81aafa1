"""How far files are read, on a page that stays open: its words change, and the focus stays."""

from io import BytesIO

from playwright.sync_api import Page, expect

from foil.archive.store import Folder
from foil.model.visibility import find_request
from foil.operations.documents import attach
from foil.operations.reading_files import read_all
from foil.operations.worker import Worker
from tests import production
from tests.e2e.conftest import Live
from tests.e2e.example import RECEIVED, SENT, ask, tell


def test_the_words_change_and_the_focus_stays(signed_in: Page, desk: Live) -> None:
    number = ask(desk, desk.keeper, "Contracts", 1)
    tell(desk, desk.keeper, number, SENT, RECEIVED)
    store = Folder.of(desk.site.settings)
    kept = store.keep(BytesIO(production.born_digital(1, 3)))
    with desk.site.database.writing() as session:
        request = find_request(session, desk.keeper, number)
        attach(desk.keeper, session, request, kept, "Contract.pdf", now=desk.clock())
    signed_in.goto(f"{desk.url}/requests/{number}/documents")
    state = signed_in.locator("#file-1")
    expect(state).to_have_text("waits to be read")
    link = signed_in.get_by_role("link", name="Custody of Contract.pdf")
    link.focus()
    read_all(Worker(desk.site.database, store, now=desk.clock))
    expect(state).to_have_text("read, 3 pages")
    expect(link).to_be_focused()
    link.press("Enter")
    expect(signed_in.get_by_role("heading", level=1)).to_have_text("Custody of a document")
    expect(signed_in.get_by_role("main")).to_contain_text(kept.sha256)
