"""Why this date, in a browser: opened from a date, copied, set otherwise, taken back."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Live
from tests.e2e.example import ACKNOWLEDGED, DENIED, RECEIVED, SENT, ask, tell

COPIED = "navigator.clipboard.readText()"


def begin(live: Live) -> None:
    number = ask(live, live.keeper, "Mobile X-ray vans", 3)
    tell(live, live.keeper, number, SENT, RECEIVED, ACKNOWLEDGED, DENIED)


def test_a_date_on_today_opens_its_reasons(signed_in: Page, desk: Live) -> None:
    page, live = signed_in, desk
    begin(live)
    page.goto(f"{live.url}/")
    page.get_by_role("link", name="Wed, Dec 2").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Appeal by Wednesday, December 2, 2026 (last day Monday, December 7, 2026)"
    )
    options = page.get_by_role("table", name="From which day do the thirty days to appeal run?")
    expect(options.locator(".in-force")).to_contain_text("the agency’s own rule")
    expect(options).to_contain_text("Mon, Dec 7")
    expect(page.locator(".count .last")).to_be_visible()
    page.get_by_role("link", name="Change the facts").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Correct: Denied")


def test_the_footnote_is_copied(signed_in: Page, desk: Live) -> None:
    page, live = signed_in, desk
    begin(live)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live.url}/requests/FD-0001/why/appeal:e4")
    page.get_by_role("button", name="Copy as a footnote").click()
    expect(page.locator("#status")).to_have_text("Copied.")
    assert page.evaluate(COPIED).startswith("Appeal the denial. Appeal by Wednesday, December 2")


def test_another_date_is_set_confirmed_and_taken_back(signed_in: Page, desk: Live) -> None:
    page, live = signed_in, desk
    begin(live)
    page.goto(f"{live.url}/requests/FD-0001/why/appeal:e4")
    page.get_by_label("The date to lead").fill("2026-12-11")
    page.get_by_label("Why", exact=True).fill("Agreed with the appeals officer")
    page.get_by_role("button", name="Set the date").click()
    expect(page.locator(".problems")).to_be_focused()
    page.get_by_label("Yes, let it lead").check()
    page.get_by_role("button", name="Set the date").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Appeal by Friday, December 11, 2026")
    expect(page.locator(".trap").first).to_contain_text("this right ends Monday, December 7, 2026")
    page.goto(f"{live.url}/")
    ours = page.get_by_role("region", name="Yours to do")
    expect(ours).to_contain_text("Fri, Dec 11")
    expect(ours).to_contain_text("by the count of the law it is Monday, December 7")
    page.goto(f"{live.url}/requests/FD-0001/why/appeal:e4")
    page.get_by_role("button", name="Take our date back").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Appeal by Wednesday, December 2")
    page.goto(f"{live.url}/requests/FD-0001/history")
    expect(page.get_by_role("region", name="Days set by the office")).to_contain_text(
        "Agreed with the appeals officer"
    )


def test_it_prints_as_a_sheet_for_the_file(signed_in: Page, desk: Live) -> None:
    page, live = signed_in, desk
    begin(live)
    page.goto(f"{live.url}/requests/FD-0001/why/appeal:e4")
    page.emulate_media(media="print")
    assert page.locator(".top:visible, .btn:visible, form:visible").count() == 0
    expect(page.get_by_text("30 calendar days end on").first).to_be_visible()
    box = page.locator("#footnote")
    assert box.evaluate("each => each.scrollHeight <= each.clientHeight + 2"), "whole on paper"
