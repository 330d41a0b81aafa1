"""The office journal: one line for each save of a request, every line bound to the one before."""

import hashlib
import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.base import instant_text
from foil.model.tables import Journal, Person, Request


def note(
    person: Person,
    session: Session,
    request: Request,
    what: str,
    *,
    now: datetime,
    document: str | None = None,
) -> Journal:
    """Write that `person` did `what` to the request, with the head its events then had.

    `document` is the SHA-256 of a file, where the save brought one.
    """
    session.flush()
    last = session.scalars(select(Journal).order_by(Journal.n.desc()).limit(1)).one_or_none()
    facts = {
        "at": instant_text(now),
        "by": person.id,
        "head": request.head_hash,
        "request": request.number,
        "seq": request.head_seq,
        "what": what,
    }
    if document is not None:
        facts["document"] = document
    line = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    prev = last.hash if last else ""
    entry = Journal(
        n=last.n + 1 if last else 1,
        line=line,
        prev=prev,
        hash=hashlib.sha256((prev + line).encode()).hexdigest(),
    )
    session.add(entry)
    return entry
