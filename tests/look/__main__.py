"""`make look`: the contact sheet of every page in its states, in build/look.

Each page is opened where there is nothing yet, one request and many, with a form that comes back
wrong and one on its way; and each of those is taken in the light, in the dark, on a phone and on
paper. Name views to take only those, at each of their addresses: `python -m tests.look reply`.
"""

import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import MISSING, chromium_path
from tests.e2e.conftest import Live, sign_in
from tests.e2e.example import MISTAKEN
from tests.kept import ROOT
from tests.look.sheet import index, sheet
from tests.look.shots import gone_wrong, on_its_way, shoot
from tests.look.states import BEFORE, DESKS, STATES, looked_at, standing, view_of

OUT = ROOT / "build" / "look"

Taken = tuple[str, str, str, Path]
"""A picture: of which address, in which state, in which look, where it is."""


def main(names: Sequence[str]) -> None:
    """Look at every page, or at those of the views named."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    found = chromium_path() or sys.exit(MISSING)
    pictures: dict[str, dict[tuple[str, str], Path]] = defaultdict(dict)
    with sync_playwright() as player, tempfile.TemporaryDirectory() as folder:
        browser = player.chromium.launch(executable_path=found)
        for name, state, look, path in everything(browser, Path(folder), names):
            pictures[name][state, look] = path
        browser.close()
        sheets = {}
        for n, (name, each) in enumerate(sorted(pictures.items())):
            sheets[name] = OUT / f"{n:03}.png"
            sheet(name, STATES, each, sheets[name])
    index(sheets, OUT / "index.html")
    for name, path in sheets.items():
        print(f"{path.relative_to(ROOT)}  {name}")
    taken = sum(map(len, pictures.values()))
    print(f"{taken:,} pictures of {len(sheets)} pages: {(OUT / 'index.html').relative_to(ROOT)}")


def everything(browser: Browser, folder: Path, names: Sequence[str]) -> Iterator[Taken]:
    """Every picture of every desk."""
    with standing(folder / "new", "new") as live:
        yield from of_pages(browser.new_page(), live, BEFORE[:1], names, folder / "n", "empty")
    for state in DESKS:
        with standing(folder / state, state) as live:
            page = browser.new_page(reduced_motion="reduce")
            if state == "empty":
                yield from of_pages(page, live, BEFORE[1:], names, folder / "b", state)
            sign_in(page, live)
            wanted = _wanted(live, whole=bool(names))
            yield from of_pages(page, live, wanted, names, folder / f"{state}-", state)
            if state == "many":
                yield from of_pages(page, live, MISTAKEN, names, folder / "m", "wrong")
                kept = page.context.storage_state()
                yield from sent(browser, kept, live, names, folder)


def _wanted(live: Live, *, whole: bool) -> list[str]:
    """An address of each view; all there are where views were named."""
    views = looked_at(live.site.app).values()
    found = [address for all_ in views for address in (all_ if whole else all_[:1])]
    return [address for address in found if address not in BEFORE]


def of_pages(
    page: Page, live: Live, addresses: Sequence[str], names: Sequence[str], into: Path, state: str
) -> Iterator[Taken]:
    """Pictures of those pages as they are opened; of none that is not on this desk."""
    for n, address in enumerate(addresses):
        if not _asked(live, address, names):
            continue
        answer = page.goto(f"{live.url}{address}")
        if answer is None or (answer.status != 200 and state != "wrong" and address != "/nowhere"):
            continue
        yield from _shot(page, address, state, into.with_name(f"{into.name}{n}"))


def sent(
    browser: Browser, kept: object, live: Live, names: Sequence[str], folder: Path
) -> Iterator[Taken]:
    """Pictures of those pages with their form come back, and with it on its way."""
    doings: dict[str, Callable[[Page], bool]] = {"wrong": gone_wrong, "loading": on_its_way}
    for n, address in enumerate(_wanted(live, whole=bool(names))):
        for state, does in doings.items():
            if not _asked(live, address, names):
                continue
            context = browser.new_context(storage_state=kept)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{live.url}{address}")
            if does(page):
                yield from _shot(page, address, state, folder / f"{state}{n}")
            context.close()


def _asked(live: Live, address: str, names: Sequence[str]) -> bool:
    view = view_of(live.site.app, address) or "nowhere"
    return not names or any(view.startswith(name) for name in names)


def _shot(page: Page, address: str, state: str, folder: Path) -> Iterator[Taken]:
    folder.mkdir(parents=True)
    for look, path in shoot(page, folder):
        yield address, state, look, path


if __name__ == "__main__":
    main(sys.argv[1:])
