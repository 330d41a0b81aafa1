"""Tags: words people put on requests to find them again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.model.tables import Person, Request, RequestTag
from foil.model.visibility import find_request
from foil.operations.journal import note

LONGEST = 40  # characters of one tag
MOST = 10  # tags that are put on at once


def read_tags(words: str) -> tuple[str, ...]:
    """The tags in a line that has them between commas, each once. Raises BadInput."""
    found: dict[str, str] = {}
    for each in words.split(","):
        tag = " ".join(each.split())
        if len(tag) > LONGEST:
            says = f"“{tag[:LONGEST]}…” is too long: a tag has up to {LONGEST} characters."
            raise BadInput("A tag is too long.", {"tags": says})
        if tag:
            found.setdefault(tag.casefold(), tag)
    if len(found) > MOST:
        raise BadInput("Too many tags.", {"tags": f"Give up to {MOST} tags at a time."})
    return tuple(found.values())


def tag_request(
    person: Person, session: Session, request: Request, words: Iterable[str], *, now: datetime
) -> None:
    """Put tags on a request; one that is on it already stays as it was written."""
    request = find_request(session, person, request.number)
    there = set(_tags(session, request))
    for each in words:
        tag = each.casefold()
        if tag not in there:
            session.add(RequestTag(request_id=request.id, tag=tag, words=each))
            there.add(tag)
    note(person, session, request, "tagged", now=now)


def untag_request(
    person: Person, session: Session, request: Request, words: Iterable[str], *, now: datetime
) -> None:
    """Take tags off a request; one that is not on it is none."""
    request = find_request(session, person, request.number)
    gone = [each.casefold() for each in words]
    mine = RequestTag.request_id == request.id
    session.execute(delete(RequestTag).where(mine, RequestTag.tag.in_(gone)))
    note(person, session, request, "tags taken off", now=now)


def _tags(session: Session, request: Request) -> list[str]:
    return list(session.scalars(select(RequestTag.tag).where(RequestTag.request_id == request.id)))
