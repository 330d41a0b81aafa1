"""Letters at each state, for the tests that walk each page of a desk."""

import io
from dataclasses import replace
from datetime import date

from foil.archive.store import Folder
from foil.letters import record
from foil.letters.draft import Draft
from foil.letters.letter import Edit
from foil.letters.request import ItemChoice, usual_items, usual_vendors
from foil.model.visibility import find_request
from foil.operations import letter_drafts, letters
from foil.operations.letterhead import letterhead
from tests.e2e.conftest import Live
from tests.unit.letters.examples import TOLD

SINCE = date(2019, 1, 1)

LETTER_PAGES = (
    "/new",
    "/requests/FD-0004/letters/1",
    "/requests/FD-0005/letters/2",
    "/requests/FD-0005/letters/2/file",
    "/requests/FD-0005/letters",
    "/requests/FD-0005/drafts/3",
    "/requests/FD-0005/drafts/3/versions",
    "/requests/FD-0005/drafts/4",
    "/requests/FD-0005/drafts/4/went",
)
"""The composer, a finished letter, and its filing, once `furnish_letters` has been."""


def draft_of(live: Live) -> Draft:
    """A draft with something of every kind on it: an own item, own words, something to look at."""
    until = live.clock().date()
    own = ItemChoice("own1", "", SINCE, until)
    mail = ItemChoice("vendor-email", "vendor-email", SINCE, until)
    return Draft(
        agency="nypd",
        technology="facial-recognition",
        vendors=usual_vendors("facial-recognition"),
        since=SINCE,
        until=until,
        items=(*usual_items("nypd", SINCE, until), mail, own),
        public_title="Any and all face search contracts",
        edits={
            "item:own1": Edit("Any and all minutes.", ""),
            "fees": Edit("## Fees\n\nAsk me first.", "older words"),
        },
    )


def furnish_letters(live: Live) -> None:
    """A draft, and a finished letter that is not filed."""
    store, now = Folder.of(live.site.settings), live.clock()
    with live.site.database.writing() as session:
        letters.begin(live.keeper, session, draft_of(live), now=now)
        _, row = letters.begin(live.keeper, session, draft_of(live), now=now)
        made = draft_of(live).letter(letterhead(session, live.keeper.id), now.date())
        contents = {"pdf": b"%PDF-1.7", "txt": b"text", "json": record.to_json(made).encode()}
        sealed = {name: store.keep(io.BytesIO(each)).sha256 for name, each in contents.items()}
        letters.finish(live.keeper, session, row, sealed, made_from=draft_of(live), now=now)
    furnish_later(live)


def furnish_later(live: Live) -> None:
    """An appeal that still needs facts, worked on; an objection to a fee, finished."""
    store, now, keeper = Folder.of(live.site.settings), live.clock(), live.keeper
    with live.site.database.writing() as session:
        request = find_request(session, keeper, "FD-0005")
        told = {"request": TOLD["appeal_partial"]["request"]}
        appeal = letter_drafts.begin(keeper, session, request, "appeal_partial", told, now=now)
        redactions = [{"page": "Page 3", "what": "unit price", "claimed": "87(2)(d)"}]
        later = letter_drafts.draft_of(appeal)
        later = replace(later, told={**later.told, "redactions": redactions})
        letter_drafts.save(keeper, session, appeal, later, version=1, tab="", now=now)
        fee = letter_drafts.begin(
            keeper, session, request, "fee_dispute", TOLD["fee_dispute"], now=now
        )
        made = letter_drafts.drawn(session, request, letter_drafts.draft_of(fee), now.date()).letter
        assert made
        contents = {"pdf": b"%PDF-1.7", "txt": b"text", "json": record.to_json(made).encode()}
        sealed = {name: store.keep(io.BytesIO(each)).sha256 for name, each in contents.items()}
        letter_drafts.finish(keeper, session, fee, sealed, version=1, now=now)
