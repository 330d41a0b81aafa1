"""Saved views and searches: an address under a name, for oneself or the office."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.model.tables import Person, SavedView
from foil.model.visibility import find

LONGEST_NAME, LONGEST_ADDRESS = 80, 2000


def save_view(
    person: Person,
    session: Session,
    name: str,
    address: str,
    *,
    office: bool,
    now: datetime,
    of: str = "requests",
) -> SavedView:
    """Keep an address under a name, `of` the list of requests or the "search"; `office` shows it
    to everyone. Raises BadInput."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        says = f"Give it a name of up to {LONGEST_NAME} characters."
        raise BadInput("The view needs a name.", {"view_name": says})
    if len(address) > LONGEST_ADDRESS:
        raise BadInput("The view asks too much.", {"view_name": "Leave out some of its words."})
    view = SavedView(name=name, of=of, address=address, office=office)
    view.made_at, view.made_by = now, person.id
    session.add(view)
    session.flush()
    return view


def drop_view(person: Person, session: Session, view_id: int, *, now: datetime) -> SavedView:
    """Take a view away. Raises NotFound, and Refused for a view that somebody else made."""
    view = _mine(person, session, view_id)
    view.gone_at = view.gone_at or now
    return view


def restore_view(person: Person, session: Session, view_id: int) -> SavedView:
    """Bring a view back that was taken away. Raises what `drop_view` raises."""
    view = _mine(person, session, view_id)
    view.gone_at = None
    return view


def _mine(person: Person, session: Session, view_id: int) -> SavedView:
    says = "There is no such view that you may see; look for it above the list of requests."
    view = find(session, select(SavedView).where(SavedView.id == view_id), person, says)
    if view.made_by != person.id and person.role != "administrator":
        raise Refused("Somebody else keeps that view for the office; ask them to take it away.")
    return view
