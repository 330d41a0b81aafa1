"""The agencies as the office has them: its rows laid over the catalog, in one query."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.directory import Directory
from foil.catalog.overlay import FACTS, Own
from foil.model.tables import AgencyCorrection


def directory(session: Session) -> Directory:
    """The catalog with the office's corrections and the agencies it added.

    The newest row of a field counts; one without a value takes what was said of a fact back.
    """
    row = AgencyCorrection
    wanted = select(row.slug, row.field, row.value, row.source, row.as_of, row.unverified)
    found: dict[str, dict[str, Own]] = defaultdict(dict)
    for slug, field, value, source, as_of, unverified in session.execute(wanted.order_by(row.id)):
        if value is None and field in FACTS:
            found[slug].pop(field, None)
        else:
            found[slug][field] = Own(value or "", source or "", as_of, unverified or "")
    return Directory({slug: own for slug, own in found.items() if own})
