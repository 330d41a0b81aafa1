"""The office journal: one line for each save of a request, every line bound to the one before."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
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
    head = request.number, request.head_hash, request.head_seq
    entry = Journal(**_entry(*_last(session), person, head, what, now, document))
    session.add(entry)
    return entry


def note_all(
    person: Person,
    session: Session,
    heads: Iterable[tuple[str, str, int]],
    what: str,
    *,
    now: datetime,
) -> None:
    """Write that `person` did `what` to each of many requests: number, head and seq of each."""
    session.flush()
    n, prev = _last(session)
    rows = []
    for head in heads:
        rows.append(_entry(n, prev, person, head, what, now))
        n, prev = n + 1, str(rows[-1]["hash"])
    if rows:
        session.execute(insert(Journal), rows)


@dataclass(frozen=True)
class Line:
    """What was done to a file, by its SHA-256; `within` is that of the file it was in."""

    what: str
    document: str
    within: str | None = None


def note_files(
    person: Person, session: Session, request: Request, lines: Iterable[Line], *, now: datetime
) -> None:
    """Write what was done to each of many files of a request."""
    session.flush()
    n, prev = _last(session)
    head = request.number, request.head_hash, request.head_seq
    rows = []
    for each in lines:
        rows.append(_entry(n, prev, person, head, each.what, now, each.document, each.within))
        n, prev = n + 1, str(rows[-1]["hash"])
    if rows:
        session.execute(insert(Journal), rows)


def last_line(session: Session) -> int:
    """The number of the newest line; 0 before the first."""
    return _last(session)[0]


def _last(session: Session) -> tuple[int, str]:
    newest = select(Journal.n, Journal.hash).order_by(Journal.n.desc()).limit(1)
    found = session.execute(newest).one_or_none()
    return (found.n, found.hash) if found else (0, "")


def _entry(
    n: int,
    prev: str,
    person: Person,
    head: tuple[str, str, int],
    what: str,
    now: datetime,
    document: str | None = None,
    within: str | None = None,
) -> dict[str, object]:
    """The columns of the line after line `n`, whose hash is `prev`."""
    number, head_hash, seq = head
    facts: dict[str, object] = {
        "at": instant_text(now),
        "by": person.id,
        "head": head_hash,
        "request": number,
        "seq": seq,
        "what": what,
    }
    if document is not None:
        facts["document"] = document
    if within is not None:
        facts["within"] = within
    line = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    own = hashlib.sha256((prev + line).encode()).hexdigest()
    return {"n": n + 1, "line": line, "prev": prev, "hash": own}
