"""Agencies an office adds, of which nothing is shipped: counted by the statute's own rules, offered
wherever an agency is chosen, and taken out again while nothing is about them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.catalog.overlay import ADDED, FACTS, JURISDICTIONS, ROLES
from foil.errors import BadInput, Refused
from foil.insight.directory import directory
from foil.insight.in_words import in_words
from foil.model.tables import AgencyCorrection, Closing, Person, Request
from foil.newyork import day_of
from foil.operations.agency_facts import Known, problems_of, tidy, write
from foil.operations.journal import note
from foil.operations.recount import recount
from foil.sheets.bodies import find

LONGEST_NAME, LONGEST_SHORT = 200, 60


@dataclass(frozen=True)
class Body:
    """An agency to add. `law` is empty where it answers under FOIL."""

    name: str
    short: str = ""
    jurisdiction: str = "other"
    law: str = ""


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
    tidied = {field: tidy(field, value) for field, value in said.items() if field in FACTS}
    name = " ".join(body.name.split())
    short = " ".join(body.short.split()) or name
    problems = problems_of(tidied, known, day_of(now))
    problems |= _body_problems(session, name, short, body)
    if problems:
        raise BadInput("The new agency needs mending.", problems)
    slug = _free(session, name)
    looked = Known(known.source, known.as_of or day_of(now), known.unverified)
    law = " ".join(body.law.split())
    for field, value in zip(ADDED, (name, short, body.jurisdiction, law), strict=True):
        write(person, session, slug, field, value, looked, now)
    for field, value in tidied.items():
        if value:
            write(person, session, slug, field, value, known, now)
    for role in ROLES:
        if any(value for field, value in tidied.items() if field.startswith(role)):
            day = (known.as_of or day_of(now)).isoformat()
            write(person, session, slug, f"{role}.checked", day, Known(known.source), now)
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


def remove(person: Person, session: Session, slug: str) -> None:
    """Take an agency out again that was added by mistake.

    Raises Refused for one that is shipped, that somebody else added (but for an administrator), or
    that a request or a closing is about.
    """
    row = AgencyCorrection
    wanted = select(row).where(row.slug == slug).order_by(row.id).limit(1)
    first = session.scalar(wanted)
    if first is None or not directory(session).is_added(slug):
        raise Refused("It is shipped, so it stays; correct what is wrong of it.")
    if person.role != "administrator" and first.made_by != person.id:
        raise Refused("Only whoever added it, or an administrator, takes it out again.")
    request = select(Request.id).where(Request.agency == slug)
    closed = select(Closing.id).where(Closing.agency == slug)
    if any(session.scalar(each.limit(1)) is not None for each in (request, closed)):
        raise Refused("A request or a closing is about it, so it stays; correct its name instead.")
    session.execute(delete(row).where(row.slug == slug))


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
