"""Mail set up, tried, and its first reminder seen, in a browser."""

from playwright.sync_api import Page, expect

from foil.archive.store import Folder
from foil.operations.mailing import send_waiting
from foil.operations.reminders import remind
from foil.operations.worker import Worker
from tests.e2e.conftest import Live
from tests.e2e.example import ACKNOWLEDGED, DENIED, RECEIVED, SENT, ask, tell
from tests.integration.post import serving, words


def test_mail_is_set_up_and_tried_and_its_first_reminder_seen(signed_in: Page, desk: Live) -> None:
    page = signed_in
    tell(desk, desk.keeper, ask(desk, desk.keeper, "Vans", 2), SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    page.goto(desk.url)
    expect(page.locator(".alarm")).to_contain_text("Reminders reach no one. Mail is not set up")
    page.locator(".alarm").get_by_role("link").click()
    with serving() as post:
        page.get_by_label("Mail server").fill("127.0.0.1")
        page.get_by_label("Port").fill(str(post.port))
        page.get_by_label("Kept secret by").select_option("none")
        page.get_by_label("Mail comes from").fill("foil@office.example.org")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Send me a test").click()
        expect(page.locator(".flash")).to_contain_text(
            "took the mail to keeper@example.org: 250 OK"
        )
        worker = Worker(desk.site.database, Folder.of(desk.site.settings), now=desk.clock)
        remind(worker)
        send_waiting(worker)
        assert f"{desk.url}/requests/FD-0001" in words(post.mails[-1])
    page.goto(desk.url)
    expect(page.locator(".alarm")).to_have_count(0)
    page.get_by_role("button", name="Seen: Appeal the denial, item 2, FD-0001").click()
    expect(page.locator(".flash")).to_contain_text("Seen: Appeal the denial, item 2.")
    expect(page.locator("#reminded")).to_have_count(0)
    page.goto(f"{desk.url}/reminders")
    expect(page.locator("tbody tr").first).to_contain_text("Staff attorney")
