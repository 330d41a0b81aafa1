"""Two requests to the NYPD in a real browser, from the first visit to the last date.

One is met with silence; one with a date four months off. Every date is asserted as a person reads
it on the page, and the clock of the desk is the only thing moved.
"""

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Live
from tests.integration.site import PASSWORD

WHO = "attorney@example.org"
NUMBER = "FOIL-2026-056-18831"
RELEASE = b"%PDF-1.7\nContract 4471, as produced\n" + bytes(range(256)) * 40


def later(page: Page, live: Live, text: str) -> None:
    """Open Today at eleven in the morning of that day, signing in again where two weeks passed."""
    live.clock.set(datetime.fromisoformat(f"{text}T16:00:00").replace(tzinfo=UTC))
    page.goto(f"{live.url}/")
    if "/sign-in" in page.url:
        page.get_by_label("E-mail address").fill(WHO)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{live.url}/")


def test_silence_is_followed_to_the_article_78_date(page: Page, new_desk: Live) -> None:
    live = new_desk
    later(page, live, "2026-10-19")
    first_run(page, live)
    write_request(page, live)
    file_it(page)
    expect(clock(page, "NYPD acknowledges, grants or denies")).to_contain_text(
        "Monday, October 26, 2026"
    )
    acknowledged_without_a_date(page, live)
    deemed_denied_the_day_after_the_twentieth(page, live)
    appealed_and_met_with_silence(page, live)


def acknowledged_without_a_date(page: Page, live: Live) -> None:
    later(page, live, "2026-10-23")
    record(page, live, "Acknowledged", received="2026-10-23")
    expect(entry(page, 0)).to_contain_text("It gives no date.")
    counted = clock(page, "NYPD’s determination")
    expect(counted).to_contain_text("Tuesday, November 24, 2026")
    expect(counted).to_contain_text("Election Day (November 3) and Veterans Day (November 11)")
    silent = page.get_by_role("listitem").filter(has_text="If they stay silent").first
    expect(silent).to_contain_text("from Wed, Nov 25")
    expect(silent).to_contain_text("safely until Thursday, December 24, 2026")


def deemed_denied_the_day_after_the_twentieth(page: Page, live: Live) -> None:
    later(page, live, "2026-11-24")
    assert late(page) == ""
    later(page, live, "2026-11-25")
    row = late(page)
    assert "Tue, Nov 24" in row
    assert "1 business day late" in row
    assert "NYPD owes a determination — Facial recognition trials" in row
    assert "safe to appeal until Thursday, December 24 (arguable)" in row
    expect(section(page, "Yours to do")).to_contain_text("No right of yours is closing")
    page.goto(f"{live.url}/requests/FD-0001")
    expect(page.locator(".silence")).to_contain_text(
        "No determination by Tuesday, November 24, 2026: deemed denied, arguably."
    )


def appealed_and_met_with_silence(page: Page, live: Live) -> None:
    later(page, live, "2026-11-30")
    page.get_by_role("link", name="Record the appeal").click()
    expect(page.locator("#what-it-does")).to_contain_text("NYPD’s decision on the appeal")
    page.get_by_label("By", exact=True).select_option("email")
    page.get_by_role("button", name="Record it").click()
    record(page, live, "The agency received the appeal", on="2026-11-30")
    expect(clock(page, "NYPD’s decision on the appeal")).to_contain_text(
        "Monday, December 14, 2026"
    )
    later(page, live, "2026-12-14")
    expect(section(page, "Yours to do")).not_to_contain_text("Article 78")
    later(page, live, "2026-12-15")
    assert "NYPD owes a decision on the appeal" in late(page)
    ours = section(page, "Yours to do")
    expect(ours).to_contain_text("Wed, Apr 14, 2027")
    expect(ours).to_contain_text("Article 78 petition — Facial recognition trials, NYPD")
    expect(ours).to_contain_text("no letter will come to remind you")
    ours.get_by_role("link", name="Wed, Apr 14, 2027").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sue by Wednesday, April 14, 2027")
    expect(page.get_by_role("region", name="How it is counted")).to_contain_text("CPLR 217(1)")


def test_a_date_four_months_off_is_late_only_the_day_after_it(
    page: Page, new_desk: Live, tmp_path: Path
) -> None:
    live = new_desk
    later(page, live, "2026-10-19")
    first_run(page, live)
    write_request(page, live)
    file_it(page)
    later(page, live, "2026-10-23")
    record(page, live, "Acknowledged", received="2026-10-23", promised="2027-02-25")
    expect(entry(page, 0)).to_contain_text("Thursday, February 25, 2027")
    nothing_is_red_on_day_twenty_one(page, live)
    later(page, live, "2027-02-25")
    assert late(page) == ""
    later(page, live, "2027-02-26")
    row = late(page)
    assert "Thu, Feb 25" in row
    assert "1 business day late" in row
    assert "NYPD missed the date it gave — Facial recognition trials" in row
    records_come_and_are_found_again(page, live, tmp_path / "production.pdf")


def nothing_is_red_on_day_twenty_one(page: Page, live: Live) -> None:
    later(page, live, "2026-11-25")
    assert late(page) == ""
    for address in ("/", "/requests", "/requests/FD-0001/clock", "/requests/FD-0001"):
        page.goto(f"{live.url}{address}")
        expect(page.get_by_role("link", name="Today").first).to_be_visible()
        red = page.locator(".late, .alarm").filter(has_not_text="Reminders reach no one")
        assert red.count() == 0, address
    expect(clock(page, "NYPD’s determination")).to_contain_text("past its date, not late yet")
    expect(clock(page, "The date NYPD gave")).to_contain_text("Thursday, February 25, 2027")


def records_come_and_are_found_again(page: Page, live: Live, production: Path) -> None:
    production.write_bytes(RELEASE)
    later(page, live, "2027-03-01")
    record(page, live, "Records came", received="2027-03-01", file=production)
    expect(entry(page, 0)).to_contain_text("NYPD released records")
    page.goto(f"{live.url}/documents")
    page.get_by_label("Find a document").fill("production")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="production.pdf", exact=True).click()
    page.wait_for_url("**/pages/1")
    page.get_by_text("Take the original").click()
    with page.expect_download() as told:
        page.get_by_role("link", name="Download the original").click()
    assert told.value.suggested_filename == "production.pdf"
    assert Path(told.value.path()).read_bytes() == RELEASE


def first_run(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/")
    assert page.url.endswith("/first-run")
    page.get_by_label("Your name").fill("Staff attorney")
    page.get_by_label("Your e-mail address").fill(WHO)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Name of the office").fill("Defense unit")
    page.get_by_label("Address", exact=True).fill("120 Example Street\nNew York, NY 10013")
    page.get_by_role("button", name="Open the desk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Monday, October 19")


def write_request(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/")
    page.get_by_role("link", name="New request").first.click()
    page.get_by_label("Agency").select_option(label="New York City Police Department")
    page.get_by_label("Technology").select_option(label="Facial Recognition")
    page.get_by_label("Records from").fill("2019-01-01")
    page.get_by_role("button", name="Begin the letter").click()
    page.get_by_label("Our own title").fill("Facial recognition trials")
    expect(page.locator("#preview")).to_contain_text("January 1, 2019")
    page.get_by_role("button", name="Finish the letter").click()
    expect(page.locator(".hello")).to_contain_text("not filed yet")
    with page.expect_download() as told:
        page.get_by_role("link", name="PDF").click()
    assert Path(told.value.path()).read_bytes().startswith(b"%PDF-1.7")
    page.goto(f"{live.url}/")
    expect(section(page, "Not filed yet")).to_contain_text("Finished, not filed with the agency")


def file_it(page: Page) -> None:
    """Say that it went through the portal, which confirmed it at once."""
    page.get_by_role("link", name="File it with NYPD").first.click()
    if "/file" not in page.url:
        page.get_by_role("link", name="File it with NYPD").first.click()
    page.get_by_label("It went by").select_option("portal")
    page.get_by_label("Time").fill("10:41 am")
    page.get_by_label("Number it got").fill(NUMBER)
    page.get_by_label("The agency’s receipt came at once").check()
    expect(page.locator("#what-it-does")).to_contain_text("due Monday, October 26")
    page.get_by_role("button", name="Record that it was filed").click()
    expect(page.locator(".hello")).to_contain_text(NUMBER)
    expect(page.locator(".record")).to_contain_text("Monday, October 19, 2026, 10:41 am")


def record(
    page: Page,
    live: Live,
    what: str,
    *,
    received: str = "",
    on: str = "",
    promised: str = "",
    file: Path | None = None,
) -> None:
    page.goto(f"{live.url}/requests/FD-0001")
    page.get_by_role("link", name="Record what came").click()
    page.get_by_role("link", name=what).first.click()
    if received:
        page.get_by_label("By", exact=True).first.select_option("email")
        page.get_by_label("Letter’s own date").first.fill(received)
        page.get_by_label("Reached us").first.fill(received)
    if on:
        page.get_by_label("Day it was received").fill(on)
    if promised:
        page.get_by_label("By a date").check()
        page.get_by_label("The date", exact=True).fill(promised)
    if file:
        page.get_by_label("Files that came with it").set_input_files(file)
    page.get_by_role("button", name="Record it").click()
    expect(page.locator(".flash")).to_contain_text("Recorded")


def late(page: Page) -> str:
    """The first row of Today's late agencies, in words; empty where there is none."""
    rows = section(page, "Late from agencies").locator("article")
    return rows.first.inner_text().replace("\n", " ") if rows.count() else ""


def section(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title)


def clock(page: Page, title: str) -> Locator:
    return page.locator(".clock").filter(has_text=title).first


def entry(page: Page, n: int) -> Locator:
    return page.locator(".record > li").nth(n)
