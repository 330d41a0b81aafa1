"""What the clocks need to know of an agency: a type defined here and filled by the catalog."""

from dataclasses import dataclass
from typing import Literal

AppealFrom = Literal["receipt", "letter", "postmark"]
Jurisdiction = Literal["nyc", "state", "local"]


@dataclass(frozen=True, slots=True)
class AgencyRules:
    """An agency's own ways of counting, beside the statute's.

    `appeal_from` is the day its thirty days to appeal are counted from: receipt for City
    agencies (43 RCNY 1-06(b)), the postmark for the State Police (9 NYCRR 483.7), else the
    letter's date. `portal_calendar` names the calendar its portal counts by, if it has one.
    `electronic` is False where no portal or e-mail address of it is known: it answers by post.
    """

    slug: str
    name: str
    short: str
    jurisdiction: Jurisdiction
    appeal_from: AppealFrom = "letter"
    portal_calendar: str | None = None
    electronic: bool = True


STATUTE = AgencyRules("", "the agency", "the agency", "local")
"""No agency named: the statute's own rules."""
