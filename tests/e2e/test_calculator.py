"""The calculator by keyboard alone: from Help to a date, on a desk's window and on a phone."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Live
from tests.e2e.test_pages import axe

STEPS = 200


def reach(page: Page, selector: str) -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(STEPS):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached")


def test_from_help_to_a_date_by_keyboard(signed_in: Page, desk: Live) -> None:
    page = signed_in
    page.goto(f"{desk.url}/help")
    reach(page, "main a[href='/calculator']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/calculator$"))
    reach(page, "#agency")
    page.keyboard.type("New York City Police")
    reach(page, "#add")
    page.keyboard.type("Denied")
    page.keyboard.press("Enter")
    reach(page, "main form > .card:last-of-type button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"agency=nypd.*e1-kind=denied.*#e1$"))
    for name, typed in (("dated", "11022026"), ("received", "11052026")):
        reach(page, f"#e1-paper1-{name}")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("e1-paper1-received=2026-11-05"))
    dates = page.locator("#dates")
    expect(dates.get_by_text("Wednesday, December 2, 2026").first).to_be_visible()
    expect(dates.get_by_text("last day Monday, December 7")).to_be_visible()
    assert "=&" not in page.url


def test_on_a_phone_a_case_mailed_to_one_is_read_without_scrolling_sideways(
    signed_in: Page, desk: Live
) -> None:
    page = signed_in
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(
        f"{desk.url}/calculator?agency=nypd&e1-kind=denied&e1-paper1-received=2026-11-05"
        "&e1-appeal_notice=yes&as_of=2026-11-22"
    )
    expect(page.get_by_text("Monday, December 7, 2026").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_text("Show them").click()
    expect(page.locator("#facts-text")).to_contain_text('"kind": "denied"')


def test_mistakes_are_told_at_the_top_and_beside_their_fields(signed_in: Page, desk: Live) -> None:
    page = signed_in
    page.goto(f"{desk.url}/calculator?items=x&e1-kind=received&e1-on=2026-10-19&e1-time=25:00")
    expect(page.locator(".problems")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#items")).to_be_focused()
    expect(page.locator("#e1-time-error")).to_contain_text("is not a time")
    expect(page.locator("#e1-time")).to_have_value("25:00")
    assert axe(page) == ""
