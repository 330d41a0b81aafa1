"""The agencies as the office has them: its rows laid over the catalog, in one query."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.directory import Directory, directory_of
from foil.catalog.overlay import Own
from foil.model.tables import AgencyCorrection


def directory(session: Session) -> Directory:
    """The catalog with the office's corrections and the agencies it added."""
    row = AgencyCorrection
    wanted = select(row.slug, row.field, row.value, row.source, row.as_of, row.unverified)
    return directory_of(
        (slug, field, None if value is None else Own(value, source or "", as_of, unsure or ""))
        for slug, field, value, source, as_of, unsure in session.execute(wanted.order_by(row.id))
    )
