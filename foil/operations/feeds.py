"""Private calendar feeds: made, found by their secret address, taken back."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound
from foil.model.tables import Feed, Matter, Person
from foil.model.visibility import find, find_request

ABOUT = ("mine", "all", "matter", "request")
NOTED_EVERY = timedelta(minutes=15)


@dataclass(frozen=True)
class Wanted:
    """The feed that is asked for. `about` is one of ABOUT, with a `matter` by its id or a
    `request` by its number; `final` for dates that end a right only."""

    about: str
    matter: int | None = None
    request: str = ""
    final: bool = False
    titles: bool = True


def make_feed(
    person: Person, session: Session, wanted: Wanted, *, now: datetime
) -> tuple[Feed, str]:
    """Make a feed for oneself. Returns it and the secret in its address, which is kept nowhere.

    Raises BadInput, naming the field, where it is about nothing that `person` may see.
    """
    if wanted.about not in ABOUT:
        raise BadInput("The feed needs a choice.", {"about": "Choose what the feed is about."})
    token = secrets.token_urlsafe(32)
    feed = Feed(
        token_hash=digest(token),
        person_id=person.id,
        about=wanted.about,
        matter_id=_matter(person, session, wanted) if wanted.about == "matter" else None,
        request_id=_request(person, session, wanted) if wanted.about == "request" else None,
        final=wanted.final,
        titles=wanted.titles,
        made_at=now,
    )
    session.add(feed)
    session.flush()
    return feed, token


def revoke_feed(person: Person, session: Session, number: int, *, now: datetime) -> None:
    """Take back one of one's own feeds. Raises NotFound where it is not one's own."""
    mine = session.scalar(select(Feed).where(Feed.id == number, Feed.person_id == person.id))
    if mine is None:
        raise NotFound("There is no such feed of yours; it may have been taken back already.")
    if mine.revoked_at is None:
        mine.revoked_at = now


def feeds_of(person: Person, session: Session) -> list[Feed]:
    """The person's feeds that hold, newest first."""
    wanted = select(Feed).where(Feed.person_id == person.id, Feed.revoked_at.is_(None))
    return list(session.scalars(wanted.order_by(Feed.id.desc())))


def feed_at(session: Session, token: str) -> tuple[Feed, Person] | None:
    """The feed with this secret and whose it is, if it holds and they still work here."""
    wanted = (
        select(Feed, Person)
        .join(Person, Person.id == Feed.person_id)
        .where(Feed.token_hash == digest(token), Feed.revoked_at.is_(None), Person.active)
    )
    row = session.execute(wanted).one_or_none()
    return None if row is None else (row[0], row[1])


def is_noted(feed: Feed, now: datetime) -> bool:
    """Whether it was noted a short while ago that somebody read the feed."""
    return feed.read_at is not None and now - feed.read_at < NOTED_EVERY


def note_read(session: Session, feed: Feed, *, now: datetime) -> None:
    """Note that somebody has just read the feed."""
    session.execute(update(Feed).where(Feed.id == feed.id).values(read_at=now))


def digest(token: str) -> str:
    """The SHA-256 (hex) under which a secret is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def _matter(person: Person, session: Session, wanted: Wanted) -> int:
    says = "Choose one of your matters for the feed."
    try:
        return find(session, select(Matter).where(Matter.id == wanted.matter), person, says).id
    except NotFound as error:
        raise BadInput(says, {"matter": says}) from error


def _request(person: Person, session: Session, wanted: Wanted) -> int:
    says = "Give the number of a request that you may see, such as FD-0001."
    try:
        return find_request(session, person, wanted.request).id
    except NotFound as error:
        raise BadInput(says, {"request": says}) from error
