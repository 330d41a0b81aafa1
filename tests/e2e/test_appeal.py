"""A denial becomes an appeal in under ten clicks: an answer to each ground, exhibits lettered, to
the appeals officer, with its own date; what nobody has read stands beside the draft."""

import io

from playwright.sync_api import Page, expect

from foil.archive.store import Folder
from foil.model.visibility import find_request
from foil.operations import documents
from foil.operations.events import record
from foil.operations.requests import Asked, Particulars, draft
from tests.e2e.conftest import Live

HAPPENED: tuple[dict[str, object], ...] = (
    {"kind": "sent", "on": "2026-10-19", "by": "portal"},
    {"kind": "received", "on": "2026-10-19"},
    {"kind": "acknowledged", "dated": "2026-10-23", "received": "2026-10-23"},
    {
        "kind": "denied", "dated": "2026-11-02", "received": "2026-11-05", "appeal_notice": True,
        "exemptions": ["87(2)(e)(iv)", "87(2)(f)", "87(2)(g)"],
    },
)  # fmt: skip
NUMBER = "FD-0001"


def furnish(live: Live) -> None:
    """A request on facial recognition that the NYPD denied whole, with the denial and the request
    among its documents."""
    asked = [
        Asked("Contracts for facial recognition, 2019 to 2026.", "contracts"),
        Asked("Accuracy tests of facial recognition, 2019 to 2026.", "accuracy-and-bias"),
    ]
    told = Particulars("nypd", "facial-recognition", "Facial recognition contracts")
    store, now, keeper = Folder.of(live.site.settings), live.clock(), live.keeper
    with live.site.database.writing() as session:
        row = draft(keeper, session, told, asked, now=now)
        for facts in HAPPENED:
            record(keeper, session, row, facts, seq=row.head_seq, now=now, sure=True)
        found = find_request(session, keeper, row.number)
        for event, name in (("e4", "Denial.pdf"), ("e1", "Request.pdf")):
            kept = store.keep(io.BytesIO(f"%PDF-1.7 {name}".encode()))
            documents.attach(keeper, session, found, kept, name, now=now, event=event)


def test_a_denial_becomes_an_appeal_in_under_ten_clicks(signed_in: Page, desk: Live) -> None:
    page, clicks = signed_in, 0
    furnish(desk)
    page.goto(desk.url)
    for role, name in (("link", "Build the appeal: "), ("button", "Write the appeal")):
        page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        clicks += 1
    page.wait_for_url(f"{desk.url}/requests/{NUMBER}/drafts/*")
    assert clicks < 10
    sheet = page.locator("#preview")
    for ground in ("87(2)(e)(iv): investigative", "87(2)(f): life", "87(2)(g): inter-agency"):
        expect(sheet.get_by_role("heading", name=f"Section {ground}")).to_be_visible()
    for answer in (
        "Conclusory claims do not suffice (Matter of Jewish Press",
        "does not say whose safety is meant",
        "not categorically exempt from disclosure as intra-agency material",
        "(Local Law 55 of 2025)",
        "Records Access Appeals Officer",
        "by a letter dated November 2, 2026 (Exhibit A), which I received on November 5, 2026",
        "the time to appeal runs through December 7, 2026 (43 RCNY 1-06(b))",
        "Exhibit A: The denial of November 2, 2026",
        "Exhibit B: The request of October 19, 2026",
    ):
        expect(sheet).to_contain_text(answer)
    unread = page.locator("#reading-list")
    expect(unread).to_contain_text("Fink (Ct App 1979)")
    expect(sheet).not_to_contain_text("Fink")


def test_what_is_left_out_asks_why_and_exhibits_keep_their_letters(
    signed_in: Page, desk: Live
) -> None:
    page = signed_in
    furnish(desk)
    page.goto(f"{desk.url}/requests/{NUMBER}/appeal")
    why = page.get_by_label("Why item 2 is left")
    expect(why).to_be_hidden()
    page.get_by_label("Leave it, and why").nth(1).check()
    expect(why).to_be_visible()
    page.get_by_role("button", name="Write the appeal").first.click()
    expect(page.locator(".problems")).to_contain_text("Say why it is left")
    why.fill("Asked again, narrower.")
    page.get_by_role("checkbox", name="Denial.pdf").uncheck()
    page.get_by_role("button", name="Write the appeal").first.click()
    page.wait_for_url(f"{desk.url}/requests/{NUMBER}/drafts/*")
    expect(page.locator("#preview")).to_contain_text("Exhibit A: The request of October 19, 2026")
    expect(page.locator("#preview")).not_to_contain_text("Accuracy tests")
