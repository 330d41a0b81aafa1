"""Authorities, exemptions and the twelve cases, for the walk of each page."""

from foil.operations.authority_readings import record_reading
from tests.e2e.conftest import Live

LAW_PAGES = (
    "/law/exemptions",
    "/law/exemptions/87-2-e-iv",
    "/law/exemptions/89-5",
    "/law/authorities",
    "/law/authorities?standing=unverified",
    "/law/authorities/case-fink",
    "/law/twelve-cases",
)
"""Pages of these, once `furnish_law` has been."""


def furnish_law(live: Live) -> None:
    """One case read here, and one found not to say what we cite it for."""
    keeper, now = live.keeper, live.clock()
    with live.site.database.writing() as session:
        record_reading(keeper, session, "case-fink", "in part", "At 572", "NY2d", now=now)
        record_reading(keeper, session, "case-rattley", "not", "On another point", now=now)
