"""An office moves in: sixty requests in mid-life by page, the right ones on Today, out again."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from foil.model.tables import Request
from tests.e2e.conftest import Live, open_page, sign_in
from tests.e2e.test_pages import axe
from tests.integration.sheets import HEADERS, row, xlsx_of

SENT = date(2026, 9, 8)


def sixty() -> list[dict[str, object]]:
    """Ten with only a last promised date, five denied, three on appeal, two in court, four
    federal, and thirty-six that wait."""
    promised = [
        row(f"Promised {n}", agency="Department of Correction", number=f"P-{n}",
            promised=date(2026, 11, 30) + timedelta(days=n))
        for n in range(10)
    ]  # fmt: skip
    denied = [
        row(f"Denied {n}", sent=SENT, denied=date(2026, 11, 2) + timedelta(days=n),
            status="Denied" if n else "Denied in part", number=f"FOIL-2026-056-{n:05d}")
        for n in range(5)
    ]  # fmt: skip
    appealed = [
        row(f"Appealed {n}", sent=SENT, denied=date(2026, 10, 20), status="On appeal",
            appealed=date(2026, 11, 10) + timedelta(days=n))
        for n in range(3)
    ]  # fmt: skip
    court = [
        row(f"In court {n}", sent=date(2026, 3, 2), denied=date(2026, 4, 6),
            appealed=date(2026, 4, 20), decided=date(2026, 5, 4), sued=date(2026, 8, 3),
            index=f"15000{n}/2026", status="In litigation")
        for n in range(2)
    ]  # fmt: skip
    federal = [
        row(f"Federal {n}", agency=agency, sent=SENT, status="Awaiting Response")
        for n, agency in enumerate(("FBI", "DEA", "U.S. Secret Service", "ICE"))
    ]
    waiting = [
        row(f"Waiting {n}", agency=("NYPD", "New York State Police", "MTA", "Town of Islip")[n % 4],
            sent=SENT + timedelta(days=n), acknowledged=SENT + timedelta(days=n + 2),
            status="Acknowledged")
        for n in range(36)
    ]  # fmt: skip
    return [*promised, *denied, *appealed, *court, *federal, *waiting]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    rows = [[each.get(header) for header in HEADERS] for each in sixty()]
    return xlsx_of(tmp_path / "Office list.xlsx", [HEADERS, *rows])


def bring(page: Page, desk: Live, sheet: Path) -> None:
    page.goto(f"{desk.url}/requests")
    page.get_by_role("link", name="Import a sheet").first.click()
    page.set_input_files("#files", sheet)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="60 of 60 rows can be brought in")).to_be_visible()


def test_sixty_requests_are_in_by_page_and_out_again_with_one_click(
    signed_in: Page, desk: Live, sheet: Path
) -> None:
    page = signed_in
    bring(page, desk, sheet)
    assert axe(page) == ""
    page.get_by_role("button", name="Bring in 60 requests").click()
    expect(page.get_by_role("heading", name="60 requests brought in")).to_be_visible()
    assert axe(page) == ""
    page.get_by_role("link", name="See Today").click()
    for n in range(5):
        expect(page.locator("main")).to_contain_text(f"Denied {n}")
    main = page.locator("main").inner_text()
    assert "Federal 0" in main  # under another law nothing runs: it stands on that list
    assert "Promised 0" in main  # the agency's day in the next three weeks
    assert "Appealed 0" in main
    page.goto(f"{desk.url}/requests?find=in+court")
    expect(page.locator("table").get_by_text("in court", exact=True)).to_have_count(2)

    page.goto(f"{desk.url}/requests")
    with page.expect_download() as taken:
        page.get_by_role("link", name="workbook").click()
    book = load_workbook(BytesIO(taken.value.path().read_bytes()))
    assert book["Requests"].max_row == 61

    page.goto(f"{desk.url}/import/1")
    page.get_by_role("button", name="Undo the whole import").click()
    expect(page.get_by_text("Undone: 60 requests taken out again.")).to_be_visible()
    with desk.site.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Request)) == 0


def test_it_all_works_without_script(browser: Browser, desk: Live, sheet: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = open_page(context)
    sign_in(page, desk)
    bring(page, desk, sheet)
    page.get_by_role("button", name="Bring in 60 requests").click()
    expect(page.get_by_role("heading", name="60 requests brought in")).to_be_visible()
    page.goto(f"{desk.url}/under-way")
    page.select_option("[name=agency]", "nypd")
    page.fill("[name=title]", "Mobile X-ray vans")
    page.fill("[name=sent-on]", "2026-09-08")
    page.check("#denied")
    page.fill("[name=denied-on]", "2026-11-13")
    page.get_by_role("button", name="See its dates").click()
    expect(page.locator("#what-it-gives")).to_contain_text("Appeal the denial")
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_role("heading", name="Mobile X-ray vans")).to_be_visible()
    context.close()


def test_one_request_under_way_shows_its_clocks_while_it_is_written(
    signed_in: Page, desk: Live
) -> None:
    page = signed_in
    page.goto(f"{desk.url}/under-way")
    expect(page.locator("#what-it-gives")).to_contain_text("Choose the agency")
    page.get_by_label("Agency", exact=True).select_option("nypd")
    page.get_by_label("Title").fill("Mobile X-ray vans")
    page.get_by_label("Day it was sent").fill("2026-09-08")
    page.get_by_label("Last date it promised").fill("2026-12-15")
    expect(page.locator("#what-it-gives")).to_contain_text("Acknowledged (promising")
    page.locator("#denied").check()
    expect(page.locator("#what-it-gives")).to_contain_text("Find the denial and record it")
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_role("heading", name="Mobile X-ray vans")).to_be_visible()
    page.goto(f"{desk.url}/")
    expect(page.locator("main")).to_contain_text("Find the denial and record it")
