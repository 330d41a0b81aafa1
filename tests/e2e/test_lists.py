"""Lists and rounds worked down by keyboard, and the same without a script."""

import re

from playwright.sync_api import Browser, Page, expect

from foil.model.visibility import find_request
from foil.operations import references
from tests.e2e.conftest import Live, open_page, sign_in
from tests.e2e.example import RECEIVED, SENT, SILENT, ask, tell

CALLED = {"kind": "contacted", "direction": "looked", "on": "2026-11-20"}


def furnish(desk: Live) -> None:
    """FD-0001 looked at before, FD-0002 never, FD-0003 never and silent."""
    for title, happened in (
        ("Mobile X-ray vans", (SENT, RECEIVED, CALLED)),
        ("Drone purchase orders", (SENT, RECEIVED)),
        ("Cell-site simulators", SILENT),
    ):
        tell(desk, desk.keeper, ask(desk, desk.keeper, title, 1), *happened)
    with desk.site.database.writing() as session:
        found = find_request(session, desk.keeper, "FD-0002")
        references.add_reference(desk.keeper, session, found, "request", "FOIL-2026-056-00123")


def test_by_keyboard_a_round_is_walked_and_many_are_changed(signed_in: Page, desk: Live) -> None:
    furnish(desk)
    page = signed_in
    page.context.route(re.compile("openrecords"), lambda route: route.fulfill(body="The portal"))
    page.goto(f"{desk.url}/rounds/portal")
    page.keyboard.press("j")
    expect(page.locator("[data-open]").first).to_be_focused()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert opened.value.url.endswith("/request/view/FOIL-2026-056-00123")
    opened.value.close()
    page.keyboard.press("l")
    expect(page.get_by_text("1 of 3")).to_be_visible()
    expect(page.locator("[data-open]").first).to_be_focused()
    page.keyboard.press("l")
    expect(page.get_by_text("2 of 3")).to_be_visible()

    page.goto(f"{desk.url}/requests")
    page.keyboard.press("/")
    page.keyboard.type("drone")
    expect(page.locator("#counted")).to_contain_text("1 request as asked for")
    expect(page).to_have_url(re.compile(r"find=drone"))
    expect(page.locator("[data-find]")).to_be_focused()
    page.locator("[data-find]").fill("")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.locator("[data-find]").blur()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-ticked]")).to_have_text("2 ticked:")
    page.get_by_role("checkbox", name="Tick every request").check()
    expect(page.locator("[data-ticked]")).to_have_text("3 ticked:")
    page.get_by_label("3 ticked:").select_option("tag")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Tags").fill("vans")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Do it for 3 requests").click()
    expect(page.get_by_role("heading", name="Tags put on: vans")).to_be_visible()


def test_without_a_script_the_same_is_done(browser: Browser, desk: Live) -> None:
    furnish(desk)
    context = browser.new_context(java_script_enabled=False)
    page = open_page(context)
    sign_in(page, desk)
    page.goto(f"{desk.url}/requests")
    page.get_by_label("Find").fill("simulators")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("Keep this view").click()
    page.get_by_role("textbox", name="Name").fill("Simulators")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Simulators", exact=True)).to_be_visible()
    page.get_by_role("checkbox", name="Tick FD-0003").check()
    page.get_by_label("With the ticked requests:").select_option("follow_up")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Do it for 1 request").click()
    page.get_by_role("link", name="Cell-site simulators").click()
    expect(page.get_by_text("they ended on October 8, 2026").first).to_be_visible()
    page.goto(f"{desk.url}/rounds/portal")
    page.get_by_role("button", name="Nothing new: FD-0002").click()
    expect(page.get_by_text("1 of 3")).to_be_visible()
    page.get_by_role("button", name="Something came: FD-0003").click()
    page.get_by_role("link", name="We spoke, or looked").click()
    page.get_by_label("They called us").check()
    page.get_by_role("button", name="Record it").click()
    expect(page).to_have_url(f"{desk.url}/rounds/portal#go-on")
    context.close()
