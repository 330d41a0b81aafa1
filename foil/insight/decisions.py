"""The journal of what the office decided about counting, and the way from one basis to another."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.basis import Basis
from foil.model.tables import Decision, Person

Key = TypeVar("Key")
LOOKED_BACK = 500
"""How many decisions are looked through for what has moved a request's dates."""


@dataclass(frozen=True)
class Change:
    """A decision as what it does to the basis. `about` names the choice, the day or the agency's
    field; `was` and `now` are None where there is nothing, empty where a field is set to none."""

    what: str
    about: str
    was: str | None
    now: str | None
    agency: str | None = None

    def applied(self, basis: Basis) -> Basis:
        """The basis after the decision."""
        return self._set(basis, self.now)

    def undone(self, basis: Basis) -> Basis:
        """The basis before the decision, of one after it."""
        return self._set(basis, self.was)

    def _set(self, basis: Basis, value: str | None) -> Basis:
        if self.what == "calendar":
            return replace(basis, calendar=value or "gcl-24")
        if self.what == "choice":
            return replace(basis, choices=_with(basis.choices, self.about, value))
        if self.what == "agency":
            slug = self.agency or ""
            own = {name: said or "" for name, said in basis.corrections.get(slug, {}).items()}
            kept = {name: said or None for name, said in _with(own, self.about, value).items()}
            return replace(basis, corrections={**basis.corrections, slug: kept})
        day = date.fromisoformat(self.about)
        if self.agency is None:
            return replace(basis, closings=_with(basis.closings, day, value))
        own_days = _with(basis.agency_closings.get(self.agency, {}), day, value)
        return replace(basis, agency_closings={**basis.agency_closings, self.agency: own_days})


def change_of(decision: Decision) -> Change:
    """The decision of a journal's line."""
    return Change(decision.what, decision.about, decision.was, decision.now, decision.agency)


@dataclass(frozen=True)
class Decided:
    """A line of the journal, and who decided it."""

    decision: Decision
    by: str


def journal(
    session: Session, what: Collection[str], agency: str | None = None
) -> tuple[Decided, ...]:
    """What was decided of these kinds, the newest first; with `agency`, about that one alone."""
    wanted = select(Decision, Person.name).join(Person, Person.id == Decision.by)
    wanted = wanted.where(Decision.what.in_(what))
    if agency is not None:
        wanted = wanted.where(Decision.agency == agency)
    found = session.execute(wanted.order_by(Decision.id.desc()).limit(LOOKED_BACK))
    return tuple(Decided(decision, name) for decision, name in found)


def decisions(session: Session) -> Sequence[Decision]:
    """What was decided, the newest first."""
    return session.scalars(select(Decision).order_by(Decision.id.desc()).limit(LOOKED_BACK)).all()


def trail(
    basis: Basis, decided: Sequence[Decision], agency: str | None, digest: str
) -> list[tuple[Decision, Basis]] | None:
    """The decisions that led from the basis with this digest to `basis`, the oldest first, each
    with the basis after it; only those that a request to `agency` feels. `decided` is newest first.

    None where they do not lead there: another release counts otherwise.
    """
    found: list[tuple[Decision, Basis]] = []
    after, felt = basis, basis.digest(agency)
    for decision in decided:
        before = change_of(decision).undone(after)
        earlier = before.digest(agency)
        if earlier != felt:
            found.append((decision, after))
        if earlier == digest:
            return found[::-1]
        after, felt = before, earlier
    return None


def _with(held: Mapping[Key, str], name: Key, value: str | None) -> dict[Key, str]:
    """The mapping with one value set, or taken out where it is None."""
    kept = {key: said for key, said in held.items() if key != name}
    return kept if value is None else {**kept, name: value}
