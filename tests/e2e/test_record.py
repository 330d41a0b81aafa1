"""Finding the kind of event among all, with script and without, and recording a stipulation."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Live, sign_in
from tests.e2e.example import ACKNOWLEDGED, RECEIVED, SENT, ask, tell

RECORD = "/requests/FD-0001/record"


@pytest.fixture
def told(desk: Live) -> Live:
    """A desk with one acknowledged request of two items."""
    number = ask(desk, desk.keeper, "Drone purchase orders", 2)
    tell(desk, desk.keeper, number, SENT, RECEIVED, ACKNOWLEDGED)
    return desk


def test_a_stipulation_is_found_as_one_types_and_its_dates_run(told: Live, page: Page) -> None:
    sign_in(page, told)
    page.goto(f"{told.url}{RECORD}")
    expect(page.get_by_role("link", name="Denied")).to_be_visible()
    page.get_by_label("Find what happened").press_sequentially("stipul")
    offered = page.locator("main .kinds a:visible")
    expect(offered).to_have_count(1)
    page.get_by_label("Find what happened").fill("moon")
    expect(page.get_by_text("Nothing is called that.")).to_be_visible()
    page.get_by_label("Find what happened").fill("STIPULATION court")
    offered.click()
    page.get_by_label("A stipulation").check()
    for n, (who, what, day) in enumerate(
        [("agency", "Answer the petition", "2026-12-14"), ("us", "Reply", "2026-12-21")], 1
    ):
        line = page.locator(f"#dates{n}")
        line.get_by_label("By when").fill(day)
        line.get_by_label("Who").select_option(who)
        line.get_by_label("Does what").fill(what)
    does = page.locator("#what-it-does")
    expect(does).to_contain_text("Court date: Answer the petition, due Monday, December 14")
    expect(does).to_contain_text("Court date: Reply: act by Monday, December 21")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator(".record > li").first).to_contain_text("We: Reply, by Monday, December 21")


def test_without_script_the_list_is_searched_and_a_line_more_is_always_there(
    told: Live, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, told)
    page.goto(f"{told.url}{RECORD}")
    page.get_by_label("Find what happened").fill("order")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Dates ordered or agreed").click()
    for n in (1, 2):
        page.locator(f"[name=dates{n}-what]").fill(f"Step {n}")
    assert page.locator("[name=dates3-what]").count() == 0
    page.get_by_role("button", name="Make room for another date").click()
    assert page.locator("[name=dates3-what]").count() == 1
    assert page.locator("[name=dates2-what]").input_value() == "Step 2"
    context.close()
