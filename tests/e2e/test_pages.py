"""Every page: axe finds nothing, the keyboard reaches everything, it fits, it works unscripted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Live, open_page, serve, sign_in
from tests.e2e.example import MISTAKEN, PAGES, furnish
from tests.integration.site import PASSWORD
from tests.look.states import view_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast", "link-in-text-block"]
PHONE = 390
WIDTHS = (PHONE, 320, 1320)
TOUCHED = ".btn, .dock > a, .dock summary, .tabs a, .field, label.check"
LOWEST = f"""() => Math.min(44, ...[...document.querySelectorAll('{TOUCHED}')]
  .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect().height))"""
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
VIOLATIONS = "asked => axe.run(asked).then(found => found.violations)"

AT_A_TIME = 10  # presses of the Tab key before the page is asked: asking takes as long as pressing

REACHED = f"""() => {{
  const missed = [...document.querySelectorAll('{CONTROLS}')]
    .filter(each => each.checkVisibility({{visibilityProperty: true}})
            && !each.closest('dialog:not([open])') && !('reached' in each.dataset))
    .map(each => each.outerHTML.slice(0, 120));
  document.activeElement.blur();
  scrollTo(0, 0);  // from under the header
  for (const each of document.querySelectorAll('main details')) each.open = true;
  return [missed, document.querySelectorAll('[data-unseen]').length];
}}"""
"""What the Tab key missed, and how much it reached unseen; the page is left as axe is to see it."""

UNSCRIPTED = """() => [document.querySelectorAll('h1').length,
  [...document.querySelectorAll('.with-script')].filter(each => each.checkVisibility()).length]"""
"""How many main headings a page has, and how much it shows that does nothing without a script."""


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
    """What one visit to a page found: its status, what axe reports, the width it needs at each
    width, what the Tab key does not reach or reaches unseen, and how high its lowest control is
    on a phone."""

    status: int
    axe: str
    needs: dict[int, int]
    missed: list[str]
    unseen: int
    height: float


@pytest.fixture(scope="module")
def seen(browser: Browser, furnished: Live, state: object) -> dict[str, Seen]:
    """Every page visited once: opening it takes longer than looking at it."""
    context = browser.new_context(
        storage_state=state,  # type: ignore[arg-type]
        reduced_motion="reduce",
        viewport={"width": WIDTHS[-1], "height": 844},
    )
    context.add_init_script(Axe().axe_script)  # sent once, where it would be sent with each page
    page, found, views = open_page(context), {}, set()
    for address in (*PAGES, *MISTAKEN):
        answer = page.goto(f"{furnished.url}{address}")
        assert answer
        view = view_of(furnished.site.app, address)
        found[address] = visit(page, answer.status, first=view not in views)
        views.add(view)
    context.close()
    return found


def visit(page: Page, status: int, *, first: bool) -> Seen:
    """What a visit finds. Only the `first` page of a view is looked at for its colors: another has
    the same."""
    needs, height = {}, 44.0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        needs[width] = page.evaluate("document.documentElement.scrollWidth")
        if width == PHONE:
            height = page.evaluate(LOWEST)
    page.evaluate(WATCHED)
    page.keyboard.press("Tab")
    while not page.evaluate(GONE_ROUND):
        for _ in range(AT_A_TIME):
            page.keyboard.down("Tab")  # held down it goes on, and need not be let go
    page.keyboard.up("Tab")
    missed, unseen = page.evaluate(REACHED)
    return Seen(status, axe(page, colors=first), needs, missed, unseen, height)


def axe(page: Page, *, colors: bool = True) -> str:
    """What axe finds wrong with a page in the light, and with its `colors` in the dark; empty where
    it finds nothing."""
    tags = {"type": "tag", "values": TAGS}
    if not colors:
        return report(page, tags, but=COLORS)
    reports = [report(page, tags)]
    page.emulate_media(color_scheme="dark")
    reports.append(report(page, {"type": "rule", "values": COLORS}))
    page.emulate_media(color_scheme="light")
    return "\n".join(filter(None, reports))


def report(
    page: Page, rules: dict[str, object], *, but: Sequence[str] = (), styles: bool = False
) -> str:
    """What axe finds by those rules `but` some. With `styles` it reads the style sheets again for
    the one rule that asks for them: that takes a third of its time."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    asked = {
        "runOnly": rules,
        "rules": {rule: {"enabled": False} for rule in but},
        "resultTypes": ["violations"],
        "preload": styles,
    }
    found = page.evaluate(VIOLATIONS, asked)
    return str(AxeResults({"violations": found}).generate_report()) if found else ""


def test_axe_finds_nothing_in_the_light_or_the_dark(seen: dict[str, Seen]) -> None:
    assert {address: page.axe for address, page in seen.items() if page.axe} == {}


def test_each_page_is_there(seen: dict[str, Seen]) -> None:
    status = {address: seen[address].status for address in PAGES}
    assert {each for each in PAGES if status[each] != 200} == {"/nowhere"}
    assert status["/nowhere"] == 404


def test_a_page_may_be_turned(browser: Browser, furnished: Live, state: object) -> None:
    page = open_page(browser.new_context(storage_state=state))  # type: ignore[arg-type]
    page.goto(f"{furnished.url}/")
    rule = {"type": "rule", "values": ["css-orientation-lock"]}
    assert report(page, rule, styles=True) == ""
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


def test_each_view_works_without_script(browser: Browser, furnished: Live, state: object) -> None:
    context = browser.new_context(
        storage_state=state,  # type: ignore[arg-type]
        java_script_enabled=False,
    )
    page = open_page(context)
    found = {}
    for address in {view_of(furnished.site.app, each): each for each in PAGES}.values():
        page.goto(f"{furnished.url}{address}")
        found[address] = page.evaluate(UNSCRIPTED)
    context.close()
    assert {address: shows for address, shows in found.items() if shows != [1, 0]} == {}


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
    page.wait_for_url("**/replies/1")
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
