"""What an office knows of an agency itself: its officers, the ways to reach it, its quirks; when it
last looked them up. Anyone of the office may say so: none of it moves a date.

How an agency's days are counted is corrected by an administrator, in `foil.operations.agencies`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog import agencies
from foil.catalog.agency import Role
from foil.catalog.overlay import CHECKED, FACTS, QUIRKS, ROLES, text_of
from foil.errors import BadInput, NotFound
from foil.insight.directory import directory
from foil.model.tables import AgencyCorrection, Person
from foil.newyork import day_of

LONGEST = {"addressee": 200, "address": 500, "email": 254, "telephone": 50, QUIRKS: 1000}
OF_A_CHANNEL = 500
LONGEST_SOURCE = 500
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
    tidied = {field: tidy(field, value) for field, value in said.items() if field in FACTS}
    problems = problems_of(tidied, known, day_of(now))
    if problems:
        raise BadInput("What you know of the agency needs mending.", problems)
    changed = [field for field, value in tidied.items() if value != (text_of(stands, field) or "")]
    if not changed:
        raise BadInput(THE_SAME, {"": THE_SAME})
    for field in changed:
        write(person, session, slug, field, tidied[field], known, now)
    for role in {field.partition(".")[0] for field in changed} & set(ROLES):
        looked = (known.as_of or day_of(now)).isoformat()
        write(person, session, slug, f"{role}.checked", looked, Known(known.source), now)
    return changed


def check(person: Person, session: Session, slug: str, role: Role, *, now: datetime) -> None:
    """Note that `person` has looked an officer's particulars up today, and they are right.

    Raises UnknownSlug, and BadInput for a role that there is not.
    """
    directory(session).get(slug)
    if role not in ROLES:
        raise BadInput("Say which officer was looked up: requests or appeals.")
    write(person, session, slug, f"{role}.checked", day_of(now).isoformat(), Known(), now)


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
    write(person, session, slug, field, own.value or "", known, now)


def shipped(slug: str, field: str) -> str | None:
    """The catalog's own value of a fact, as a form holds it; None where it has none."""
    if slug not in agencies.slugs() or field in CHECKED:
        return None
    return text_of(agencies.get(slug), field)


def write(
    person: Person,
    session: Session,
    slug: str,
    field: str,
    value: str,
    known: Known,
    now: datetime,
) -> None:
    """Add the office's own value of a field, beside what is shipped of it now."""
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


def tidy(field: str, value: str) -> str:
    """The value without stray spaces; an officer's address and quirks keep their lines."""
    lines = filter(None, (" ".join(line.split()) for line in value.splitlines()))
    if field.endswith(".address") or field == QUIRKS:
        return "\n".join(lines)
    return (", " if field == "channel.post" else " ").join(lines)


def problems_of(said: Mapping[str, str], known: Known, today: date) -> dict[str, str]:
    """What cannot be of these facts and how they are known, a sentence by field."""
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


def _is_mail(value: str) -> bool:
    return value.count("@") == 1 and " " not in value and "." in value.partition("@")[2]


def _is_address(value: str) -> bool:
    return value.startswith("https://") and " " not in value and len(value) > len("https://")
