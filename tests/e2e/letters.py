"""Letters at each state, for the tests that walk each page of a desk."""

import io
from datetime import date

from foil.archive.store import Folder
from foil.letters import record
from foil.letters.draft import Draft
from foil.letters.letter import Edit
from foil.letters.request import ItemChoice, usual_items, usual_vendors
from foil.operations import letters
from foil.operations.letterhead import letterhead
from tests.e2e.conftest import Live

SINCE = date(2019, 1, 1)

LETTER_PAGES = (
    "/new",
    "/requests/FD-0004/letters/1",
    "/requests/FD-0005/letters/2",
    "/requests/FD-0005/letters/2/file",
    "/requests/FD-0005/letters",
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
