"""Everything beside its events that a request's clocks are counted under: rule choices, closings,
the catalog's agency with the office's corrections, the release."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

import foil
from foil.catalog import own_rules
from foil.catalog.agency import NotUnderFoil
from foil.catalog.directory import Directory
from foil.catalog.slug import UnknownSlug
from foil.insight.directory import directory
from foil.law.agency import AgencyRules, OwnRule
from foil.law.rules import Rules, rules_of
from foil.model.person import Person
from foil.model.tables import Closing, Office, Request, RuleChoice
from foil.model.visibility import visible

CORRECTABLE = ("name", "short", "appeal_from", "own_calendar", "electronic", "own_rules")
"""The fields of an agency that its clocks are counted by and an office may correct."""


@dataclass(frozen=True)
class Basis:
    """The office's basis at one moment. `closings` are the days every office was closed, by name.

    `corrections` holds, by agency, each corrected field; `agency_closings` the days it alone was
    closed. `directory` is the agencies as the office has them: those it added count by the
    statute's own rules, and what it knows of how to reach one moves no date."""

    calendar: str = "gcl-24"
    choices: Mapping[str, str] = field(default_factory=dict)
    closings: Mapping[date, str] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    agency_closings: Mapping[str, Mapping[date, str]] = field(default_factory=dict)
    directory: Directory = field(default_factory=Directory)

    def rules(self, agency: str | None) -> Rules | None:
        """The rules a request to this agency is counted under; None where FOIL does not govern.

        An agency that has left the catalog is counted by the statute alone: no date is hidden.
        """
        try:
            shipped = None if agency is None else self.directory.rules(agency)
        except UnknownSlug:
            shipped = None
        except NotUnderFoil:
            return None
        own = None if shipped is None else _corrected(shipped, self.corrections.get(shipped.slug))
        closed = self.agency_closings.get(agency or "", {})
        return rules_of(own, self.calendar, self.closings, self.choices, closed)

    def rules_for(self, request: Request) -> Rules | None:
        """The rules of this request; None for one kept under another law."""
        return self.rules(request.agency) if request.law == "foil" else None

    def digest(self, agency: str | None) -> str:
        """The SHA-256 that a request to this agency carries when it was counted under this."""
        rules = self.rules(agency)
        told = (
            foil.__version__,
            agency,
            rules and rules.agency,
            self.calendar,
            sorted(self.closings.items()),
            rules and sorted(rules.agency_closings.items()),
            sorted(self.choices.items()),
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()


def basis(session: Session) -> Basis:
    """The basis in force."""
    calendar = session.scalar(select(Office.calendar))
    choices = session.execute(select(RuleChoice.rule, RuleChoice.choice))
    closings, known = _closings(session), directory(session)
    return Basis(
        calendar=calendar or "gcl-24",
        choices=dict(choices.all()),
        closings=closings.pop(None, {}),
        corrections=corrections_of(known),
        agency_closings={slug: days for slug, days in closings.items() if slug is not None},
        directory=known,
    )


def stale(basis: Basis, session: Session) -> ColumnElement[bool]:
    """The condition on Request that holds for those counted under another basis than this."""
    used = session.scalars(select(Request.agency).distinct())
    current = [basis.digest(agency) for agency in used]
    return and_(Request.head_seq > 0, Request.basis.not_in(current))


def count_stale(person: Person, session: Session, basis: Basis) -> int:
    """How many requests that `person` may see are still to be recounted."""
    wanted = select(func.count()).select_from(Request).where(stale(basis, session))
    return session.scalar(visible(wanted, person)) or 0


def _closings(session: Session) -> dict[str | None, dict[date, str]]:
    rows = select(Closing.agency, Closing.day, Closing.words)
    found: dict[str | None, dict[date, str]] = defaultdict(dict)
    for slug, day, words in session.execute(rows.order_by(Closing.day, Closing.id)):
        found[slug][day] = words
    return found


def corrections_of(known: Directory) -> dict[str, dict[str, str | None]]:
    """What the office has corrected of how agencies' days are counted, by agency and field."""
    found: dict[str, dict[str, str | None]] = {}
    for slug, own in known.own.items():
        if counted := {name: own[name].value or None for name in CORRECTABLE if name in own}:
            found[slug] = counted
    return found


def _corrected(shipped: AgencyRules, own: Mapping[str, str | None] | None) -> AgencyRules:
    values: dict[str, object] = {
        name: value for name, value in (own or {}).items() if name in CORRECTABLE
    }
    if "electronic" in values:
        values["electronic"] = values["electronic"] == "yes"
    if "own_rules" in values:
        values["own_rules"] = (*_laid_over(str(values["own_rules"] or "")), *shipped.own_rules)
    return replace(shipped, **values)  # type: ignore[arg-type]


def _laid_over(slugs: str) -> Iterator[OwnRule]:
    """The rules of the regulations an office has laid over an agency, as the catalog has them."""
    for slug in slugs.split():
        if slug in own_rules.load():
            yield from own_rules.get(slug).rules
