"""Replies that came, for the tests: rows as the intake writes them, each on bytes of its own."""

import hashlib
import io
import json
from datetime import date, datetime

from sqlalchemy.orm import Session

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.tables import Arrival, Person, Reply, ReplyCandidate
from foil.operations.reply_clocks import settle
from foil.replies.reader import read

DENIAL = """The Police Department has denied your FOIL request FOIL-2026-056-18831 for the \
following reasons:

- The records would reveal non-routine investigative techniques, section 87(2)(e)(iv).

You may appeal within 30 days by writing to the FOIL Appeals Officer.
"""
HEAD = {
    "from": "OpenRecords <donotreply@records.example.gov>",
    "to": "foil@example.org",
    "subject": "Request FOIL-2026-056-18831 Closed",
    "sent": "2026-11-20T16:52:00-05:00",
    "nature": "person",
    "authentication": ["spf=pass", "dkim=pass"],
    "findings": [],
}


def came(
    session: Session,
    person: Person,
    now: datetime,
    text: str = DENIAL,
    *,
    request: int | None = None,
    candidates: tuple[int, ...] = (),
    received: date | None = date(2026, 11, 20),
    store: Folder | None = None,
    mail: bool = True,
    **more: object,
) -> Reply:
    """A reply of that text, read; of that request, or of none yet. `more` is told of its head; one
    that is no mail is a scan."""
    head = {**HEAD, **more} if mail else {"read_by": "ocr"}
    raw = f"{json.dumps(head)}\n\n{text}".encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    if store is not None:
        sha256 = store.keep(io.BytesIO(raw)).sha256
    arrival = Arrival(
        sha256=sha256, size=len(raw), name="notice.eml" if mail else "scan.pdf",
        type="message/rfc822" if mail else "application/pdf", route="dropped",
        arrived_at=now, brought_at=now, brought_by=person.id, told=json.dumps(head), read_at=now,
    )  # fmt: skip
    session.add(arrival)
    session.flush()
    reading = read(text, subject=str(head.get("subject", "")), arrived=received)
    reply = Reply(
        arrival_id=arrival.id, request_id=request, how="number" if request else "",
        kind=reading.kind, text=text, reading=json.dumps(reading.to_json()), received_on=received,
        made_at=now, brought_by=person.id,
    )  # fmt: skip
    session.add(reply)
    session.flush()
    session.add_all(ReplyCandidate(reply_id=reply.id, request_id=each) for each in candidates)
    session.flush()
    settle(reply, now=now)
    return reply


def bring(
    database: Database, person: Person, now: datetime, text: str = DENIAL, **how: object
) -> int:
    """The same, in a save of its own. Returns the reply's id."""
    with database.writing() as session:
        return came(session, person, now, text, **how).id  # type: ignore[arg-type]
