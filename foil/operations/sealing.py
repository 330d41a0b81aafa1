"""A letter's states: a draft, finished and sealed, then filed on the event that says it went."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import Kept
from foil.errors import Refused
from foil.model.tables import Document, Event, Letter, Person, Request
from foil.newyork import day_of
from foil.operations import documents
from foil.operations.journal import note

ROUTE = "letter"
"""How what was sealed came to its request."""


def seal(
    person: Person, session: Session, letter: Letter, sealed: Mapping[str, str], *, now: datetime
) -> None:
    """Note that a letter of any kind is finished, and what was made of it."""
    request = session.get_one(Request, letter.request_id)
    letter.state, letter.sealed = "finished", json.dumps(dict(sealed), sort_keys=True)
    letter.dated = day_of(now)
    letter.finished_at, letter.finished_by = now, person.id
    saved(letter, person, now)
    note(person, session, request, "letter finished", now=now, document=sealed["pdf"])


def reopen(person: Person, session: Session, letter: Letter, *, now: datetime) -> None:
    """Open a finished letter for editing again; a draft is open already.

    Raises Refused for one that is filed: what went to the agency stays as it went.
    """
    if letter.state == "draft":
        return
    refuse_unless(letter, "finished", "It is filed: what went to the agency stays as it went.")
    letter.state, letter.sealed, letter.dated = "draft", "{}", None
    letter.finished_at = letter.finished_by = None
    saved(letter, person, now)
    request = session.get_one(Request, letter.request_id)
    note(person, session, request, "letter reopened", now=now)


def lay_on(
    person: Person,
    session: Session,
    letter: Letter,
    event: Event,
    papers: Sequence[tuple[Kept, str]],
    *,
    now: datetime,
) -> None:
    """Put what was sealed on the event that says it went; the letter is filed by that."""
    request = session.get_one(Request, letter.request_id)
    for kept, name in papers:
        if (before := _sealed_before(session, request, kept)) is not None:
            before.event = event.id
            continue
        documents.attach(
            person, session, request, kept, name,
            now=now, route=ROUTE, event=event.id, sealed=True,
        )  # fmt: skip
    letter.state, letter.filed_event = "filed", event.id
    saved(letter, person, now)


def _sealed_before(session: Session, request: Request, kept: Kept) -> Document | None:
    """What was sealed as it was laid on an event that has been taken back since."""
    mine = (Document.request_id == request.id, Document.sha256 == kept.sha256)
    off = (Document.route == ROUTE, Document.sealed, Document.event.is_(None))
    return session.scalars(select(Document).where(*mine, *off).limit(1)).first()


def sealed_of(letter: Letter) -> dict[str, str]:
    """What was made when the letter was finished: format to SHA-256."""
    made: dict[str, str] = json.loads(letter.sealed)
    return made


def refuse_unless_finished(letter: Letter) -> None:
    """Raises Refused for a letter that is not finished, or is filed already."""
    refuse_unless(letter, "finished", "Finish it first; a letter is filed once.")


def refuse_unless(letter: Letter, state: str, says: str) -> None:
    """Raise Refused with the sentence `says` for a letter in another state."""
    if letter.state != state:
        raise Refused(says)


def saved(letter: Letter, person: Person, now: datetime) -> None:
    """Note that the letter was saved: a form drawn before shows that it was."""
    letter.version += 1
    letter.saved_at, letter.saved_by = now, person.id
