"""A list of agencies pasted or brought into a campaign: those of the directory found in it, the
others added as the office's own, their particulars marked as nobody has checked them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from foil.catalog.directory import Directory
from foil.catalog.overlay import JURISDICTIONS
from foil.errors import BadInput
from foil.model.tables import Person
from foil.newyork import day_of
from foil.operations.added_agencies import Body, add
from foil.operations.agency_facts import Known, problems_of, tidy, write
from foil.operations.campaign_recipients import add_agencies
from foil.operations.campaigns import find_campaign
from foil.sheets.bodies import find
from foil.sheets.recipients import Named

UNVERIFIED = "From us, unverified: nobody has looked it up yet."
SOURCE = "Brought into the campaign “{}”"
NO_ONE = "There is no agency in this list that can be asked."
FACTS = {
    "officer": "requests.addressee",
    "email": "requests.email",
    "address": "requests.address",
    "telephone": "requests.telephone",
    "portal": "channel.portal",
}
LOCAL = (
    ("Village of", "village"), ("Town of", "town"), ("City of", "city"), ("County", "county"),
    ("School District", "school district"), ("Sheriff", "county"), ("New York State", "state"),
)  # fmt: skip
"""Whose agency one is, by words of its name, where the list does not say."""


@dataclass(frozen=True)
class Found:
    """What becomes of one line: `slug` is an agency of the directory, None for one to add;
    `says` in words; `does` False where it is left out for good."""

    named: Named
    slug: str | None
    says: str
    does: bool = True


def look_up(known: Directory, listed: Sequence[Named], *, now: datetime) -> list[Found]:
    """What would become of each line of the list; nothing is changed."""
    return [_found(known, named, now) for named in listed]


def bring(
    person: Person,
    session: Session,
    campaign_id: int,
    found: Sequence[Found],
    *,
    now: datetime,
) -> tuple[int, int]:
    """Have the campaign ask all these agencies, those not in the directory added to it first.
    Returns how many it asks more than before, and how many of them were added.

    Raises BadInput where there is none that can be asked, NotFound.
    """
    campaign = find_campaign(person, session, campaign_id)
    source = SOURCE.format(campaign.name)
    new = [each for each in found if each.does and each.slug is None]
    slugs = [each.slug for each in found if each.slug]
    slugs += [_added(person, session, each.named, source, now) for each in new]
    if not slugs:
        raise BadInput(NO_ONE, {"listed": NO_ONE})
    return add_agencies(person, session, campaign_id, slugs, now=now), len(new)


def _found(known: Directory, named: Named, now: datetime) -> Found:
    body = find(named.name, directory=known)
    if body.slug is not None:
        agency = known.get(body.slug)
        if not agency.foil:
            return Found(named, body.slug, f"Left out: it answers under {agency.law}.")
        told = any(getattr(named, part) for part in FACTS)
        more = " What the directory knows of it stands." if told else ""
        return Found(named, body.slug, f"In the directory as {agency.name}.{more}")
    if body.law != "foil":
        return Found(named, None, f"Left out: {body.how}.", does=False)
    if problems := problems_of(_facts(named), Known(), day_of(now)):
        return Found(named, None, f"Left out: {next(iter(problems.values()))}", does=False)
    return Found(named, None, "New: it is added to the directory, from us, unverified.")


def _added(person: Person, session: Session, named: Named, source: str, now: datetime) -> str:
    """The slug of the agency, added with what the list says of it; nobody has checked it."""
    body = Body(named.name, jurisdiction=_whose(named), short=named.name[:60])
    known = Known(source, day_of(now), UNVERIFIED)
    slug = add(person, session, body, {}, known, now=now)
    for field, value in _facts(named).items():
        write(person, session, slug, field, value, known, now)
    return slug


def _facts(named: Named) -> dict[str, str]:
    said = {field: str(getattr(named, part)) for part, field in FACTS.items()}
    return {field: tidy(field, value) for field, value in said.items() if value}


def _whose(named: Named) -> str:
    if named.kind.casefold() in JURISDICTIONS:
        return named.kind.casefold()
    return next(
        (kind for words, kind in LOCAL if words.casefold() in named.name.casefold()), "other"
    )
