"""Filing replies in the browser: by two keystrokes, as what they are, and once."""

import io
import re

from playwright.sync_api import Page, expect

from foil.archive.store import Folder
from foil.insight.histories import recorded
from foil.law.event import Event
from foil.model.visibility import find_request
from foil.operations.intake import take_in
from foil.operations.references import add_reference
from tests.e2e.conftest import Live, sign_in
from tests.e2e.example import ask, tell
from tests.integration.test_intake import mail
from tests.production import pdf

SENT = {"kind": "sent", "at": "2026-11-18T10:41:00", "by": "portal"}
RECEIVED = {"kind": "received", "at": "2026-11-18T10:42:00", "source": "agency"}
NUMBER = "FOIL-2026-056-18831"
ACKNOWLEDGEMENT = (
    "Police Department, City of New York",
    "Legal Bureau, FOIL Unit",
    "November 20, 2026",
    f"Re: FOIL request {NUMBER}",
    "We acknowledge that we received your request on November 18, 2026.",
    "You can expect a response on or about December 15, 2026.",
)
APPEAL = "You may appeal within 30 days by writing to the FOIL Appeals Officer."
DENIED = (
    f"The Police Department has closed your FOIL request {NUMBER} for the following reason:\n\n"
    f"- We deny access to these records under section 87(2)(e)(iv).\n\n{APPEAL}"
)
REDACTED = (
    f"The Police Department has closed your FOIL request {NUMBER} for the following reason:\n\n"
    f"- Redactions have been made to the documents under section 87(2)(b).\n\n{APPEAL}"
)
DROP = """([name, chars]) => {
  const files = new DataTransfer(), bytes = Uint8Array.from(chars, (c) => c.charCodeAt(0));
  files.items.add(new File([bytes], name));
  const how = {bubbles: true, cancelable: true, dataTransfer: files};
  document.querySelector("h1").dispatchEvent(new DragEvent("dragover", how));
  document.querySelector("h1").dispatchEvent(new DragEvent("drop", how));
}"""


def numbered(desk: Live, items: int = 1) -> str:
    """A request of the agency's number, received by it."""
    number = ask(desk, desk.keeper, "Mobile X-ray vans", items)
    tell(desk, desk.keeper, number, SENT, RECEIVED)
    with desk.site.database.writing() as session:
        found = find_request(session, desk.keeper, number)
        add_reference(desk.keeper, session, found, "request", NUMBER)
    return number


def came(desk: Live, words: str, **how: str) -> str:
    """A mail that came. Returns the address of its reply."""
    taken = take_in(
        desk.keeper, desk.site.database, Folder.of(desk.site.settings),
        io.BytesIO(mail(words, **how)), "notice.eml", now=desk.clock(), route="dropped",
    )  # fmt: skip
    return f"{desk.url}/replies/{taken.replies[0]}"


def standing(desk: Live, number: str) -> list[Event]:
    """What stands of the request, but for its sending and receipt."""
    with desk.site.database.reading() as session:
        found = recorded(session, find_request(session, desk.keeper, number))
    return [each for each in found.standing.events if each.kind not in ("sent", "received")]


def test_an_acknowledgement_dropped_on_today_is_filed_by_two_keystrokes_and_undone(
    desk: Live, page: Page
) -> None:
    number = numbered(desk)
    sign_in(page, desk)
    raw = pdf([ACKNOWLEDGEMENT]).decode("latin-1")
    page.evaluate(DROP, ["acknowledgement.pdf", raw])
    page.wait_for_url("**/replies/1")
    button = page.get_by_role("button", name=re.compile("^File it"))
    expect(button).to_have_text("File it: the date NYPD gave due Dec 15")
    page.get_by_label("Dated").press("Enter")
    assert standing(desk, number) == []
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/requests/{number}")
    assert [each.kind for each in standing(desk, number)] == ["acknowledged"]
    expect(page.locator("main")).to_contain_text("Filed. The date NYPD gave due Dec 15.")
    expect(page.locator(".clocks").first).to_contain_text("December 15")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**/replies/1")
    assert standing(desk, number) == []
    expect(page.locator("main")).to_contain_text("is as it was, and the reply is not filed yet")


def test_a_closing_is_filed_as_the_denial_or_the_redacted_release_it_is(
    desk: Live, page: Page
) -> None:
    first, second = numbered(desk), ask(desk, desk.keeper, "Drones", 3)
    tell(desk, desk.keeper, second, SENT, RECEIVED)
    sign_in(page, desk)
    page.goto(came(desk, DENIED, subject=f"Request {NUMBER} Closed"))
    expect(page.get_by_label("Kind")).to_have_value("denied")
    page.get_by_role("button", name="File it: appeal by Dec 18").click()
    page.wait_for_url(f"**/requests/{first}")
    assert [each.kind for each in standing(desk, first)] == ["denied"]
    redacted = REDACTED.replace(NUMBER, second)
    page.goto(came(desk, redacted, subject=f"Request {second} Closed", id_="<two@example.gov>"))
    expect(page.get_by_label("Kind")).to_have_value("part")
    page.get_by_label("It says different things of them").check()
    page.get_by_label("What it says of item 1").select_option("as")
    page.get_by_label("What it says of item 3").select_option("as")
    expect(page.locator("#what-it-does")).to_contain_text("items 1 and 3")
    page.get_by_role("button", name="File it: appeal by Dec 18").click()
    page.wait_for_url(f"**/requests/{second}")
    released, denied = standing(desk, second)
    assert (released.kind, denied.kind) == ("released", "denied")
    assert (released.items, denied.items, denied.detail("scope")) == ((1, 3), (1, 3), "part")


def test_one_denial_by_three_ways_ends_as_one_event(desk: Live, page: Page) -> None:
    number = numbered(desk)
    sign_in(page, desk)
    letter = pdf([("November 20, 2026", f"Re: {NUMBER}", *DENIED.splitlines())])
    ways = (
        came(desk, DENIED, subject=f"Request {NUMBER} Closed"),
        came(desk, "See attached.", id_="<two@example.gov>", attached=("Letter.pdf", letter)),  # type: ignore[arg-type]
        came(desk, f"As posted. {DENIED}", id_="<three@example.gov>"),
    )
    page.goto(ways[0])
    page.get_by_role("button", name=re.compile("^File it: appeal")).click()
    page.wait_for_url(f"**/requests/{number}")
    for address in ways[1:]:
        page.goto(address)
        if not page.get_by_role("link", name="Add to what is already recorded").is_visible():
            page.get_by_label(re.compile(number)).first.check()
        page.get_by_role("link", name="Add to what is already recorded").click()
        expect(page.get_by_role("heading", name="What it does")).to_be_visible()
        sure = page.get_by_label("It is right as I wrote it")
        if sure.count():
            sure.check()
        page.get_by_role("button", name="Add it to what is recorded").click()
        page.wait_for_url(f"**/requests/{number}")
    (denied,) = standing(desk, number)
    assert len(denied.papers) == 4  # the second way brought a cover and its letter
    expect(page.get_by_text("NYPD denied the request", exact=True)).to_have_count(1)


def test_a_request_is_found_by_typing_and_another_kind_asks_its_own(desk: Live, page: Page) -> None:
    number = ask(desk, desk.keeper, "Drone purchase orders", 1)
    tell(desk, desk.keeper, number, SENT, RECEIVED)
    sign_in(page, desk)
    page.goto(came(desk, "We deny all of it.", sender="A <a@mail.example>", subject="Hello"))
    box = page.get_by_label("Find a request")
    box.press_sequentially("drone")
    page.get_by_label(re.compile(number)).check()
    expect(box).to_have_value("drone")
    page.get_by_label("Kind").select_option("extended")
    page.get_by_label("By a date").check()
    page.get_by_label("The date", exact=True).fill("2027-01-15")
    file_it = page.get_by_role("button", name=re.compile("^File it"))
    expect(file_it).to_contain_text("determination due Dec 21")
    page.get_by_label("Remember them").wait_for()
    for box in page.get_by_label(re.compile("^I looked")).all():
        box.check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/requests/{number}")
    assert [each.kind for each in standing(desk, number)] == ["extended"]
