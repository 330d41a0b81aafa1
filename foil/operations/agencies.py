"""The office's own corrections of an agency: rows laid over the catalog, which stays as shipped."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from foil.catalog import agencies, own_rules
from foil.catalog.overlay import ADDED
from foil.errors import BadInput, NotFound, Refused
from foil.insight.basis import CORRECTABLE, basis
from foil.insight.corrections import as_text
from foil.insight.decisions import Change
from foil.insight.directory import directory
from foil.model.tables import AgencyCorrection, Person
from foil.operations.rules import decide

VALUES = {
    "appeal_from": ("receipt", "letter", "postmark"),
    "own_calendar": ("", "gcl-24", "nyc-portal", "state-offices", "courts"),
    "electronic": ("yes", "no"),
}
LONGEST = 200


def correct(
    person: Person,
    session: Session,
    slug: str,
    field: str,
    value: str,
    reason: str = "",
    *,
    now: datetime,
) -> AgencyCorrection:
    """Note the office's own value of one field that an agency's clocks are counted by.

    An empty `own_calendar` means it counts by none. What was counted before is stale from now
    on; `foil.operations.recount` counts it again. Raises Refused unless `person` is an
    administrator, UnknownSlug, NotUnderFoil, and BadInput for a field or value that cannot be.
    """
    _require_administrator(person)
    change = correcting(session, slug, field, value)
    correction = AgencyCorrection(
        slug=slug,
        field=field,
        value=change.now or None,
        shipped=shipped(slug, field) if slug in agencies.slugs() else None,
        made_at=now,
        made_by=person.id,
    )
    session.add(correction)
    if change.now != change.was:
        decide(person, session, change, reason, now=now)
    return correction


def withdraw(
    person: Person, session: Session, slug: str, field: str, reason: str = "", *, now: datetime
) -> None:
    """Go back to the shipped value of a field; the journal of decisions keeps what it was.

    Raises Refused unless `person` is an administrator, NotFound where nothing is corrected.
    """
    _require_administrator(person)
    change = withdrawing(session, slug, field)
    if field in ADDED and directory(session).is_added(slug):
        raise Refused("Nothing is shipped of an agency you added; correct its name instead.")
    mine = AgencyCorrection.slug == slug, AgencyCorrection.field == field
    session.execute(delete(AgencyCorrection).where(*mine))
    decide(person, session, change, reason, now=now)


def hold_to(person: Person, session: Session, slug: str, field: str, *, now: datetime) -> None:
    """Hold to the office's own value though what is shipped has changed since; nothing moves.

    Raises Refused unless `person` is an administrator, NotFound where nothing is corrected.
    """
    _require_administrator(person)
    own = _own(session, slug, field)
    if field not in CORRECTABLE or own is None:
        raise NotFound("That is as shipped already; look at the agency’s page again.")
    row = AgencyCorrection(slug=slug, field=field, value=own or None)
    row.shipped, row.made_at, row.made_by = shipped(slug, field), now, person.id
    session.add(row)


def correcting(session: Session, slug: str, field: str, value: str) -> Change:
    """What a correction would change; `own_rules` are slugs of regulations laid over the agency.

    Raises UnknownSlug, NotUnderFoil, and BadInput for a field or value that cannot be."""
    directory(session).rules(slug)
    value = " ".join(value.split())
    if field not in CORRECTABLE:
        raise BadInput(f"There is no field {field!r} to correct.", {"field": "Choose a field."})
    if field == "own_rules":
        value = " ".join(own_rules.get(slug).slug for slug in value.split())
    elif value not in VALUES.get(field, (value,)) or (field not in VALUES and not value):
        known = ", ".join(VALUES.get(field, ("words",)))
        raise BadInput(f"The {field} cannot be {value!r}.", {field: f"Choose one of: {known}."})
    if len(value) > LONGEST:
        raise BadInput(f"The {field} is too long.", {field: f"Use up to {LONGEST} characters."})
    return Change("agency", field, _own(session, slug, field), value, slug)


def withdrawing(session: Session, slug: str, field: str) -> Change:
    """What going back to the shipped value would change. Raises NotFound where nothing is
    corrected."""
    own = _own(session, slug, field)
    if own is None:
        raise NotFound("That is as shipped already; look at the agency’s page again.")
    return Change("agency", field, own, None, slug)


def shipped(slug: str, field: str) -> str | None:
    """The catalog's own value of a field, as text; None where it has none.

    Raises UnknownSlug, NotUnderFoil.
    """
    return as_text(agencies.get(slug).rules(), field)


def _own(session: Session, slug: str, field: str) -> str | None:
    """The correction in force: None where there is none, empty where it says none."""
    own = basis(session).corrections.get(slug, {})
    return (own[field] or "") if field in own else None


def _require_administrator(person: Person) -> None:
    if person.role != "administrator":
        raise Refused("Only an administrator corrects an agency; ask one of yours.")
