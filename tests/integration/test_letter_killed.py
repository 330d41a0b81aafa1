"""A desk killed while it finishes letters: each is a draft, or finished with all its sealed bytes.

Each process is a fork of one that has finished a letter already, so that it is at it at once.
"""

import hashlib
import random
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import select

from foil.archive.store import Folder
from foil.model.tables import Journal, Letter
from foil.operations.sealing import sealed_of
from tests.integration.site import Site, close, open_site
from tests.integration.test_letter_pages import BEGUN, form

KILLS = 8
SEALED = {"pdf", "txt", "json"}
CONTEXT = get_context("fork")


def finish_one(site: Site, pipe: Connection | None = None) -> None:
    """Begin a letter and finish it, as the page does; tell its number in between and after."""
    client = site.client(site.keeper)
    draft = client.post("/new", data=BEGUN).location or ""
    sent, number = form(client.get(draft).text), int(draft.rpartition("/")[2])
    if pipe:
        pipe.send(("begun", number))
    assert client.post(f"{draft}/finish", data=sent).status_code == 303
    if pipe:
        pipe.send(("finished", number))


def finish_letters(site: Site, pipe: Connection) -> None:
    while True:
        finish_one(site, pipe)


def killed(site: Site) -> list[tuple[str, int]]:
    """What a process told that finished letters until it was killed."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=finish_letters, args=(site, theirs))
    process.start()
    theirs.close()
    assert ours.poll(timeout=60)
    time.sleep(random.random() / 2)
    process.kill()
    process.join()
    told = []
    while ours.poll():
        try:
            told.append(ours.recv())
        except EOFError:
            break
    ours.close()
    return told


@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_a_desk_killed_while_it_finishes_leaves_a_draft_or_a_letter_whole(tmp_path: Path) -> None:
    site = open_site(tmp_path)
    finish_one(site)
    site.database.close()
    site.app.extensions["foil"].database.close()
    told = [each for _ in range(KILLS) for each in killed(site)]
    store = Folder(tmp_path / "documents", tmp_path / "incoming")
    with site.database.reading() as session:
        letters = {row.id: row for row in session.scalars(select(Letter))}
        lines = session.scalars(select(Journal.line)).all()
    for letter in letters.values():
        assert letter.state == ("finished" if letter.finished_at else "draft")
        assert set(sealed_of(letter)) == (SEALED if letter.state == "finished" else set())
        for sha256 in sealed_of(letter).values():
            with store.open(sha256) as file:
                assert hashlib.sha256(file.read()).hexdigest() == sha256
    states = [letter.state for letter in letters.values()]
    assert sum("letter finished" in line for line in lines) == states.count("finished")
    assert all(letters[number].state == "finished" for what, number in told if what == "finished")
    assert {number for _, number in told} <= letters.keys()
    assert "draft" in states
    close(site)
