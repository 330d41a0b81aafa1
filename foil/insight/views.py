"""The saved views and searches someone may use."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.model.tables import Person, SavedView
from foil.model.visibility import visible


def views(person: Person, session: Session, of: str = "requests") -> list[SavedView]:
    """One's own views and the office's, by name, those taken away left out; `of` "search" for
    kept searches."""
    wanted = select(SavedView).where(SavedView.gone_at.is_(None), SavedView.of == of)
    named = wanted.order_by(func.lower(SavedView.name), SavedView.id)
    return list(session.scalars(visible(named, person)))


def gone_view(person: Person, session: Session, view_id: int | None) -> SavedView | None:
    """A view that was taken away and that `person` may bring back."""
    if view_id is None:
        return None
    wanted = select(SavedView).where(SavedView.id == view_id, SavedView.gone_at.is_not(None))
    view = session.scalars(visible(wanted, person)).one_or_none()
    return view if view and (view.made_by == person.id or person.role == "administrator") else None
