"""From a late clock to the letter it calls for: written, finished, filed, and the clocks moved;
with a script and without one."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Live, open_page, sign_in
from tests.e2e.example import ask, tell

DAY = datetime(2026, 11, 25, 16, tzinfo=UTC)
LATE = ({"kind": "sent", "on": "2026-10-19", "by": "email"},
        {"kind": "received", "on": "2026-10-19"})  # fmt: skip


def from_today_to_filed(page: Page, live: Live) -> None:
    """Every step with the buttons alone."""
    number = ask(live, live.keeper, "Facial recognition trials", 2)
    tell(live, live.keeper, number, *LATE)
    sign_in(page, live)
    page.get_by_role("button", name="Write the appeal").click()
    expect(page.locator("#preview")).to_contain_text("that is a denial")
    expect(page.locator("#needs")).to_be_hidden()
    first = page.url
    page.goto(f"{live.url}/requests/{number}/letters")
    page.get_by_role("button", name="Write it: Appeal from silence").click()
    assert page.url == first
    page.get_by_role("button", name="Finish the letter").click()
    expect(page.get_by_text("not filed yet").first).to_be_visible()
    page.goto(live.url)
    page.get_by_role("link", name="How did it go?").first.click()
    page.get_by_label("It went by").select_option("email")
    page.get_by_label("Day it went").fill("2026-11-25")
    page.get_by_label("The agency’s receipt came at once").check()
    page.get_by_role("button", name="Record that it went").click()
    if page.get_by_label("It is right as I wrote it").count():
        page.get_by_label("It is right as I wrote it").check()
        page.get_by_role("button", name="Record that it went").click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{live.url}/requests/{number}/clock")
    expect(page.locator("main")).to_contain_text("decision on the appeal")
    page.goto(f"{live.url}/requests/{number}")
    expect(page.locator("main")).to_contain_text("Appeal, denied by silence.pdf")


def test_with_a_script(page: Page, desk: Live) -> None:
    desk.clock.set(DAY)
    from_today_to_filed(page, desk)


def test_what_is_written_saves_itself_and_shows_in_the_letter(page: Page, desk: Live) -> None:
    desk.clock.set(DAY)
    number = ask(desk, desk.keeper, "Facial recognition trials", 2)
    tell(desk, desk.keeper, number, *LATE)
    sign_in(page, desk)
    page.goto(f"{desk.url}/requests/{number}/letters")
    page.get_by_role("button", name="Write it: Appeal from silence").click()
    page.get_by_label("Day that passed").fill("")
    expect(page.locator("#needs")).to_contain_text("The day that passed")
    page.locator("#needs a").first.click()
    expect(page.get_by_label("Day that passed")).to_be_focused()
    page.get_by_label("Day that passed").fill("2026-10-26")
    expect(page.locator("#needs")).to_be_hidden()
    expect(page.locator("#preview")).to_contain_text("October 26, 2026")


@pytest.mark.parametrize("width", [390])
def test_without_a_script_on_a_phone(browser: Browser, desk: Live, width: int) -> None:
    desk.clock.set(DAY)
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    from_today_to_filed(open_page(context), desk)
    context.close()
