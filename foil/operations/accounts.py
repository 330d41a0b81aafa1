"""People of the office: the first account, adding others, passwords and one-time links.

A password is kept as an Argon2id hash alone. Nobody has a password that someone else chose: a
person who is added gets a link, good once, and chooses their own.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.errors import BadInput, FoilError, NotFound, Refused
from foil.insight.holdings import holds_anything
from foil.insight.mail_openers import is_opened
from foil.model.tables import Person
from foil.operations.administrators import find_account, require_administrator
from foil.operations.sign_ins import revoke_all

ROLES = ("member", "administrator")
SHORTEST = 12  # NIST SP 800-63B asks for 8 or more and no rules of composition; we ask for more
LONGEST = 1000
LINK_LIFE = timedelta(days=7)
UNUSABLE = "!"  # the hash of someone who has not chosen a password yet: nothing matches it

LINK_SPENT = (
    "This link has been used or has run out. Ask an administrator of your office for a new one."
)


@dataclass(frozen=True)
class Introduction:
    """Who someone is, as a form or the command line has it."""

    email: str
    name: str
    title: str = ""
    telephone: str = ""


def anyone(session: Session) -> bool:
    """Whether the record has an account at all."""
    return session.scalar(select(Person.id).limit(1)) is not None


def person_by_email(session: Session, email: str) -> Person | None:
    """The person with this address, in whatever capitals it was typed."""
    return session.scalar(select(Person).where(Person.email == tidy_email(email)))


def people(session: Session) -> list[Person]:
    """Everyone who has or had an account, by name."""
    return list(session.scalars(select(Person).order_by(func.lower(Person.name), Person.id)))


def first_account(session: Session, who: Introduction, password: str, *, now: datetime) -> Person:
    """Make the first account, an administrator's.

    Raises Refused where there is an account already, BadInput for details that cannot stand.
    """
    if anyone(session):
        raise Refused("This record has its first account already; sign in instead.")
    problems = {**introduction_problems(who), **password_problems(password, who.email)}
    if problems:
        raise BadInput("The account needs mending.", problems)
    first = _add(session, who, "administrator", hash_password(password), now)
    first.opens_mail = True
    return first


def add_person(
    person: Person, session: Session, who: Introduction, role: str, *, now: datetime
) -> tuple[Person, str]:
    """Add someone and make their one-time link. Returns the new person and the link's token.

    Raises Refused unless `person` is an administrator, BadInput for details that cannot stand.
    """
    require_administrator(person)
    problems = introduction_problems(who)
    if role not in ROLES:
        problems["role"] = "Choose member or administrator."
    if "email" not in problems and person_by_email(session, who.email):
        problems["email"] = "Someone with this e-mail address is here already."
    if problems:
        raise BadInput("The new person’s details need mending.", problems)
    added = _add(session, who, role, UNUSABLE, now)
    return added, _make_link(added, now)


def new_link(person: Person, session: Session, number: int, *, now: datetime) -> tuple[Person, str]:
    """Make someone a new one-time link; an older one of theirs stops working.

    Raises Refused unless `person` is an administrator, NotFound where nobody has this number.
    """
    require_administrator(person)
    other = find_account(session, number)
    if not other.active:
        raise Refused(f"{other.name} is switched off; switch the account on first.")
    return other, _make_link(other, now)


def person_of_link(session: Session, token: str, *, now: datetime) -> Person:
    """Whose one-time link this is. Raises NotFound where it was used or has run out."""
    wanted = select(Person).where(Person.link_hash == _digest(token), Person.active)
    found = session.scalar(wanted)
    if found is None or found.link_ends_at is None or found.link_ends_at <= now:
        raise NotFound(LINK_SPENT)
    return found


def spend_link(session: Session, token: str, password: str, *, now: datetime) -> Person:
    """Choose a password by a one-time link, which then is spent; every sign-in they had ends.

    Raises NotFound for a link that does not hold, BadInput for a password that cannot stand.
    """
    person = person_of_link(session, token, now=now)
    _set_password(person, password)
    person.link_hash, person.link_ends_at = "", None
    revoke_all(session, person, now=now)
    return person


def change_password(
    person: Person, session: Session, old: str, new: str, *, keep: int, now: datetime
) -> None:
    """Change one's own password; every sign-in but the one with id `keep` ends.

    Raises BadInput where the old password is not right or the new one cannot stand.
    """
    mine = find_account(session, person.id)
    if not password_matches(mine, old):
        says = "That is not your password now."
        raise BadInput("The password was not changed.", {"old_password": says})
    _set_password(mine, new)
    revoke_all(session, mine, now=now, but=keep)


def change_own(person: Person, session: Session, who: Introduction, *, shortcuts: bool) -> Person:
    """Change one's own name, title and telephone, and whether single keys are shortcuts.

    Raises BadInput for details that cannot stand. The e-mail address stays.
    """
    problems = introduction_problems(who)
    if problems:
        raise BadInput("Your details need mending.", problems)
    mine = find_account(session, person.id)
    mine.name, mine.title = who.name.strip(), who.title.strip()
    mine.telephone, mine.shortcuts = who.telephone.strip(), shortcuts
    return mine


class StillHolds(FoilError):
    """Somebody who is to be switched off still holds requests or matters."""

    status = 409


def switch(
    person: Person,
    session: Session,
    number: int,
    *,
    active: bool,
    now: datetime,
    sure: bool = False,
) -> Person:
    """Switch someone's account off, ending every sign-in of theirs, or on again.

    Raises Refused unless `person` is an administrator, or for one's own account: so an office
    always keeps an administrator who can sign in. Raises StillHolds, unless `sure`, for somebody
    who holds anything at all: it should be handed over first. Where nobody is left who opens the
    mail, `person` does.
    """
    require_administrator(person)
    other = find_account(session, number)
    if other.id == person.id:
        raise Refused("You cannot switch your own account off; ask another administrator.")
    if not active and not sure and holds_anything(session, other):
        raise StillHolds(f"{other.name} still holds requests or matters; hand them over first.")
    other.active = active
    if not active and not is_opened(session):
        person = session.get_one(Person, person.id)
        person.opens_mail = True
    if not active:
        other.link_hash, other.link_ends_at = "", None
        revoke_all(session, other, now=now)
    return other


def make_counsel(person: Person, session: Session, number: int, *, counsel: bool) -> Person:
    """Say whether someone is counsel. Raises Refused unless `person` is an administrator, NotFound
    where nobody has this number."""
    require_administrator(person)
    other = find_account(session, number)
    other.counsel = counsel
    return other


def tidy_email(email: str) -> str:
    """An e-mail address as it is kept and compared."""
    return email.strip().casefold()


def hash_password(password: str) -> str:
    """The Argon2id hash of a password: 46 MiB, one pass, one lane, the first of the settings
    OWASP's password storage cheat sheet names."""
    return _hasher().hash(password)


def password_matches(person: Person | None, password: str) -> bool:
    """Whether this is the person's password. Takes as long for nobody as for somebody."""
    password = password[:LONGEST]
    kept = person.password_hash if person is not None and person.active else UNUSABLE
    try:
        _hasher().verify(_nobodys_hash() if kept == UNUSABLE else kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept != UNUSABLE


def password_problems(password: str, email: str) -> dict[str, str]:
    """What keeps this from being a password: field `password` and its sentence, or nothing."""
    says = ""
    if len(password) < SHORTEST:
        says = f"Use at least {SHORTEST} characters; a few words together are easiest to keep."
    elif len(password) > LONGEST:
        says = f"Use at most {LONGEST} characters."
    elif len(set(password)) < 5 or tidy_email(email) in password.casefold():
        says = "Choose something harder to guess than your address or one key held down."
    return {"password": says} if says else {}


def introduction_problems(who: Introduction) -> dict[str, str]:
    """What keeps this from being someone's details: field to sentence, in a form's order."""
    problems = {}
    email = tidy_email(who.email)
    if not 0 < len(who.name.strip()) <= 200:
        problems["person_name"] = "Give the name as it should stand under a letter."
    if len(who.title.strip()) > 200:
        problems["title"] = "Use at most 200 characters."
    if "@" not in email.strip("@") or " " in email or len(email) > 254:
        problems["email"] = "Give an e-mail address, such as name@office.org."
    if len(who.telephone.strip()) > 50:
        problems["person_telephone"] = "Use at most 50 characters."
    return problems


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)


@cache
def _nobodys_hash() -> str:
    return hash_password(secrets.token_hex(16))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _add(
    session: Session, who: Introduction, role: str, password_hash: str, now: datetime
) -> Person:
    added = Person(
        email=tidy_email(who.email),
        name=who.name.strip(),
        title=who.title.strip(),
        telephone=who.telephone.strip(),
        role=role,
        password_hash=password_hash,
        made_at=now,
    )
    session.add(added)
    session.flush()
    return added


def _set_password(person: Person, password: str) -> None:
    if problems := password_problems(password, person.email):
        raise BadInput("The password cannot stand.", problems)
    person.password_hash = hash_password(password)


def _make_link(person: Person, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    person.link_hash, person.link_ends_at = _digest(token), now + LINK_LIFE
    return token
