"""Every page: axe finds nothing, the keyboard reaches everything, it fits, it works unscripted."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Live, open_page, serve, sign_in
from tests.e2e.example import MISTAKEN, PAGES, furnish
from tests.integration.site import PASSWORD
from tests.look.states import view_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast", "link-in-text-block"]
PHONE = 390
WIDTHS = (1320, PHONE, 320)
TOUCHED = ".btn, .dock > a, .dock summary, .tabs a, .field, label.check"
HEIGHTS = """all => all.filter(each => each.checkVisibility())
  .map(each => each.getBoundingClientRect().height)"""
CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
WATCHED = """() => {
  window.roundIsOver = false;
  document.addEventListener('focusin', ({target}) => {
    if (target.matches('.skip') && document.querySelectorAll('[data-reached]').length > 1)
      window.roundIsOver = true;
    target.dataset.reached = '';
    if (target.type === 'radio')
      for (const each of document.getElementsByName(target.name)) each.dataset.reached = '';
    if (getComputedStyle(target).outlineStyle === 'none' && target.id !== 'main')
      target.dataset.unseen = '';
  });
}"""
"""Mark from now on what gets the focus, and what gets it unseen."""

GONE_ROUND = "() => window.roundIsOver || document.activeElement === document.body"
AT_A_TIME = 10  # presses of the Tab key before the page is asked: asking takes as long as pressing

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


@dataclass(frozen=True)
class Seen:
    """What one visit to a page found: what axe reports, the width it needs at each width, what the
    Tab key does not reach or reaches unseen, and how high its lowest control is on a phone."""

    axe: str
    needs: dict[int, int]
    missed: list[str]
    unseen: int
    height: float


@pytest.fixture(scope="module")
def seen(browser: Browser, furnished: Live, state: object) -> dict[str, Seen]:
    """Every page visited once: opening it takes longer than looking at it."""
    context = browser.new_context(storage_state=state, reduced_motion="reduce")  # type: ignore[arg-type]
    page, found, views = open_page(context), {}, set()
    for address in (*PAGES, *MISTAKEN):
        page.goto(f"{furnished.url}{address}")
        view = view_of(furnished.site.app, address)
        found[address] = visit(page, dark=view not in views)
        views.add(view)
    context.close()
    return found


def visit(page: Page, *, dark: bool) -> Seen:
    """What a visit finds. Another page of the same view has the colors of the first: it is looked
    at in the `dark` no more."""
    needs, height = {}, 44.0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        needs[width] = page.evaluate("document.documentElement.scrollWidth")
        if width == PHONE:
            height = min(page.eval_on_selector_all(TOUCHED, HEIGHTS), default=44.0)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(WATCHED)
    page.keyboard.press("Tab")
    while not page.evaluate(GONE_ROUND):
        for _ in range(AT_A_TIME):
            page.keyboard.press("Tab")
    missed, unseen = page.evaluate(UNREACHED), page.locator("[data-unseen]").count()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")  # from under the header
    page.eval_on_selector_all("main details", "all => all.forEach(each => each.open = true)")
    return Seen(axe(page, dark=dark), needs, missed, unseen, height)


def axe(page: Page, *, dark: bool = True) -> str:
    """What axe finds wrong with a page in the light, and with its colors in the dark; empty where
    it finds nothing."""
    reports = [report(Axe(), page, {"type": "tag", "values": TAGS})]
    if not dark:
        return reports[0]
    page.emulate_media(color_scheme="dark")
    reports.append(report(Axe("0"), page, {"type": "rule", "values": COLORS}))  # it is there
    page.emulate_media(color_scheme="light")
    return "\n".join(filter(None, reports))


def report(axe: Axe, page: Page, rules: dict[str, object], *, styles: bool = False) -> str:
    """What axe finds by those rules. With `styles` it reads the style sheets again for the one rule
    that asks for them: that takes a third of its time."""
    asked = {"runOnly": rules, "resultTypes": ["violations"], "preload": styles}
    results = axe.run(page, options=asked)
    return str(results.generate_report()) if results.violations_count else ""


def test_axe_finds_nothing_in_the_light_or_the_dark(seen: dict[str, Seen]) -> None:
    assert {address: page.axe for address, page in seen.items() if page.axe} == {}


def test_a_page_may_be_turned(browser: Browser, furnished: Live, state: object) -> None:
    page = open_page(browser.new_context(storage_state=state))  # type: ignore[arg-type]
    page.goto(f"{furnished.url}/")
    rule = {"type": "rule", "values": ["css-orientation-lock"]}
    assert report(Axe(), page, rule, styles=True) == ""
    page.context.close()


def test_axe_finds_nothing_before_there_is_anything(browser: Browser, new_desk: Live) -> None:
    context, found = browser.new_context(reduced_motion="reduce"), {}
    page = open_page(context)
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


def test_each_page_fits_its_window(seen: dict[str, Seen]) -> None:
    assert [
        (address, width, needs)
        for address, page in seen.items()
        for width, needs in page.needs.items()
        if needs > width
    ] == []


def test_the_keyboard_reaches_everything(seen: dict[str, Seen]) -> None:
    assert {address: page.missed for address in PAGES if (page := seen[address]).missed} == {}
    assert {address: page.unseen for address in PAGES if (page := seen[address]).unseen} == {}


def test_touch_targets_are_large_on_a_phone(seen: dict[str, Seen]) -> None:
    assert {address: page.height for address, page in seen.items() if page.height < 44} == {}


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
    recorded = page.locator(".record > li").filter(has_text="NYPD acknowledged the request")
    expect(recorded).to_have_count(1)
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
    page.wait_for_url("**/requests/FD-0001/record*")
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
