"""A reporter leaves on Friday: everything goes to the editor by one form, sheets and all, and the
account is switched off; in a browser."""

from playwright.sync_api import Page, expect

from foil.model.tables import MatterMember
from foil.operations import matters
from tests.e2e.conftest import Live
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history


def test_a_reporter_leaves_on_friday(signed_in: Page, desk: Live) -> None:
    page, site, now = signed_in, desk.site, desk.clock()
    reporter = site.add("reporter")
    site.add("editor")
    with site.database.writing() as session:
        matter = matters.open_matter(desk.keeper, session, "Jail story", now=now).id
        session.add(MatterMember(matter_id=matter, person_id=reporter.id, added_at=now, added_by=1))
    for title, where in (("Body scanners", matter), ("Drones", None)):
        history(site.database, reporter, now, SENT, RECEIVED, ACKNOWLEDGED, title=title,
                matter_id=where)  # fmt: skip
    page.goto(f"{desk.url}/settings/people")
    page.get_by_role("button", name="Switch off Reporter").click()
    expect(page.locator("main")).to_contain_text("Reporter still holds something")
    expect(page.locator("main")).to_contain_text("2 requests owned")
    page.get_by_role("link", name="Hand it over").click()
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator(".problems")).to_contain_text("Choose who takes")
    page.get_by_label("Everything to").select_option(label="Editor")
    page.get_by_label("FD-0002 goes to").select_option(label="Staff attorney")
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_role("heading", name="To Editor")).to_be_visible()
    expect(page.get_by_role("heading", name="To Staff attorney")).to_be_visible()
    page.get_by_role("link", name="Hand-over sheets").click()
    expect(page.locator(".hand-over-sheet")).to_have_count(2)
    expect(page.locator(".hand-over-sheet").first).to_contain_text("NYPD’s determination")
    page.emulate_media(media="print")
    assert page.locator(".hand-over-sheet").nth(1).evaluate(
        "sheet => getComputedStyle(sheet).breakBefore"
    ) == "page"  # fmt: skip
    page.emulate_media(media="screen")
    page.go_back()
    page.get_by_role("button", name="Switch off Reporter").click()
    expect(page.locator(".flash")).to_contain_text("The account of Reporter is switched off")
