"""Tags of requests: those of each, and all that someone may see."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.model.tables import Person, Request, RequestTag
from foil.model.visibility import visible


def tags_of(session: Session, requests: Iterable[Request]) -> dict[int, tuple[str, ...]]:
    """The words of each request's tags, in alphabetical order, by its id, in one query."""
    found: dict[int, list[str]] = {request.id: [] for request in requests}
    wanted = select(RequestTag.request_id, RequestTag.words)
    wanted = wanted.where(RequestTag.request_id.in_(found)).order_by(RequestTag.tag)
    for request_id, words in session.execute(wanted):
        found[request_id].append(words)
    return {request_id: tuple(words) for request_id, words in found.items()}


def tags(person: Person, session: Session) -> list[tuple[str, str]]:
    """Every tag on a request that `person` may see: in small letters, and as it was written."""
    wanted = select(RequestTag.tag, func.min(RequestTag.words)).group_by(RequestTag.tag)
    found = session.execute(visible(wanted.order_by(RequestTag.tag), person))
    return [(tag, words) for tag, words in found]
