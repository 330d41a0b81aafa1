"""A reply dropped on any page is taken in and opened to be filed; several wait in the list; until
they are filed they stand first on Today."""

import re
from collections.abc import Sequence

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Live, sign_in
from tests.e2e.example import ACKNOWLEDGED, RECEIVED, SENT, ask, tell
from tests.integration.test_intake import DENIAL, NUMBER, mail

DROP = """([selector, named]) => {
  const files = new DataTransfer();
  for (const [name, words] of named) files.items.add(new File([words], name));
  const at = document.querySelector(selector);
  const how = {bubbles: true, cancelable: true, dataTransfer: files};
  at.dispatchEvent(new DragEvent("dragover", how));
  window.shownWhileDragged = !document.querySelector(".anywhere").hidden;
  at.dispatchEvent(new DragEvent("drop", how));
}"""


def drop(page: Page, files: Sequence[tuple[str, bytes]], at: str = "h1") -> None:
    page.evaluate(DROP, [at, [[name, raw.decode()] for name, raw in files]])


def test_a_reply_dropped_on_today_is_opened_to_be_filed_and_stands_first_until_it_is(
    desk: Live, page: Page
) -> None:
    sign_in(page, desk)
    number = ask(desk, desk.keeper, "Body-worn cameras", 1)
    tell(desk, desk.keeper, number, SENT, RECEIVED, ACKNOWLEDGED)
    page.reload()
    drop(page, [("denial.eml", mail(f"FD-0001\n\n{DENIAL.format(NUMBER)}"))])
    page.wait_for_url("**/replies/1")
    page.goto(f"{desk.url}/")
    row = page.get_by_role("region", name="Not filed yet").get_by_role("article").first
    expect(row).to_contain_text("If this is a denial dated November 20: appeal by December 18")
    expect(row).to_contain_text("unconfirmed")
    row.get_by_role("link", name=re.compile("^File it")).click()
    page.wait_for_url("**/replies/1")


def test_several_dropped_anywhere_go_to_the_list_and_a_text_is_pasted_there(
    desk: Live, page: Page
) -> None:
    sign_in(page, desk)
    page.goto(f"{desk.url}/agencies")
    drop(page, [("a.txt", b"Your request is denied."), ("b.txt", b"We granted your request.")])
    page.wait_for_url("**/replies")
    assert page.get_by_role("region", name="Not filed yet").get_by_role("article").count() == 2
    page.get_by_label("Or paste a reply").fill("Your FOIL request is denied.")
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/replies/3")
    page.goto(f"{desk.url}/help")
    drop(page, [("empty.txt", b"")])
    expect(page.locator("#status")).to_contain_text("is empty")
