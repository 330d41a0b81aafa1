"""One request begun elsewhere, entered from what is known of it, with the files that tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from foil.archive.store import Kept
from foil.model.tables import Person, Request
from foil.operations.documents import attach
from foil.operations.entering import Entering
from foil.operations.placing import places, ready
from foil.operations.recount import recount
from foil.sheets.told import Told

SOURCE = "a request already under way"


@dataclass(frozen=True)
class File:
    """A file that tells of one of its events by kind, or with none of the request itself."""

    kind: str | None
    kept: Kept
    name: str


def enter(
    person: Person, session: Session, told: Told, files: Sequence[File], *, now: datetime
) -> Request:
    """Enter the request with its whole history so far, and count its clocks.

    Each event is marked as entered later. Raises BadInput for people and facts that cannot be.
    """
    known = ready(told, places(person, session))
    (id_,) = Entering(person, session, now=now).enter([(known, SOURCE)])
    request = session.get_one(Request, id_)
    events = event_ids(known)
    for file in files:
        event = events.get(file.kind or "")
        document = attach(person, session, request, file.kept, file.name, now=now, event=event)
        document.paper = 0 if event else None
    recount(session, request, now=now)
    return request


def event_ids(told: Told) -> Mapping[str, str]:
    """The id of the first event of each kind, as `ready` resolved them."""
    found: dict[str, str] = {}
    for each in told.events:
        found.setdefault(str(each.facts["kind"]), str(each.facts["id"]))
    return found
