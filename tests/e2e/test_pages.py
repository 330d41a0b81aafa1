"""Every page: axe finds nothing, the keyboard reaches everything, it fits, it works unscripted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Live, open_page, serve, sign_in
from tests.e2e.example import MISTAKEN, PAGES, furnish
from tests.integration.site import PASSWORD

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1320, 390, 320)
CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
REACHED = """() => {
  const at = document.activeElement;
  const over = !at || at === document.body
    || (at.matches('.skip') && document.querySelectorAll('[data-reached]').length > 1);
  if (over) return false;
  at.dataset.reached = '';
  if (at.type === 'radio')
    for (const each of document.getElementsByName(at.name)) each.dataset.reached = '';
  const ring = getComputedStyle(at);
  if (ring.outlineStyle === 'none' && at.id !== 'main') at.dataset.unseen = '';
  return true;
}"""
"""Mark what has the focus now; false once the focus has gone round the page."""

UNREACHED = f"""() => [...document.querySelectorAll('{CONTROLS}')]
  .filter(each => each.checkVisibility({{visibilityProperty: true}})
          && !each.closest('dialog:not([open])') && !('reached' in each.dataset))
  .map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    serving = serve(tmp_path_factory.mktemp("pages"), founded=True)
    live = next(serving)
    furnish(live)
    yield live
    next(serving, None)


@pytest.fixture(scope="module")
def state(browser: Browser, furnished: Live) -> object:
    context = browser.new_context()
    page = open_page(context)
    sign_in(page, furnished)
    kept = context.storage_state()
    context.close()
    return kept


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, furnished: Live, state: object, scheme: str) -> None:
    context = browser.new_context(storage_state=state, color_scheme=scheme)  # type: ignore[arg-type]
    page, found = open_page(context), {}
    for address in (*PAGES, *MISTAKEN):
        page.goto(f"{furnished.url}{address}")
        page.eval_on_selector_all("main details", "all => all.forEach(each => each.open = true)")
        if report := axe(page):
            found[address] = report
    context.close()
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_there_is_anything(
    browser: Browser, new_desk: Live, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page, found = open_page(context), {}
    page.goto(f"{new_desk.url}/first-run")
    found["first run"] = axe(page)
    page.get_by_role("button", name="Open the desk").click()
    expect(page.locator(".problems")).to_be_focused()
    found["first run, with mistakes"] = axe(page)
    for label in ("Your name", "Name of the office"):
        page.get_by_label(label).fill("Defense unit")
    page.get_by_label("Your e-mail address").fill("keeper@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open the desk").click()
    for address in ("/", "/requests", "/documents", "/matters"):
        page.goto(f"{new_desk.url}{address}")
        found[f"empty {address}"] = axe(page)
    page.context.clear_cookies()
    page.goto(f"{new_desk.url}/sign-in")
    found["sign in"] = axe(page)
    context.close()
    assert {where: report for where, report in found.items() if report} == {}


def axe(page: Page) -> str:
    """What axe finds wrong with a page; empty where it finds nothing."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return str(results.generate_report()) if results.violations_count else ""


def test_each_page_fits_its_window(browser: Browser, furnished: Live, state: object) -> None:
    wide = []
    for width in WIDTHS:
        context = browser.new_context(
            storage_state=state,  # type: ignore[arg-type]
            viewport={"width": width, "height": 800},
        )
        page = open_page(context)
        for address in PAGES:
            page.goto(f"{furnished.url}{address}")
            needs = page.evaluate("document.documentElement.scrollWidth")
            if needs > width:
                wide.append((width, address, needs))
        context.close()
    assert wide == []


def test_the_keyboard_reaches_everything(browser: Browser, furnished: Live, state: object) -> None:
    context = browser.new_context(storage_state=state)  # type: ignore[arg-type]
    page, missed, unseen = open_page(context), {}, {}
    for address in PAGES:
        page.goto(f"{furnished.url}{address}")
        page.keyboard.press("Tab")
        while page.evaluate(REACHED):
            page.keyboard.press("Tab")
        if left := page.evaluate(UNREACHED):
            missed[address] = left
        if hidden := page.locator("[data-unseen]").count():
            unseen[address] = hidden
    context.close()
    assert missed == {}
    assert unseen == {}


def test_touch_targets_are_large_on_a_phone(
    browser: Browser, furnished: Live, state: object
) -> None:
    context = browser.new_context(
        storage_state=state,  # type: ignore[arg-type]
        viewport={"width": 390, "height": 844},
        has_touch=True,
    )
    page, small = open_page(context), {}
    for address in PAGES:
        page.goto(f"{furnished.url}{address}")
        heights = page.eval_on_selector_all(
            ".btn, .dock > a, .dock summary, .tabs a, .field, label.check",
            """all => all.filter(each => each.checkVisibility())
                .map(each => each.getBoundingClientRect().height)""",
        )
        if min(heights, default=44) < 44:
            small[address] = min(heights)
    context.close()
    assert small == {}


def test_each_page_works_without_script(browser: Browser, furnished: Live, state: object) -> None:
    context = browser.new_context(
        storage_state=state,  # type: ignore[arg-type]
        java_script_enabled=False,
    )
    page = open_page(context)
    for address in PAGES:
        answer = page.goto(f"{furnished.url}{address}")
        assert answer
        assert answer.status == (404 if address == "/nowhere" else 200), address
        expect(page.locator("h1")).to_have_count(1)
        assert page.locator(".with-script:visible").count() == 0, address
    context.close()


def test_an_event_is_recorded_without_script(
    browser: Browser, furnished: Live, state: object
) -> None:
    context = browser.new_context(
        storage_state=state,  # type: ignore[arg-type]
        java_script_enabled=False,
    )
    page = open_page(context)
    page.goto(f"{furnished.url}/requests/FD-0002")
    page.get_by_role("link", name="Record what came").click()
    page.get_by_role("link", name="Acknowledged").click()
    page.get_by_label("Letter’s own date").first.fill("2026-11-20")
    page.get_by_label("Reached us").first.fill("2026-11-20")
    page.get_by_role("button", name="See what it changes").click()
    says = page.locator("#what-it-does")
    expect(says).to_contain_text("starts NYPD’s determination, due Monday, December 21")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator(".flash")).to_contain_text("Recorded")
    expect(page.locator(".record > li").first).to_contain_text("NYPD acknowledged the request")
    context.close()


def test_the_pages_print_without_their_frame(
    browser: Browser, furnished: Live, state: object, tmp_path: Path
) -> None:
    context = browser.new_context(storage_state=state)  # type: ignore[arg-type]
    page = open_page(context)
    page.goto(f"{furnished.url}/requests/FD-0001")
    page.emulate_media(media="print")
    assert page.locator(".top:visible, .dock:visible, .btn:visible").count() == 0
    assert page.locator(".record > li:visible").count() == 4
    assert page.pdf(path=tmp_path / "page.pdf").startswith(b"%PDF")
    context.close()


def test_shortcuts_and_switching_them_off(browser: Browser, furnished: Live, state: object) -> None:
    context = browser.new_context(storage_state=state)  # type: ignore[arg-type]
    page = open_page(context)
    page.goto(f"{furnished.url}/")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first.locator("[data-open]")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.wait_for_url("**/requests/FD-0005/letters")
    page.keyboard.type("gr")
    page.wait_for_url("**/requests")
    page.keyboard.press("/")
    expect(page.locator("[data-find]")).to_be_focused()
    page.keyboard.type("gt")
    expect(page.locator("[data-find]")).to_have_value("gt")
    for address in ("help", "settings"):
        page.goto(f"{furnished.url}/{address}")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    switch(page, furnished, on=False)
    page.goto(f"{furnished.url}/help")
    page.keyboard.type("gt")
    assert page.url.endswith("/help")
    switch(page, furnished, on=True)
    context.close()


def switch(page: Page, furnished: Live, *, on: bool) -> None:
    page.goto(f"{furnished.url}/settings")
    page.get_by_label("Single keys are shortcuts").set_checked(on)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".flash")).to_contain_text("Your details are saved")
