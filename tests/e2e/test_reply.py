"""A letter about several items, answered in one table on a phone by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Live, open_page, sign_in
from tests.e2e.example import RECEIVED, SENT, ask, tell


@pytest.fixture
def phone(browser: Browser, desk: Live) -> Iterator[Page]:
    """A phone's page with the first account signed in, and a request of four items."""
    number = ask(desk, desk.keeper, "Facial recognition trials", 4)
    tell(desk, desk.keeper, number, SENT, RECEIVED)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = open_page(context)
    sign_in(page, desk)
    yield page
    context.close()


def test_a_reply_is_entered_by_keyboard_on_a_phone(phone: Page, desk: Live) -> None:
    page = phone
    page.goto(f"{desk.url}/requests/FD-0001")
    page.get_by_role("link", name="A reply about several items").press("Enter")
    row = page.get_by_role("group", name="Item 1", exact=True)
    select = page.get_by_label("What it says of item 1")
    expect(row.get_by_role("checkbox")).to_have_count(0)  # no detail shows that is not asked for
    above, beside = (
        page.locator("#item1").bounding_box(),
        page.locator("tbody th").first.bounding_box(),
    )
    assert above
    assert beside
    assert above["y"] > beside["y"]  # an item's words stand above its answer, not beside it
    select.focus()
    page.keyboard.type("Withheld in")
    expect(select).to_have_value("withheld_in_part")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(row.get_by_role("checkbox", name="§ 87(2)(a)")).to_be_checked()
    page.get_by_label("What it says of item 2").focus()
    page.keyboard.type("Put")
    page.get_by_label("What it says of every other open item").focus()
    page.keyboard.type("Rel")
    does = page.locator("#what-it-does")
    expect(does).to_contain_text("Item 2: give the day, the number of business days")
    page.get_by_role("button", name="Record it").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Item 2: give the day")
    page.get_by_label("or by business days").locator("visible=true").fill("20")
    expect(does).to_contain_text("starts Appeal the denial, item 1")
    expect(does).to_contain_text("ends NYPD acknowledges, grants or denies, items 3 and 4")
    page.get_by_role("button", name="Record it").press("Enter")
    expect(page.locator(".flash")).to_contain_text("Recorded as 3 entries.")
    expect(page.locator(".record > li:not(.silence)")).to_have_count(5)
    expect(page.locator(".record")).to_contain_text("items 3–4")
