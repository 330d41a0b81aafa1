"""Four letters that lose cases, recorded through the pages: each shows its trap and the clocks it
starts before it is saved, and nothing moves until a person presses the button."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Live, sign_in
from tests.e2e.example import RECEIVED, SENT, ask, tell

NUMBER = "FD-0001"
DATED = {"how": "email", "dated": "2026-11-02", "received": "2026-11-02"}
DENIED = {"kind": "denied", "papers": [DATED], "appeal_notice": True}
APPEALED = {"kind": "appealed", "on": "2026-11-20"}
APPEAL_RECEIVED = {"kind": "appeal_received", "on": "2026-11-20"}


def letter(kind: str, on: str, until: str) -> dict[str, object]:
    """A letter by e-mail that gives a date."""
    paper = {"how": "email", "dated": on, "received": on}
    return {"kind": kind, "papers": [paper], "promised": [{"date": until}]}


def begin(page: Page, live: Live, day: str, items: int, *happened: dict[str, object]) -> None:
    """A request with that much behind it, seen at eleven in the morning of that day."""
    live.clock.set(datetime.fromisoformat(f"{day}T16:00:00").replace(tzinfo=UTC))
    number = ask(live, live.keeper, "Facial recognition trials", items)
    tell(live, live.keeper, number, *happened)
    sign_in(page, live)


def open_form(page: Page, live: Live, what: str, day: str) -> None:
    page.goto(f"{live.url}/requests/{NUMBER}/record")
    page.get_by_label("Find what happened").fill(what)
    page.locator(".kinds a:visible").filter(has_text=what).first.click()
    page.get_by_label("By", exact=True).first.select_option("email")
    page.get_by_label("Letter’s own date").first.fill(day)
    page.get_by_label("Reached us").first.fill(day)


def before_saving(page: Page) -> Locator:
    """What the form says it will change."""
    return page.locator("#what-it-does")


def clocks(live: Live, page: Page) -> str:
    """Every clock of the request as another tab shows them now, in words."""
    other = page.context.new_page()
    other.goto(f"{live.url}/requests/{NUMBER}/clock")
    words = other.locator("main").inner_text()
    other.close()
    return words


def save(page: Page) -> None:
    page.get_by_role("button", name="Record it").click()
    expect(page.locator(".flash")).to_contain_text("Recorded")


def clock(page: Page, title: str) -> Locator:
    return page.locator(".clock").filter(has_text=title).first


def trap(page: Page, words: str) -> Locator:
    return page.locator(".trap").filter(has_text=words).first


def test_a_release_with_redactions_starts_the_thirty_days_now(page: Page, desk: Live) -> None:
    live = desk
    acknowledged = letter("acknowledged", "2026-10-23", "2026-11-20")
    begin(page, live, "2026-11-16", 2, SENT, RECEIVED, acknowledged)
    open_form(page, live, "Records came", "2026-11-16")
    page.get_by_label("A part; more is to come").check()
    page.get_by_label("1. Contracts", exact=False).uncheck()
    save(page)
    before = clocks(live, page)
    open_form(page, live, "Denied", "2026-11-16")
    expect(page.locator(".hello")).to_contain_text("Redactions are a denial in part")
    page.get_by_label("A part of them").check()
    page.get_by_label("1. Contracts", exact=False).uncheck()
    page.get_by_label("2. Contracts", exact=False).check()
    says = before_saving(page)
    expect(says).to_contain_text("Appeal the denial, item 2: appeal by Wednesday, December 16")
    expect(says).to_contain_text("starts the thirty days now; later releases do not restart them")
    expect(says).to_contain_text("Nothing is saved until you press the button")
    assert clocks(live, page) == before
    save(page)
    expect(trap(page, "starts the thirty days now")).to_contain_text("Mingo (1st Dept 2024)")
    expect(clock(page, "Appeal the denial, item 2")).to_contain_text("Wednesday, December 16, 2026")
    expect(clock(page, "NYPD’s determination, item 1")).to_be_visible()
    page.goto(f"{live.url}/")
    expect(page.get_by_role("region", name="Yours to do")).to_contain_text("Wed, Dec 16")


def test_closed_for_want_of_our_answer_is_a_denial(page: Page, desk: Live) -> None:
    live = desk
    begin(
        page,
        live,
        "2026-11-16",
        1,
        SENT,
        RECEIVED,
        letter("acknowledged", "2026-10-23", "2027-02-25"),
    )
    before = clocks(live, page)
    open_form(page, live, "Closed", "2026-11-16")
    page.get_by_label("For want of our answer").check()
    page.get_by_label("Reasons it gives").fill("Closed: No Customer Response")
    says = before_saving(page)
    expect(says).to_contain_text("Appeal the closing: appeal by Wednesday, December 16")
    expect(says).to_contain_text("“Closed” is a denial here unless its reasons say otherwise")
    assert clocks(live, page) == before
    save(page)
    expect(trap(page, "“Closed” is a denial here")).to_contain_text("POL § 89(4)(a)")
    expect(clock(page, "Appeal the closing")).to_contain_text("Wednesday, December 16, 2026")
    expect(page.locator(".hello")).to_contain_text("Appeal by Wednesday, December 16")


def test_a_remand_does_not_stop_the_four_months(page: Page, desk: Live) -> None:
    live = desk
    begin(page, live, "2026-12-03", 1, SENT, RECEIVED, DENIED, APPEALED, APPEAL_RECEIVED)
    before = clocks(live, page)
    assert "Monday, December 7, 2026" in before
    open_form(page, live, "The appeal was decided", "2026-12-03")
    page.get_by_label("Sent back").check()
    page.get_by_label("By a date").check()
    page.get_by_label("The date", exact=True).fill("2027-01-29")
    says = before_saving(page)
    expect(says).to_contain_text("Article 78 petition: sue by Friday, April 2, 2027")
    expect(says).to_contain_text("last day Wednesday, April 7, 2027")
    expect(says).to_contain_text("NYPD’s date certain, due Friday, January 29, 2027")
    expect(says).to_contain_text("the four months to sue run all the same")
    assert clocks(live, page) == before
    save(page)
    expect(trap(page, "does not decide the appeal")).to_contain_text("FOIL-AO-19780")
    expect(clock(page, "Article 78 petition")).to_contain_text("Friday, April 2, 2027")
    expect(clock(page, "NYPD’s date certain")).to_contain_text("Friday, January 29, 2027")


def test_a_third_extension_is_counted(page: Page, desk: Live) -> None:
    live = desk
    begin(
        page, live, "2027-03-12", 1, SENT, RECEIVED,
        letter("acknowledged", "2026-10-23", "2026-12-15"),
        letter("extended", "2026-11-20", "2027-01-22"),
        letter("extended", "2027-01-20", "2027-03-15"),
    )  # fmt: skip
    before = clocks(live, page)
    open_form(page, live, "Extended", "2027-03-12")
    page.get_by_label("By a date").check()
    page.get_by_label("The date", exact=True).fill("2027-07-14")
    third = "3rd extension, 211 days claimed so far; the date moved from March 15 to July 14."
    says = before_saving(page)
    expect(says).to_contain_text(third)
    expect(says).to_contain_text("NYPD’s date certain, due Wednesday, July 14")
    assert clocks(live, page) == before
    save(page)
    expect(page.locator(".record > li").first).to_contain_text(third)
    expect(clock(page, "NYPD’s date certain")).to_contain_text("Wednesday, July 14, 2027")
    page.get_by_role("link", name="Wednesday, July 14, 2027").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "NYPD’s date certain: due Wednesday, July 14, 2027"
    )
    expect(page.get_by_role("region", name="If the law is read otherwise")).to_contain_text(
        "May an agency put its date off more than once?"
    )


@pytest.mark.parametrize("officer", ["The records access officer", "The appeals officer"])
def test_an_appeal_to_the_wrong_officer_is_told_before_it_is_saved(
    page: Page, desk: Live, officer: str
) -> None:
    live = desk
    begin(page, live, "2026-11-16", 1, SENT, RECEIVED, DENIED)
    page.goto(f"{live.url}/requests/{NUMBER}/record/appealed")
    page.get_by_label(officer, exact=False).check()
    says = before_saving(page)
    expect(says).to_contain_text("NYPD’s decision on the appeal")
    warned = says.locator(".trap").filter(has_text="may not decide it")
    expect(warned).to_have_count(1 if officer.startswith("The records") else 0)
    save(page)
    shown = page.locator(".trap").filter(has_text="send it to the appeals officer")
    expect(shown).to_have_count(1 if officer.startswith("The records") else 0)
    expect(page.locator(".record > li").first).to_contain_text(officer)
