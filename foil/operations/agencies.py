"""The office's own corrections of an agency: rows laid over the catalog, which stays as shipped."""

from datetime import datetime

from sqlalchemy.orm import Session

from foil.catalog import agencies
from foil.errors import BadInput, Refused
from foil.insight.basis import CORRECTABLE
from foil.law.agency import AgencyRules
from foil.model.tables import AgencyCorrection, Person

VALUES = {
    "appeal_from": ("receipt", "letter", "postmark"),
    "own_calendar": ("", "gcl-24", "nyc-portal", "state-offices", "courts"),
    "electronic": ("yes", "no"),
}


def correct(
    person: Person, session: Session, slug: str, field: str, value: str, *, now: datetime
) -> AgencyCorrection:
    """Note the office's own value of one field that an agency's clocks are counted by.

    An empty `own_calendar` means it counts by none. What was counted before is stale from now
    on; `foil.operations.recount` counts it again. Raises Refused unless `person` is an
    administrator, UnknownSlug, NotUnderFoil, and BadInput for a field or value that cannot be.
    """
    if person.role != "administrator":
        raise Refused("Only an administrator corrects an agency; ask one of yours.")
    shipped = agencies.get(slug).rules()
    value = " ".join(value.split())
    if field not in CORRECTABLE:
        raise BadInput(f"There is no field {field!r} to correct.", {"field": "Choose a field."})
    if value not in VALUES.get(field, (value,)) or (field not in VALUES and not value):
        known = ", ".join(VALUES.get(field, ("words",)))
        raise BadInput(f"The {field} cannot be {value!r}.", {field: f"Choose one of: {known}."})
    correction = AgencyCorrection(
        slug=slug,
        field=field,
        value=value or None,
        shipped=_text(shipped, field),
        made_at=now,
        made_by=person.id,
    )
    session.add(correction)
    return correction


def _text(shipped: AgencyRules, field: str) -> str | None:
    value = getattr(shipped, field)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
