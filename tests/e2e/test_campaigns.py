"""A campaign in the browser: begun by clicks, read letter by letter and filed by keyboard."""

from playwright.sync_api import Page, expect

from foil.archive.store import Folder
from tests.e2e.conftest import Live
from tests.integration.campaigning import UNDER_FOIL, campaign, done


def test_a_campaign_is_written_picked_and_drafted(signed_in: Page, desk: Live) -> None:
    page = signed_in
    page.goto(f"{desk.url}/campaigns")
    page.get_by_label("Name").fill("Everywhere")
    page.get_by_role("button", name="Begin it").click()
    page.get_by_role("link", name="Write the ask").click()
    page.get_by_label("Technology").select_option("facial-recognition")
    page.get_by_role("button", name="Begin the ask").click()
    expect(page.locator("#preview")).to_contain_text("Name of the agency")
    page.get_by_role("link", name="Pick the agencies").click()
    page.get_by_role("button", name="Add all").click()
    expect(page.get_by_text("the Port Authority Freedom of Information Code")).to_be_visible()
    page.get_by_role("link", name="Grid").click()
    page.get_by_role("button", name=f"Draft {len(UNDER_FOIL)} letters").click()
    expect(page.get_by_text(f"{len(UNDER_FOIL)} drafted")).to_be_visible()


def test_letters_are_read_and_filed_by_keyboard(signed_in: Page, desk: Live) -> None:
    page, site = signed_in, desk.site
    slugs = ("nypd", "nysp", "mta")
    number = campaign(site.database, desk.keeper, slugs, desk.clock())
    for what in ("draft", "finish"):
        done(site.database, Folder.of(site.settings), desk.keeper, number, what, desk.clock())
    page.goto(f"{desk.url}/campaigns/{number}/letters/mta")
    for key, heading in (("]", "Police Department"), ("]", "State Police"), ("[", "Police Dep")):
        page.wait_for_load_state()
        page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    page.goto(f"{desk.url}/campaigns/{number}/queue")
    for left in (2, 1, 0):
        page.get_by_label("Proof").focus()
        page.keyboard.type("Confirmation")
        page.keyboard.press("Enter")
        expect(page.locator(".hello")).to_contain_text(f"{left} letter")
    expect(page.get_by_text("No finished letter waits")).to_be_visible()
