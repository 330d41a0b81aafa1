"""What an office knows of an agency itself: its officers, the ways to reach it, its quirks; when it
last looked them up; and agencies it adds. Anyone of the office may say so: none of it moves a date.

How an agency's days are counted is corrected by an administrator, in `foil.operations.agencies`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog import agencies
from foil.catalog.agency import Role
from foil.catalog.overlay import ADDED, CHECKED, FACTS, JURISDICTIONS, QUIRKS, ROLES, text_of
from foil.errors import BadInput, NotFound
from foil.insight.directory import directory
from foil.insight.in_words import in_words
from foil.model.tables import AgencyCorrection, Person
from foil.newyork import day_of
from foil.operations.journal import note
from foil.operations.recount import recount
from foil.sheets.bodies import find

LONGEST = {"addressee": 200, "address": 500, "email": 254, "telephone": 50, QUIRKS: 1000}
OF_A_CHANNEL = 500
LONGEST_NAME, LONGEST_SHORT, LONGEST_SOURCE = 200, 60, 500
NO_MAIL = "That is no e-mail address; write it as foil@agency.ny.gov."
NO_PORTAL = "A portal’s address starts with https:// and has no spaces."
TO_COME = "That day is still to come; give the day you looked."
THE_SAME = "It stands so already. If you have looked it up, say that it is still right."


@dataclass(frozen=True)
class Known:
    """How the office knows: where it read or heard it, on which day, and what is not sure."""

    source: str = ""
    as_of: date | None = None
    unverified: str = ""


@dataclass(frozen=True)
class Body:
    """An agency to add. `law` is empty where it answers under FOIL."""

    name: str
    short: str = ""
    jurisdiction: str = "other"
    law: str = ""


def say(
    person: Person,
    session: Session,
    slug: str,
    said: Mapping[str, str],
    known: Known,
    *,
    now: datetime,
) -> list[str]:
    """Keep the office's own values of these facts, those alone that are other than what stands;
    which they were. An empty value says that there is none.

    Saying it of an officer also says that the office looked on that day. Raises UnknownSlug, and
    BadInput, by field, for what cannot be, or where nothing is other than it stands.
    """
    stands = directory(session).get(slug)
    tidied = {field: _tidy(field, value) for field, value in said.items() if field in FACTS}
    problems = _problems(tidied, known, day_of(now))
    if problems:
        raise BadInput("What you know of the agency needs mending.", problems)
    changed = [field for field, value in tidied.items() if value != (text_of(stands, field) or "")]
    if not changed:
        raise BadInput(THE_SAME, {"": THE_SAME})
    for field in changed:
        _keep(person, session, slug, field, tidied[field], known, now)
    for role in {field.partition(".")[0] for field in changed} & set(ROLES):
        looked = (known.as_of or day_of(now)).isoformat()
        _keep(person, session, slug, f"{role}.checked", looked, Known(known.source), now)
    return changed


def check(person: Person, session: Session, slug: str, role: Role, *, now: datetime) -> None:
    """Note that `person` has looked an officer's particulars up today, and they are right.

    Raises UnknownSlug, and BadInput for a role that there is not.
    """
    directory(session).get(slug)
    if role not in ROLES:
        raise BadInput("Say which officer was looked up: requests or appeals.")
    _keep(person, session, slug, f"{role}.checked", day_of(now).isoformat(), Known(), now)


def take_back(person: Person, session: Session, slug: str, field: str, *, now: datetime) -> None:
    """Go back to the shipped value of a fact. Raises NotFound where the office says nothing."""
    _own(session, slug, field)
    row = AgencyCorrection(slug=slug, field=field, shipped=shipped(slug, field))
    row.made_at, row.made_by = now, person.id
    session.add(row)


def keep(person: Person, session: Session, slug: str, field: str, *, now: datetime) -> None:
    """Hold to the office's own value though what is shipped has changed since: the two are no
    longer shown as a choice. Raises NotFound where the office says nothing."""
    own = _own(session, slug, field)
    known = Known(own.source or "", own.as_of, own.unverified or "")
    _keep(person, session, slug, field, own.value or "", known, now)


def add(
    person: Person,
    session: Session,
    body: Body,
    said: Mapping[str, str],
    known: Known,
    *,
    now: datetime,
) -> str:
    """Add an agency, to be counted by the statute's own rules; its slug.

    Raises BadInput, by field, for what cannot be, or one that is here already.
    """
    tidied = {field: _tidy(field, value) for field, value in said.items() if field in FACTS}
    name = " ".join(body.name.split())
    short = " ".join(body.short.split()) or name
    problems = _problems(tidied, known, day_of(now))
    problems |= _body_problems(session, name, short, body)
    if problems:
        raise BadInput("The new agency needs mending.", problems)
    slug = _free(session, name)
    looked = Known(known.source, known.as_of or day_of(now), known.unverified)
    law = " ".join(body.law.split())
    for field, value in zip(ADDED, (name, short, body.jurisdiction, law), strict=True):
        _keep(person, session, slug, field, value, looked, now)
    for field, value in tidied.items():
        if value:
            _keep(person, session, slug, field, value, known, now)
    for role in ROLES:
        if any(value for field, value in tidied.items() if field.startswith(role)):
            day = (known.as_of or day_of(now)).isoformat()
            _keep(person, session, slug, f"{role}.checked", day, Known(known.source), now)
    return slug


def take_up(person: Person, session: Session, slug: str, *, now: datetime) -> list[str]:
    """Name an added agency in the requests `person` may see that have its name in words alone;
    their numbers. Raises UnknownSlug."""
    known = directory(session)
    known.get(slug)
    numbers = []
    for request in in_words(person, session, known, slug):
        request.agency, request.agency_words = slug, None
        note(person, session, request, "agency named", now=now)
        recount(session, request, now=now)
        numbers.append(request.number)
    return numbers


def shipped(slug: str, field: str) -> str | None:
    """The catalog's own value of a fact, as a form holds it; None where it has none."""
    if slug not in agencies.slugs() or field in CHECKED:
        return None
    return text_of(agencies.get(slug), field)


def _keep(
    person: Person,
    session: Session,
    slug: str,
    field: str,
    value: str,
    known: Known,
    now: datetime,
) -> None:
    was = shipped(slug, field) if field in FACTS else None
    row = AgencyCorrection(slug=slug, field=field, value=value, shipped=was, as_of=known.as_of)
    row.source, row.unverified = " ".join(known.source.split()), " ".join(known.unverified.split())
    row.made_at, row.made_by = now, person.id
    session.add(row)


def _own(session: Session, slug: str, field: str) -> AgencyCorrection:
    """The office's value in force."""
    row = AgencyCorrection
    wanted = select(row).where(row.slug == slug, row.field == field).order_by(row.id.desc())
    found = session.scalar(wanted.limit(1)) if field in FACTS else None
    if found is None or found.value is None:
        raise NotFound("That is as shipped already; look at the agency’s page again.")
    return found


def _tidy(field: str, value: str) -> str:
    """The value without stray spaces; an officer's address and quirks keep their lines."""
    lines = filter(None, (" ".join(line.split()) for line in value.splitlines()))
    if field.endswith(".address") or field == QUIRKS:
        return "\n".join(lines)
    return (", " if field == "channel.post" else " ").join(lines)


def _problems(said: Mapping[str, str], known: Known, today: date) -> dict[str, str]:
    problems = {}
    for field, value in said.items():
        longest = LONGEST.get(field.rpartition(".")[2], OF_A_CHANNEL)
        if len(value) > longest:
            problems[field] = f"Shorten it: {len(value)} characters, and {longest} fit."
        elif value and field.endswith(".email") and not _is_mail(value):
            problems[field] = NO_MAIL
        elif value and field.endswith(".portal") and not _is_address(value):
            problems[field] = NO_PORTAL
    if known.as_of is not None and known.as_of > today:
        problems["as_of"] = TO_COME
    for name, words in (("source", known.source), ("unverified", known.unverified)):
        if len(words) > LONGEST_SOURCE:
            problems[name] = f"Shorten it: {len(words)} characters, and {LONGEST_SOURCE} fit."
    return problems


def _body_problems(session: Session, name: str, short: str, body: Body) -> dict[str, str]:
    problems = {}
    if not 0 < len(name) <= LONGEST_NAME:
        problems["name"] = f"Give its whole name, in up to {LONGEST_NAME} characters."
    elif (there := find(name, directory=directory(session)).slug) is not None:
        problems["name"] = f"It is here already, as {directory(session).get(there).name}."
    if len(short) > LONGEST_SHORT:
        problems["short"] = f"Give a name for lists, in up to {LONGEST_SHORT} characters."
    if body.jurisdiction not in JURISDICTIONS:
        problems["jurisdiction"] = "Choose whose agency it is."
    if len(body.law) > LONGEST_NAME:
        problems["law"] = f"Name the law in up to {LONGEST_NAME} characters."
    return problems


def _free(session: Session, name: str) -> str:
    """A slug of the name that no agency has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70].strip("-") or "agency"
    taken = {*directory(session).own, *directory(session).slugs()}
    tries = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in tries if slug not in taken)


def _is_mail(value: str) -> bool:
    return value.count("@") == 1 and " " not in value and "." in value.partition("@")[2]


def _is_address(value: str) -> bool:
    return value.startswith("https://") and " " not in value and len(value) > len("https://")
