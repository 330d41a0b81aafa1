"""Requests that name their agency in words alone, and by one of an added agency's names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.directory import Directory
from foil.model.tables import Person, Request
from foil.model.visibility import visible
from foil.sheets.bodies import find


def in_words(person: Person, session: Session, known: Directory, slug: str) -> list[Request]:
    """Those of an agency the office added that `person` may see, under the law it answers under.

    They are counted by the statute's own rules as it is, so that naming it moves no date.
    """
    if not known.is_added(slug):
        return []
    law = "foil" if known.get(slug).foil else "other"
    unnamed = select(Request).where(Request.agency.is_(None), Request.agency_words.is_not(None))
    found = session.scalars(visible(unnamed.where(Request.law == law), person)).all()
    return [each for each in found if find(each.agency_words or "", directory=known).slug == slug]
