"""A decision that moves dates, and a request as it was known, in a browser and without a script."""

from playwright.sync_api import Browser, Page, expect

from foil.operations.recount import recount_all
from tests.e2e.conftest import Live, open_page, sign_in
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history


def furnish(desk: Live) -> None:
    now = desk.clock()
    history(desk.site.database, desk.keeper, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)


def decide(page: Page, desk: Live) -> None:
    """Choose that an appeal runs from the letter, by the pages."""
    page.goto(f"{desk.url}/settings")
    page.get_by_role("link", name="Rule choices").click()
    page.get_by_role("link", name="See what would move: From the date of the denial.").click()
    expect(page.locator("[data-says]")).to_contain_text("1 date of 1 request would move.")
    expect(page.locator(".data ins").first).to_contain_text("Wed, Dec 2")
    page.get_by_role("button", name="Agree").click()
    expect(page.locator(".problems")).to_contain_text("Say why")
    page.get_by_label("Why does the office choose so?").fill("The First Department reads it so")
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_role("status").first).to_contain_text("Decided.")
    expect(page.locator("#decided + *, section:has(#decided)").last).to_contain_text("First Depart")


def test_a_choice_is_looked_at_agreed_to_and_what_moved_is_put_away(
    signed_in: Page, desk: Live
) -> None:
    furnish(desk)
    page = signed_in
    decide(page, desk)
    page.goto(f"{desk.url}/requests/FD-0001/clock")
    expect(page.locator("main")).not_to_contain_text("Moved from")
    recount_all(desk.site.database, desk.clock)
    page.goto(desk.url)
    line = page.locator(".moved-line")
    expect(line).to_contain_text("1 date moved today")
    page.get_by_role("link", name="See what moved and why").click()
    expect(page.locator("main")).to_contain_text("From which day do the thirty days to appeal run?")
    page.goto(desk.url)
    page.get_by_role("button", name="Put the moved dates away").click()
    expect(page.locator(".flash")).to_contain_text("Put away.")
    expect(line).to_have_count(0)
    page.goto(f"{desk.url}/requests/FD-0001/clock")
    expect(page.locator("main")).to_contain_text("rule choice for the appeal")


def test_the_same_on_a_phone_without_a_script(browser: Browser, desk: Live) -> None:
    furnish(desk)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = open_page(context)
    sign_in(page, desk)
    decide(page, desk)
    context.close()


def test_a_request_is_seen_as_it_was_known_and_back(signed_in: Page, desk: Live) -> None:
    furnish(desk)
    page = signed_in
    page.goto(f"{desk.url}/requests/FD-0001")
    expect(page.locator(".record")).to_contain_text("denied")
    page.get_by_label("Day", exact=True).fill("2026-11-04")
    page.get_by_role("button", name="Show that day").click()
    banner = page.locator(".known-on")
    expect(banner).to_contain_text("As known on Wednesday, November 4, 2026.")
    expect(page.locator(".record")).not_to_contain_text("denied")
    page.emulate_media(media="print")
    expect(banner).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_label("This request").get_by_role("link", name="Clock").click()
    expect(banner).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Appeal the denial")
    page.get_by_role("link", name="Back to today").click()
    expect(banner).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Appeal the denial")
