"""The twelve cases in a browser without script: read, noted, counted."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Live, sign_in


def test_a_case_is_read_without_a_script(browser: Browser, desk: Live) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    sign_in(page, desk)
    page.get_by_role("link", name="Twelve cases to read").first.click()
    expect(page.get_by_text("0 of 12 read")).to_be_visible()
    page.get_by_role("button", name="It does not say this: Fink (Ct App 1979)").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a few words what it says instead")
    page.get_by_label("Note on Fink (Ct App 1979)").fill("Only as to the manual")
    page.get_by_role("button", name="In part: Fink (Ct App 1979)").click()
    expect(page.get_by_text("1 of 12 read")).to_be_visible()
    expect(page.get_by_text("Only as to the manual")).to_be_visible()
    page.get_by_role("link", name="Fink (Ct App 1979)").first.click()
    expect(page.get_by_role("heading", name="Read by this office")).to_be_visible()
    context.close()
