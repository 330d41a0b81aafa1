"""Pictures of one page: in the light, in the dark, on a phone, on paper."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

LOOKS = ("light", "dark", "phone", "print")
WIDE, PHONE, PAPER = (1320, 900), (390, 844), (816, 1056)  # the last: US Letter at 96 to the inch
STILL = ".top, .dock, .status, .bulk-bar, aside, .beside { position: static !important; }"
"""What follows the window stands once, where it belongs, in a picture of the whole page."""

LONGEST = 3000
"""Pixels of a page's height that a picture shows."""


def shoot(page: Page, folder: Path) -> Iterator[tuple[str, Path]]:
    """A picture of the page as it stands in each look, by the look's name."""
    for look in LOOKS:
        path = folder / f"{look}.png"
        width, height = {"phone": PHONE, "print": PAPER}.get(look, WIDE)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            media="print" if look == "print" else "screen",
            color_scheme="dark" if look == "dark" else "light",
        )
        whole = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
        clip = {"x": 0, "y": 0, "width": width, "height": max(whole, height)}
        page.screenshot(path=path, full_page=True, clip=clip, style=STILL)  # type: ignore[arg-type]
        yield look, path
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.emulate_media(media="screen", color_scheme="light")


def gone_wrong(page: Page) -> bool:
    """Send the page's first form with nothing in it. Whether it came back saying what is wrong."""
    form = page.locator("main form[method=post]").first
    if not form.count():
        return False
    form.evaluate(
        """form => {
          form.noValidate = true;
          for (const each of form.querySelectorAll('input:not([type=hidden]), textarea'))
            if (!/^(checkbox|radio|file)$/.test(each.type)) each.value = '';
        }"""
    )
    with page.expect_navigation() as going:
        form.evaluate("form => form.requestSubmit(form.querySelector('button:not([formaction])'))")
    return going.value is not None and going.value.status == 422


def on_its_way(page: Page) -> bool:
    """Send the page's first form and let it not leave, as if the desk took long. Whether it has
    one that waits."""
    form = page.locator("main form").first
    if not form.count():
        return False
    form.evaluate(
        """form => {
          addEventListener('submit', event => event.preventDefault());
          form.noValidate = true;
          form.requestSubmit();
        }"""
    )
    return bool(page.locator("form[data-sent], [aria-busy=true]").count())
