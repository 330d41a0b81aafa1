"""What the one script adds: a live preview, files dropped, a warning before words are lost."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from foil.model.tables import Document
from tests.e2e.conftest import Live, open_page, sign_in
from tests.e2e.example import ACKNOWLEDGED, RECEIVED, SENT, ask, tell

DROP = """([selector, name, bytes]) => {
  const files = new DataTransfer();
  files.items.add(new File([new Uint8Array(bytes)], name));
  const place = document.querySelector(selector);
  for (const kind of ["dragover", "drop"])
    place.dispatchEvent(
      new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: files}));
}"""
BYTES = list(b"%PDF-1.7 dropped")


@pytest.fixture
def request_page(signed_in: Page, desk: Live) -> Page:
    number = ask(desk, desk.keeper, "Mobile X-ray vans", 2)
    tell(desk, desk.keeper, number, SENT, RECEIVED, ACKNOWLEDGED)
    signed_in.goto(f"{desk.url}/requests/{number}")
    return signed_in


def test_what_it_does_follows_the_form_as_it_is_filled(request_page: Page, desk: Live) -> None:
    page = request_page
    page.goto(f"{desk.url}/requests/FD-0001/record/denied")
    says = page.locator("#what-it-does")
    expect(says).to_contain_text("Appeal the denial")
    page.get_by_label("By", exact=True).first.select_option("email")
    page.get_by_label("Letter’s own date").first.fill("2026-11-20")
    page.get_by_label("Reached us").first.fill("2026-11-20")
    expect(says).to_contain_text("appeal by Friday, December 18 (last day Monday, December 21)")
    page.get_by_role("checkbox", name="2. Contracts").uncheck()
    expect(says).to_contain_text("Appeal the denial, item 1")
    expect(says).to_contain_text("keeps NYPD’s determination, item 2")
    page.get_by_label("Reached us").first.fill("2026-10-01")
    expect(says).to_contain_text("Look again.")
    says.get_by_label("It is right as I wrote it").check()
    page.get_by_label("Other grounds").fill("too broad")
    expect(says.get_by_label("It is right as I wrote it")).to_be_checked()


def test_a_file_dropped_on_an_entry_is_on_it(request_page: Page, desk: Live) -> None:
    page = request_page
    with page.expect_navigation():
        page.evaluate(DROP, ["[data-event=e3] strong", "letter.pdf", BYTES])
    expect(page.locator(".flash")).to_have_text("1 file stored.")
    expect(page.locator("[data-event=e3] .file")).to_contain_text("letter.pdf")


def test_a_file_dropped_on_a_request_waits_in_its_tray(request_page: Page, desk: Live) -> None:
    page = request_page
    with page.expect_navigation():
        page.evaluate(DROP, ["[data-bring] aside", "unread.eml", BYTES])
    with desk.site.database.reading() as session:
        (kept,) = session.scalars(select(Document))
    assert (kept.name, kept.unfiled, kept.event) == ("unread.eml", True, None)
    page.evaluate(DROP, ["[data-bring] aside", "empty.eml", []])
    expect(page.locator("#status")).to_contain_text("empty.eml is empty")


def test_a_file_dropped_on_a_form_is_chosen_in_it(request_page: Page, desk: Live) -> None:
    page = request_page
    page.goto(f"{desk.url}/requests/FD-0001/bring")
    page.evaluate(DROP, [".drop", "letter.pdf", BYTES])
    expect(page.locator("#status")).to_contain_text("Ready to store: letter.pdf")
    page.get_by_role("button", name="Store").click()
    expect(page.locator(".flash")).to_have_text("1 file stored.")


def test_a_file_dropped_beside_a_form_does_not_replace_it(request_page: Page, desk: Live) -> None:
    page = request_page
    page.goto(f"{desk.url}/requests/FD-0001/record/denied")
    page.get_by_label("Other grounds").fill("too broad")
    page.evaluate(DROP, ["h1", "letter.pdf", BYTES])
    expect(page.get_by_label("Other grounds")).to_have_value("too broad")


def test_leaving_with_something_unsaved_is_asked_about(request_page: Page, desk: Live) -> None:
    page, asked = request_page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{desk.url}/requests/FD-0001/next-step")
    page.get_by_role("link", name="Back").click()
    page.wait_for_url("**/requests/FD-0001")
    assert asked == []
    page.goto(f"{desk.url}/requests/FD-0001/next-step")
    page.get_by_label("What").fill("Call the unit")
    page.get_by_role("link", name="Back").click()
    page.wait_for_url("**/requests/FD-0001")
    assert asked == ["beforeunload"]
    page.goto(f"{desk.url}/requests/FD-0001/next-step")
    page.get_by_label("What").fill("Call the unit")
    page.get_by_label("When").fill(date(2026, 12, 1).isoformat())
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/requests/FD-0001")
    assert asked == ["beforeunload"]


def test_a_one_time_link_is_copied(browser: Browser, desk: Live) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = open_page(context)
    sign_in(page, desk)
    page.goto(f"{desk.url}/settings/people")
    page.get_by_label("Name").fill("Paralegal")
    page.get_by_label("E-mail address").fill("para@example.org")
    page.get_by_role("button", name="Add and make a link").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("#status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{desk.url}/link/")
    context.close()


def test_errors_take_the_focus_and_lead_to_their_fields(request_page: Page, desk: Live) -> None:
    page = request_page
    page.goto(f"{desk.url}/requests/FD-0001/next-step")
    page.get_by_label("What").fill("Call the unit")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".problems")).to_be_focused()
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Say when.").click()
    expect(page.get_by_label("When")).to_be_focused()
    expect(page.get_by_label("What")).to_have_value("Call the unit")


def test_the_desk_that_does_not_answer_says_so_and_keeps_the_words(
    request_page: Page, desk: Live
) -> None:
    page = request_page
    page.goto(f"{desk.url}/requests/FD-0001/record/contacted")
    page.context.set_offline(True)
    page.get_by_label("What was said").fill("They promised a letter.")
    expect(page.locator("#status")).to_contain_text("What you wrote is still on this page.")
    page.context.set_offline(False)
    expect(page.get_by_label("What was said")).to_have_value("They promised a letter.")
    page.troubles.clear()  # type: ignore[attr-defined]
