"""Writing a request in a real browser: live preview and lint, drafts that save, filing it."""

import json
from pathlib import Path

import pikepdf
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from foil.model.tables import Document, Letter
from foil.operations.sealing import sealed_of
from tests.e2e.conftest import Live, open_page, sign_in

NUMBER = "FOIL-2026-056-00417"


def begin(page: Page, live: Live) -> str:
    """A new draft to the NYPD about facial recognition. Returns its address."""
    page.goto(f"{live.url}/new")
    page.get_by_label("Agency").select_option("nypd")
    page.get_by_label("Technology").select_option("facial-recognition")
    page.get_by_label("Records from").fill("2019-01-01")
    page.get_by_role("button", name="Begin the letter").click()
    page.wait_for_url("**/letters/*")
    return page.url


def test_the_sheet_and_the_lint_follow_what_is_written(signed_in: Page, desk: Live) -> None:
    page = signed_in
    begin(page, desk)
    sheet, lint = page.locator("#preview"), page.locator("#lint")
    expect(sheet.locator("li")).to_have_count(4)
    page.get_by_label("Counts of searches or deployments, by month").check()
    expect(sheet.locator("li")).to_have_count(5)
    page.get_by_label("Most you would pay without being asked").fill("$40")
    expect(sheet).to_contain_text("no charge above $40")
    page.locator("#since-contracts").fill("2022-07-01")
    expect(sheet.locator("li").first).to_contain_text("July\u00a01, 2022")
    expect(page.locator("#since-contracts")).to_be_focused()
    page.locator("#words-of-payments summary").click()
    page.locator("[id='words-item:payments']").fill("Any and all invoices of 2025.")
    expect(lint).to_contain_text("“Any and all” reads as too broad")
    expect(page.locator("[id='words-item:payments']")).to_be_focused()
    page.get_by_label("Public title").fill("Arrest of Jane Doe")
    expect(lint).to_contain_text("may be a person’s name")
    expect(page.locator("#title-count")).to_contain_text("18 of 90")
    page.get_by_role("button", name="Use the suggestion for Item 2").click()
    expect(page.locator("[id='words-item:payments']")).to_have_value("All invoices of 2025.")


def test_changing_the_technology_changes_the_letter_around_ones_own_words(
    signed_in: Page, desk: Live
) -> None:
    page = signed_in
    begin(page, desk)
    page.get_by_text("Change other paragraphs").click()
    page.get_by_label("Questions").fill("## Questions\n\nCall me *first*.")
    expect(page.locator("#preview em")).to_have_text("first")
    page.get_by_label("Technology", exact=True).select_option("shotspotter")
    expect(page.locator("#preview")).to_contain_text("ShotSpotter gunshot detection")
    expect(page.locator("#preview em")).to_have_text("first")
    expect(page.get_by_label("Public title")).to_have_value(
        "ShotSpotter gunshot detection records, 2019–2026"
    )
    expect(page.get_by_label("Questions")).to_have_value("## Questions\n\nCall me *first*.")
    expect(page.locator("#lint")).not_to_contain_text("before its facts changed")


def test_a_draft_saves_itself_and_another_page_is_not_overwritten(
    signed_in: Page, desk: Live
) -> None:
    page = signed_in
    address = begin(page, desk)
    other = open_page(page.context)
    other.goto(address)
    page.get_by_label("Our own title").fill("Face search")
    expect(page.locator("#version")).to_have_value("2")
    other.get_by_label("Our own title").fill("Something else")
    expect(other.locator("#saved")).to_contain_text("saved from another page")
    page.reload()
    expect(page.get_by_label("Our own title")).to_have_value("Face search")
    other.get_by_role("button", name="Keep mine").click()
    expect(other.locator("#saved")).to_contain_text("Saved")
    page.goto(address)
    expect(page.get_by_label("Our own title")).to_have_value("Something else")


def kept(live: Live) -> tuple[int, str, str]:
    """The one draft as it is kept: its version, what was picked, its own words."""
    with live.site.database.reading() as session:
        letter = session.scalars(select(Letter)).one()
        return letter.version, letter.facts, letter.blocks


def test_a_preview_writes_nothing_and_what_is_left_alone_is_saved(
    signed_in: Page, desk: Live
) -> None:
    page = signed_in
    page.clock.install()
    begin(page, desk)
    before, saved = kept(desk), page.locator("#saved")
    expect(saved).to_contain_text("Saved")
    page.get_by_label("Most you would pay without being asked").fill("$40")
    page.get_by_label("Technology", exact=True).select_option("shotspotter")
    expect(saved).to_have_text("Not saved yet.")
    page.clock.run_for(500)
    expect(page.locator("#preview")).to_contain_text("no charge above $40")
    expect(page.locator("#preview")).to_contain_text("SoundThinking")
    vendor = page.locator("#vendor-choices input").first
    unnamed = vendor.get_attribute("value")
    vendor.uncheck()
    page.clock.run_for(500)
    page.get_by_label("Our own title").fill("Gunshots")
    page.clock.run_for(500)
    expect(vendor).not_to_be_checked()
    assert kept(desk) == before
    page.clock.run_for(2000)
    expect(saved).to_contain_text("Saved")
    version, facts, _ = kept(desk)
    assert (version, json.loads(facts)["fee_ceiling"]) == (2, 40)
    assert unnamed not in json.loads(facts)["vendors"]
    expect(vendor).not_to_be_checked()


def test_what_is_typed_is_saved_when_the_page_is_left(signed_in: Page, desk: Live) -> None:
    page, asked = signed_in, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    address = begin(page, desk)
    page.get_by_label("Our own title").fill("Face search")
    page.get_by_role("link", name="Requests", exact=True).first.click()
    page.wait_for_url("**/requests*")
    page.goto(address)
    expect(page.get_by_label("Our own title")).to_have_value("Face search")
    page.get_by_label("Our own title").fill("Vans")
    page.close(run_before_unload=True)
    other = open_page(signed_in.context)
    for _ in range(20):
        other.goto(address)
        if other.get_by_label("Our own title").input_value() == "Vans":
            break
    expect(other.get_by_label("Our own title")).to_have_value("Vans")
    assert asked == []


def test_what_could_not_be_saved_is_said_and_asked_about(signed_in: Page, desk: Live) -> None:
    page, asked = signed_in, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    address = begin(page, desk)
    page.context.set_offline(True)
    page.get_by_label("Our own title").fill("Face search")
    page.get_by_label("Our own title").blur()
    expect(page.locator("#status")).to_contain_text("What you wrote is still on this page.")
    page.context.set_offline(False)
    page.get_by_label("Most you would pay without being asked").fill("lots")
    expect(page.locator("#saved")).to_have_text("Not saved: Give whole dollars, as $25.")
    page.goto(address)
    assert asked == ["beforeunload"]
    page.troubles.clear()  # type: ignore[attr-defined]


def test_finished_filed_and_proved(signed_in: Page, desk: Live, tmp_path: Path) -> None:
    page = signed_in
    begin(page, desk)
    page.get_by_label("Our own title").fill("Face search contracts")
    page.get_by_role("button", name="Finish the letter").click()
    expect(page.locator(".hello")).to_contain_text("not filed yet")
    with page.expect_download() as told:
        page.get_by_role("link", name="PDF").click()
    pdf = Path(told.value.path())
    assert len(pikepdf.open(pdf).pages) == 2
    page.get_by_role("link", name="File it with NYPD").click()
    portal = page.get_by_role("link", name="Open the portal")
    expect(portal).to_have_attribute("target", "_blank")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the title").click()
    expect(page.locator("#status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Facial recognition records, 2019–2026"
    )
    page.get_by_label("Number it got").fill(NUMBER)
    page.get_by_label("Proof", exact=True).fill("Confirmation on screen")
    proof = tmp_path / "confirmation.png"
    proof.write_bytes(b"\x89PNG\r\n\x1a\n proof")
    page.get_by_label("Files that prove it").set_input_files(proof)
    expect(page.locator("#what-it-does")).to_contain_text("due Monday, November 30")
    page.get_by_role("button", name="Record that it was filed").click()
    expect(page.locator(".record > li")).to_have_count(2)
    for says in (NUMBER, "Request letter.pdf", "Portal text.txt", "confirmation.png"):
        expect(page.locator(".record")).to_contain_text(says)
    with desk.site.database.reading() as session:
        letter = session.scalars(select(Letter)).one()
        sealed = {each.sha256 for each in session.scalars(select(Document)) if each.sealed}
        assert letter.state == "filed"
        assert {sealed_of(letter)["pdf"], sealed_of(letter)["txt"]} == sealed


def test_it_is_written_and_filed_without_script(browser: Browser, desk: Live) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = open_page(context)
    sign_in(page, desk)
    begin(page, desk)
    page.get_by_label("Training materials").check()
    page.get_by_label("Most you would pay without being asked").fill("a little")
    page.get_by_role("button", name="Save and preview").click()
    expect(page.locator(".problems")).to_contain_text("Give whole dollars")
    page.get_by_label("Most you would pay without being asked").fill("10")
    page.get_by_role("button", name="Save and preview").click()
    expect(page.locator("#preview li")).to_have_count(5)
    page.get_by_role("button", name="Move item 5 up").click()
    expect(page.locator("#preview li").nth(3)).to_contain_text("Training.")
    page.get_by_role("button", name="Add an item in your own words").click()
    page.get_by_label("Words of item 6").fill("Minutes of the procurement board, 2025.")
    page.get_by_label("Most you would pay without being asked").press("Enter")
    expect(page.locator("#preview li").nth(5)).to_have_text(
        "Minutes of the procurement board, 2025."
    )
    page.get_by_role("button", name="Finish the letter").click()
    page.get_by_role("link", name="File it with NYPD").click()
    page.get_by_label("Number it got").fill(NUMBER)
    page.get_by_role("button", name="Record that it was filed").click()
    expect(page.locator(".hello")).to_contain_text(NUMBER)
    context.close()


def test_by_keyboard_from_the_list_to_the_finished_letter(signed_in: Page, desk: Live) -> None:
    page = signed_in
    begin(page, desk)
    page.get_by_label("Accuracy and bias tests").focus()
    page.keyboard.press("Space")
    expect(page.locator("#preview li")).to_have_count(3)
    page.locator("#preview").focus()
    page.keyboard.press("End")
    page.get_by_role("button", name="Finish the letter").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hello")).to_contain_text("not filed yet")


def test_on_a_phone_it_is_one_column(browser: Browser, desk: Live) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = open_page(context)
    sign_in(page, desk)
    begin(page, desk)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    form, sheet = page.locator("#portal").bounding_box(), page.locator("#preview").bounding_box()
    assert form
    assert sheet
    assert sheet["y"] > form["y"]
    assert sheet["width"] <= 390
    context.close()


def test_the_sheet_stays_paper_in_the_dark_and_prints_alone(browser: Browser, desk: Live) -> None:
    context = browser.new_context(color_scheme="dark")
    page = open_page(context)
    sign_in(page, desk)
    begin(page, desk)
    paper = page.eval_on_selector(".sheet", "each => getComputedStyle(each).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    assert page.locator("#lint:visible, .field:visible, .btn:visible").count() == 0
    context.close()
