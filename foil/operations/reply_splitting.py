"""Several letters on one scan: each on its own pages, a reply of its own on the one original, read
anew. It can be put together again until one of them is filed."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.model.tables import Arrival, Person, Reply, ReplyCandidate, Request
from foil.newyork import day_of
from foil.operations.intake import patterns_of
from foil.operations.reply_clocks import settle
from foil.operations.reply_filing import standing, unfiled
from foil.operations.reply_making import find_whose
from foil.replies.patterns import Pattern
from foil.replies.reader import read
from foil.replies.reading import Reading

MOST = 200  # letters of one scan
LAST = 100_000  # the highest page number there can be
RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")
NOT_RANGES = "Write the pages of each letter, as in 1-2, 3, 4-6."
TOO_FEW = "Name the pages of two letters at least."
OVERLAP = "Page {} stands twice: each page belongs to one letter."
LEFT_OUT = "Page {} is in no letter: nothing of a scan may be left out."
NOT_THERE = "There are only {} pages."
MAIL = "A mail is one message: its attachments are read with it."
SPLIT_ALREADY = "This reply is on some pages of a scan already: put them together first."
NOT_SPLIT = "This reply was not split."
WORKED_ON = "One of its letters is filed or set aside: take that back first."

Range = tuple[int, int]


def pages_of(reply: Reply) -> list[str]:
    """The text of each page of a reply's file; empty where no words could be read in it."""
    return reply.text.split("\f") if reply.text.strip() else []


def ranges(text: str, total: int) -> list[Range]:
    """The pages of each letter as people write them: 1-2, 3. `total` is how many pages there are, 0
    where that is not known. Raises BadInput, by the field `ranges`."""
    found: list[Range] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;\n]+", text))):
        match = RANGE.fullmatch(part)
        if match is None:
            raise _wrong(NOT_RANGES)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= LAST:
            raise _wrong(NOT_RANGES)
        found.append((first, last))
    _refuse_gaps(found, total)
    return found


def _refuse_gaps(found: Sequence[Range], total: int) -> None:
    if not 2 <= len(found) <= MOST:
        raise _wrong(TOO_FEW)
    order = sorted(found)
    if order[0][0] > 1:
        raise _wrong(LEFT_OUT.format(1))
    for (_, end), (start, _) in pairwise(order):
        if start <= end:
            raise _wrong(OVERLAP.format(start))
        if start > end + 1:
            raise _wrong(LEFT_OUT.format(end + 1))
    if total and order[-1][1] > total:
        raise _wrong(NOT_THERE.format(total))
    if total and order[-1][1] < total:
        raise _wrong(LEFT_OUT.format(order[-1][1] + 1))


def splittable(reply: Reply, arrival: Arrival) -> bool:
    """Whether a reply is one file of several letters, as far as anybody can tell."""
    mail = bool(json.loads(arrival.told).get("from"))
    return reply.state == "unfiled" and not mail and not reply.pages


def split(
    person: Person, session: Session, reply: int, letters: Sequence[Range], *, now: datetime
) -> list[Reply]:
    """Make a reply of each letter, the first of the one there is; each is read anew on its pages
    and matched by itself, the request of the whole being one it may be of.

    Raises Refused for one that is filed, set aside, a mail, or on some pages already.
    """
    first = unfiled(person, session, reply)
    arrival = session.get_one(Arrival, first.arrival_id)
    if first.pages:
        raise Refused(SPLIT_ALREADY)
    if not splittable(first, arrival):
        raise Refused(MAIL)
    whole = {name: getattr(first, name) for name in ("text", "reading", "kind")}
    kept = {**standing(session, first), "whole": whole}
    pages, patterns = pages_of(first), patterns_of(session)
    was = session.get(Request, first.request_id) if first.request_id else None
    _loosen(session, first)
    made = [first, *(_another(person, session, first, now) for _ in letters[1:])]
    for each, (start, end) in zip(made, letters, strict=True):
        each.pages = str(start) if start == end else f"{start}-{end}"
        _read_anew(each, pages[start - 1 : end], arrival, patterns)
    session.flush()
    for each in made:
        find_whose(session, each, arrival, person, now)
        _may_be(session, each, was, now)
    kept["others"] = [each.id for each in made[1:]]
    first.before = json.dumps({"split": kept})
    return made


def together(person: Person, session: Session, reply: int, *, now: datetime) -> Reply:
    """Put the letters of a scan together again as one reply, as it was. Raises Refused where it was
    not split, or one of them was filed or set aside."""
    asked = unfiled(person, session, reply)
    wanted = select(Reply).where(Reply.arrival_id == asked.arrival_id).order_by(Reply.id)
    rows = {row.id: row for row in session.scalars(wanted)}
    first, kept = _first_of(rows.values(), asked.id)
    others = [rows[id_] for id_ in kept["others"] if id_ in rows]
    if any(each.state != "unfiled" for each in (first, *others)):
        raise Refused(WORKED_ON)
    for each in others:
        session.execute(delete(ReplyCandidate).where(ReplyCandidate.reply_id == each.id))
        each.state = "aside"  # so that its calendar date goes before it does
        settle(each, now=now)
        session.delete(each)
    session.flush()
    _loosen(session, first)
    for name, value in kept["whole"].items():
        setattr(first, name, value)
    first.pages, first.before = "", "{}"
    first.request_id, first.how = kept["request"], kept["how"]
    for id_, why in kept["candidates"]:
        if session.get(Request, id_) is not None:
            session.add(ReplyCandidate(reply_id=first.id, request_id=id_, why=why))
    session.flush()
    settle(first, now=now)
    return first


def _first_of(rows: Iterable[Reply], asked: int) -> tuple[Reply, dict[str, Any]]:
    """The reply that was split into the asked one and others, and how it was."""
    for row in rows:
        kept = json.loads(row.before).get("split")
        if kept is not None and asked in (row.id, *kept["others"]):
            return row, kept
    raise Refused(NOT_SPLIT)


def _another(person: Person, session: Session, first: Reply, now: datetime) -> Reply:
    made = Reply(
        arrival_id=first.arrival_id, made_at=now, brought_by=first.brought_by or person.id,
        received_on=first.received_on,
    )  # fmt: skip
    session.add(made)
    return made


def _read_anew(
    reply: Reply, pages: Sequence[str], arrival: Arrival, patterns: Sequence[Pattern]
) -> None:
    text = "\f".join(pages)
    arrived = reply.received_on or day_of(arrival.brought_at)
    reading: Reading = read(text, arrived=arrived, patterns=patterns)
    says = list(json.loads(reply.reading).get("says", ())) if not text.strip() else []
    reply.text, reply.kind = text, reading.kind
    reply.reading = json.dumps({**reading.to_json(), "says": says})


def _loosen(session: Session, reply: Reply) -> None:
    """Let go of the request it is of, and those it may be of."""
    session.execute(delete(ReplyCandidate).where(ReplyCandidate.reply_id == reply.id))
    reply.request_id, reply.how = None, ""


def _may_be(session: Session, reply: Reply, was: Request | None, now: datetime) -> None:
    """Where nothing shows whose it is, it may be of the request the whole was of."""
    if was is None or reply.request_id is not None:
        return
    mine = (ReplyCandidate.reply_id == reply.id, ReplyCandidate.request_id == was.id)
    if session.scalar(select(ReplyCandidate.id).where(*mine)) is None:
        session.add(ReplyCandidate(reply_id=reply.id, request_id=was.id, why="said"))
        session.flush()
        settle(reply, now=now)


def _wrong(says: str) -> BadInput:
    return BadInput(says, {"ranges": says})
