"""Signing in: attempts are counted against guessing, and a sign-in can be ended from anywhere.

The throttle slows guessing and cannot lock anyone out for good: an attempt refused for being
held is not counted, a hold ends by itself, and a browser in which this person has signed in
before is held only for its own failures, never for a stranger's.
"""

import hashlib
import math
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from foil.errors import FoilError, NotFound
from foil.model.tables import Person, SignIn, SignInAttempt

LIFE = timedelta(days=14)
WINDOW = timedelta(minutes=15)
ACCOUNT_FAILURES = 10  # of one e-mail address, from browsers it has not signed in with
ADDRESS_FAILURES = 20  # from one network address, whoever is tried
FAMILIAR_FAILURES = 10  # from one familiar browser
KEEP_ATTEMPTS = timedelta(days=30)
NOTED_EVERY = timedelta(minutes=10)


class Held(FoilError):
    """Too many attempts failed; this one was not looked at."""

    status = 429


@dataclass(frozen=True)
class Visitor:
    """Who knocks: the network address, the browser's own name for itself, and the mark left in
    it by an earlier sign-in ("" for none)."""

    address: str
    browser: str = ""
    mark: str = ""


def begin_attempt(session: Session, email: str, visitor: Visitor, *, now: datetime) -> int:
    """Count an attempt, as failed until `succeed` says otherwise. Returns its number.

    Raises Held, with how long, where too many have failed; then nothing is counted.
    """
    _refuse_if_held(session, email, visitor, now)
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - KEEP_ATTEMPTS))
    attempt = SignInAttempt(email=email[:254], address=_origin(visitor), at=now, succeeded=False)
    session.add(attempt)
    session.flush()
    return attempt.id


def succeed(
    session: Session, attempt: int, person: Person, visitor: Visitor, *, now: datetime
) -> str:
    """Mark the attempt as succeeded and open a sign-in. Returns its token."""
    session.execute(update(SignInAttempt).where(SignInAttempt.id == attempt).values(succeeded=True))
    return open_sign_in(session, person, visitor, now=now)


def open_sign_in(session: Session, person: Person, visitor: Visitor, *, now: datetime) -> str:
    """Sign someone in. Returns the token for their cookie; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=_digest(token),
            person_id=person.id,
            made_at=now,
            seen_at=now,
            ends_at=now + LIFE,
            address=visitor.address[:45],
            browser=visitor.browser[:300],
        )
    )
    return token


def sign_in_of(session: Session, token: str, *, now: datetime) -> tuple[SignIn, Person] | None:
    """The sign-in with this token and its person, if it holds and the person is active."""
    wanted = (
        select(SignIn, Person)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.token_hash == _digest(token), Person.active, *_holding(now))
    )
    row = session.execute(wanted).one_or_none()
    return None if row is None else (row[0], row[1])


def sign_ins_of(session: Session, person: Person, *, now: datetime) -> list[SignIn]:
    """Every sign-in of this person that holds, newest first."""
    wanted = select(SignIn).where(SignIn.person_id == person.id, *_holding(now))
    return list(session.scalars(wanted.order_by(SignIn.made_at.desc())))


def note_used(session: Session, number: int, *, now: datetime) -> None:
    """Note that something was saved by this sign-in just now."""
    session.execute(update(SignIn).where(SignIn.id == number).values(seen_at=now))


def revoke(person: Person, session: Session, number: int, *, now: datetime) -> None:
    """End one of one's own sign-ins. Raises NotFound where it is not one's own."""
    mine = session.scalar(select(SignIn).where(SignIn.id == number, SignIn.person_id == person.id))
    if mine is None:
        raise NotFound("There is no such sign-in of yours; it may have ended already.")
    if mine.revoked_at is None:
        mine.revoked_at = now


def revoke_all(session: Session, person: Person, *, now: datetime, but: int = 0) -> None:
    """End every sign-in of this person, save the one with id `but`."""
    session.execute(
        update(SignIn)
        .where(SignIn.person_id == person.id, SignIn.id != but, SignIn.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _holding(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return SignIn.revoked_at.is_(None), SignIn.ends_at > now


def _refuse_if_held(session: Session, email: str, visitor: Visitor, now: datetime) -> None:
    recent = (SignInAttempt.at > now - WINDOW, SignInAttempt.succeeded.is_(False))
    here = SignInAttempt.address == _origin(visitor)
    limits: list[tuple[int, tuple[ColumnElement[bool], ...]]] = (
        [(FAMILIAR_FAILURES, (here,))]
        if visitor.mark
        else [
            (ADDRESS_FAILURES, (here,)),
            (ACCOUNT_FAILURES, (SignInAttempt.email == email[:254], _from_strangers())),
        ]
    )
    for most, conditions in limits:
        oldest = session.scalars(
            select(SignInAttempt.at)
            .where(*recent, *conditions)
            .order_by(SignInAttempt.at.desc())
            .limit(most)
        ).all()
        if len(oldest) == most:
            raise Held(_wait(oldest[-1] + WINDOW - now))


def _origin(visitor: Visitor) -> str:
    """What failures are counted by: a familiar browser's own mark, else the network address."""
    return f"mark {_digest(visitor.mark)[:32]}" if visitor.mark else visitor.address[:45]


def _from_strangers() -> ColumnElement[bool]:
    return func.substr(SignInAttempt.address, 1, 5) != "mark "


def _wait(left: timedelta) -> str:
    minutes = max(1, math.ceil(left.total_seconds() / 60))
    return (
        f"Too many attempts failed. Wait {minutes} minute{'' if minutes == 1 else 's'} and try "
        "again, use a browser you have signed in with before, or ask an administrator of your "
        "office for a one-time link."
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
