"""What the office says of an agency itself, beside what is shipped: by whom, when, from where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog import agencies
from foil.catalog.overlay import CHECKED, FACTS, text_of
from foil.insight.basis import CORRECTABLE
from foil.insight.corrections import as_text
from foil.model.tables import AgencyCorrection, Person


@dataclass(frozen=True)
class Said:
    """One fact as somebody of the office said it. `shipped` is what is shipped now, `before` what
    was when it was said; None where nothing is."""

    row: AgencyCorrection
    by: str
    shipped: str | None

    @property
    def value(self) -> str:
        """The office's value, "" where it says there is none."""
        return self.row.value or ""

    @property
    def changed_since(self) -> bool:
        """Whether what is shipped is other than when the office said it, and other than that."""
        return self.row.shipped != self.shipped and self.shipped != self.value


@dataclass(frozen=True)
class Looked:
    """When somebody last looked an officer's particulars up and found them right, and who."""

    by: str
    at: datetime
    day: str


@dataclass(frozen=True)
class AgencyFacts:
    """By field, what the office says in place of what is shipped; by role, who looked last."""

    said: Mapping[str, Said]
    looked: Mapping[str, Looked]

    @property
    def to_choose(self) -> tuple[Said, ...]:
        """What has changed in a new release of the catalog beside the office's own value."""
        return tuple(each for each in self.said.values() if each.changed_since)


def agency_facts(session: Session, slug: str) -> AgencyFacts:
    """What the office says of one agency, in one query."""
    row = AgencyCorrection
    wanted = select(row, Person.name).join(Person, Person.id == row.made_by)
    said: dict[str, Said] = {}
    looked: dict[str, Looked] = {}
    for each, by in session.execute(wanted.where(row.slug == slug).order_by(row.id)):
        if each.field in CHECKED:
            looked[each.field.partition(".")[0]] = Looked(by, each.made_at, each.value or "")
        elif each.field in FACTS and each.value is None:
            said.pop(each.field, None)
        elif each.field in FACTS:
            said[each.field] = Said(each, by, _shipped(slug, each.field))
    return AgencyFacts(said, looked)


def to_choose(session: Session) -> list[str]:
    """The agencies of which what is shipped has changed beside the office's own value, of a fact
    or of how its days count; in one query."""
    row = AgencyCorrection
    newest: dict[tuple[str, str], AgencyCorrection] = {}
    for each in session.scalars(select(row).order_by(row.id)):
        newest[each.slug, each.field] = each
    return sorted({slug for (slug, _), each in newest.items() if _is_to_choose(each)})


def _is_to_choose(row: AgencyCorrection) -> bool:
    if row.slug not in agencies.slugs() or (row.field in FACTS and row.value is None):
        return False
    if row.field in FACTS:
        now = _shipped(row.slug, row.field)
    elif row.field in CORRECTABLE and agencies.get(row.slug).foil:
        now = as_text(agencies.get(row.slug).rules(), row.field)
    else:
        return False
    return now not in (row.shipped, row.value)


def _shipped(slug: str, field: str) -> str | None:
    return text_of(agencies.get(slug), field) if slug in agencies.slugs() else None
