"""An agency's fields that its clocks are counted by: as shipped, and as the office has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.basis import CORRECTABLE, basis
from foil.insight.decisions import Decided, journal
from foil.law.agency import AgencyRules
from foil.model.tables import AgencyCorrection


@dataclass(frozen=True)
class Field:
    """One field. `own` is the office's value, None where it goes by the shipped one, empty where
    it says none; `before` the shipped value when it was corrected; `decided` who corrected it."""

    name: str
    shipped: AgencyRules
    own: str | None
    before: str | None
    decided: Decided | None


@dataclass(frozen=True)
class Corrections:
    """An agency's fields, and everything ever decided about it, the newest first."""

    fields: tuple[Field, ...]
    decided: tuple[Decided, ...]


def corrections(session: Session, slug: str) -> Corrections:
    """What the office counts otherwise than shipped. Raises UnknownSlug, NotUnderFoil."""
    under = basis(session)
    shipped = under.directory.rules(slug)
    own = under.corrections.get(slug, {})
    decided = journal(session, ("agency",), slug)
    before = _before(session, slug)
    fields = tuple(
        Field(name, shipped, _own(own, name), before.get(name), _last(decided, name))
        for name in CORRECTABLE
    )
    return Corrections(fields, decided)


def as_text(rules: AgencyRules, field: str) -> str | None:
    """A field of an agency's rules as a correction writes it."""
    value = getattr(rules, field)
    if isinstance(value, tuple):
        return "; ".join(f"{own.rule} {own.value}" for own in value) or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def _own(own: Mapping[str, str | None], name: str) -> str | None:
    return (own[name] or "") if name in own else None


def _before(session: Session, slug: str) -> dict[str, str | None]:
    wanted = select(AgencyCorrection.field, AgencyCorrection.shipped)
    wanted = wanted.where(AgencyCorrection.slug == slug).order_by(AgencyCorrection.id)
    return dict(session.execute(wanted).all())


def _last(decided: tuple[Decided, ...], name: str) -> Decided | None:
    return next((each for each in decided if each.decision.about == name), None)
