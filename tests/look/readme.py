"""The README's two pictures, from the example office: `python -m tests.look.readme`."""

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import MISSING, chromium_path
from tests.kept import ROOT
from tests.look.served import desk, finish_letter, sign_in

PICTURES = {"today": "/", "request": "/requests/FD-0001"}
WINDOW = (1180, 820)
COLOURS = 96  # enough for text and a few plain colours, at a third of the size


def main() -> None:
    """Take both anew, as small as a page of text needs to be."""
    found = chromium_path() or sys.exit(MISSING)
    with (
        tempfile.TemporaryDirectory() as folder,
        desk(Path(folder)) as (_, address),
        sync_playwright() as player,
    ):
        browser = player.chromium.launch(executable_path=found)
        page = browser.new_page(viewport={"width": WINDOW[0], "height": WINDOW[1]})
        sign_in(page, address)
        finish_letter(page, address)
        for name, path in PICTURES.items():
            picture = ROOT / ".readme" / f"{name}.png"
            picture.parent.mkdir(exist_ok=True)
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=picture)
            Image.open(picture).quantize(COLOURS).save(picture, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
