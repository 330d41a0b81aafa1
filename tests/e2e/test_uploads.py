"""A large file through the page: broken off halfway, on a page opened anew, whole at the end."""

import gc
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Condition, Event

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from foil.model.tables import Document
from foil.operations.uploads import PIECE
from foil.web import pieces
from tests.e2e.conftest import Live
from tests.e2e.example import ACKNOWLEDGED, RECEIVED, SENT, ask, tell

# A body that broke off lies in a file that waitress leaves to the garbage collector to close.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

SIZE = 5 * PIECE + 12_345
REQUEST = "/requests/FD-0001"


DROP = """([selector, named]) => {
  const files = new DataTransfer();
  for (const [name, size] of named) files.items.add(new File([new Uint8Array(size)], name));
  const how = {bubbles: true, cancelable: true, dataTransfer: files};
  document.querySelector(selector).dispatchEvent(new DragEvent("drop", how));
}"""


class Gate:
    """Lets a number of pieces through, then holds the next until it is opened further."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 0
        self.more, self.held = Condition(), Event()
        take = pieces.take

        def one(*piece: object) -> int:
            with self.more:
                if self.left == 0:
                    self.held.set()
                assert self.more.wait_for(lambda: self.left, timeout=60)
                self.left -= 1
            return take(*piece)  # type: ignore[arg-type]

        monkeypatch.setattr(pieces, "take", one)

    def let(self, pieces: int) -> None:
        """Let that many pieces more through."""
        with self.more:
            self.left = pieces
            self.held.clear()
            self.more.notify_all()


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """What this test leaves to be collected is, before another test begins."""
    yield
    gc.collect()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


@pytest.fixture
def footage(tmp_path: Path) -> Path:
    path = tmp_path / "Footage.mp4"
    path.write_bytes(os.urandom(SIZE))
    return path


@pytest.fixture
def request_page(signed_in: Page, desk: Live) -> Page:
    number = ask(desk, desk.keeper, "Body-worn cameras", 1)
    tell(desk, desk.keeper, number, SENT, RECEIVED, ACKNOWLEDGED)
    signed_in.on("dialog", lambda dialog: dialog.accept())
    return signed_in


def kept(desk: Live) -> list[tuple[str, str, str | None, bool]]:
    with desk.site.database.reading() as session:
        found = session.scalars(select(Document).order_by(Document.id)).all()
    return [(each.name, each.sha256, each.event, each.unfiled) for each in found]


def test_broken_off_and_on_a_page_opened_anew_it_comes_whole(
    request_page: Page, desk: Live, gate: Gate, footage: Path
) -> None:
    page = request_page
    gate.let(2)
    page.goto(f"{desk.url}{REQUEST}/bring")
    page.locator("#files").set_input_files(footage)
    row = page.locator(".upload")
    expect(row.get_by_role("progressbar", name="Footage.mp4")).to_be_visible()
    assert gate.held.wait(20)
    page.context.set_offline(True)
    gate.let(2)
    expect(row).to_contain_text("The desk does not answer.")
    page.get_by_role("button", name="Store").click()
    expect(page.locator("#status")).to_contain_text("A file is still on its way.")
    gate.let(0)
    page.context.set_offline(False)
    assert gate.held.wait(20)
    page.goto(f"{desk.url}{REQUEST}")
    row = page.locator(".upload")
    expect(row).to_contain_text(re.compile(r"(25|34) MB of 42 MB is here"))
    gate.let(99)
    row.get_by_label("Go on with Footage.mp4").set_input_files(__file__)
    expect(page.locator("#status")).to_have_text("That is another file. Choose Footage.mp4.")
    with page.expect_navigation():
        row.get_by_label("Go on with Footage.mp4").set_input_files(footage)
    expect(page.locator(".flash")).to_have_text("1 file stored.")
    whole = hashlib.sha256(footage.read_bytes()).hexdigest()
    assert kept(desk) == [("Footage.mp4", whole, None, True)]


def test_in_a_form_it_comes_back_ticked_and_is_recorded_with_the_event(
    request_page: Page, desk: Live, gate: Gate, footage: Path, tmp_path: Path
) -> None:
    page, letter = request_page, tmp_path / "Letter.pdf"
    letter.write_bytes(b"%PDF-1.7 a letter")
    other = tmp_path / "Other.mp4"
    other.write_bytes(os.urandom(PIECE + 1))
    page.goto(f"{desk.url}{REQUEST}/record/denied")
    gate.let(1)
    page.locator("#files").set_input_files([footage, letter, other])
    expect(page.locator("#status")).to_have_text("Ready to store: Letter.pdf")
    assert gate.held.wait(20)
    page.get_by_role("button", name="Pause: Footage.mp4").click()
    gate.let(99)
    expect(page.locator(".upload").first).to_contain_text("Paused.")
    expect(page.get_by_role("checkbox", name="Other.mp4")).to_be_checked()
    page.get_by_role("button", name="Go on: Footage.mp4").click()
    expect(page.get_by_role("checkbox", name="Footage.mp4")).to_be_checked()
    page.get_by_role("checkbox", name="Other.mp4").uncheck()
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("[data-event=e4] .file")).to_have_count(2)
    filed = {name: event for name, _, event, _ in kept(desk)}
    assert filed == {"Footage.mp4": "e4", "Letter.pdf": "e4", "Other.mp4": None}


def test_dropped_on_an_entry_large_and_small_are_on_it(
    request_page: Page, desk: Live, gate: Gate
) -> None:
    page = request_page
    gate.let(99)
    page.goto(f"{desk.url}{REQUEST}")
    with page.expect_navigation():
        page.evaluate(DROP, ["[data-event=e2] strong", [["Footage.mp4", PIECE + 1], ["a.txt", 9]]])
    expect(page.locator(".flash")).to_have_text("2 files stored.")
    expect(page.locator("[data-event=e2] .file")).to_have_count(2)
    assert {event for _, _, event, _ in kept(desk)} == {"e2"}


def test_cancelled_nothing_of_it_stays(
    request_page: Page, desk: Live, gate: Gate, footage: Path
) -> None:
    page = request_page
    page.goto(f"{desk.url}{REQUEST}/documents")
    gate.let(1)
    page.locator("#files").set_input_files(footage)
    assert gate.held.wait(20)
    page.get_by_role("button", name="Cancel Footage.mp4").click()
    expect(page.locator(".upload")).to_have_count(0)
    gate.let(99)
    page.reload()
    expect(page.locator("h1")).to_have_text("Body-worn cameras")
    expect(page.locator(".upload")).to_have_count(0)
    assert kept(desk) == []
