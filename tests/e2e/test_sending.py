"""A finished letter looked through in a browser, refused once, and sent once."""

import io

from playwright.sync_api import Page, expect

from foil.archive.store import Folder
from foil.letters import record
from foil.operations import letters
from foil.operations.letterhead import letterhead
from tests.e2e.conftest import Live
from tests.e2e.letters import draft_of
from tests.integration.post import serving, set_up


def finished(live: Live) -> None:
    """A request letter that waits to be sent."""
    store, now = Folder.of(live.site.settings), live.clock()
    with live.site.database.writing() as session:
        _, row = letters.begin(live.keeper, session, draft_of(live), now=now)
        made = draft_of(live).letter(letterhead(session, live.keeper.id), now.date())
        contents = {"pdf": b"%PDF-1.7", "txt": b"text", "json": record.to_json(made).encode()}
        sealed = {name: store.keep(io.BytesIO(each)).sha256 for name, each in contents.items()}
        letters.finish(live.keeper, session, row, sealed, made_from=draft_of(live), now=now)


def test_a_letter_is_looked_through_refused_once_and_sent_once(signed_in: Page, desk: Live) -> None:
    page = signed_in
    finished(desk)
    with serving() as post:
        set_up(desk.site.database, desk.keeper, post.port, desk.clock(), sends_letters=True)
        page.goto(f"{desk.url}/requests/FD-0001/letters/1")
        page.get_by_role("link", name="Review and send").click()
        expect(page.locator("main")).to_contain_text("docprod110c@nypd.org")
        expect(page.get_by_role("region", name="The words")).to_contain_text("Records Access")
        post.answer = "554 5.7.1 Not now"
        page.get_by_role("button", name="Send it now").click()
        expect(page.locator(".flash")).to_contain_text("It did not go, and nothing was recorded.")
        post.answer = "250 OK, queued as 1"
        page.get_by_role("button", name="Send it now").click()
        expect(page.locator(".flash")).to_contain_text("the server answered 250 OK, queued as 1")
        expect(page.locator("#e1")).to_contain_text("Message-ID")
        page.go_back()
        page.reload()
        expect(page.locator("main")).to_contain_text("It went already")
        assert len(post.mails) == 1
