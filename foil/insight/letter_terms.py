"""What this office's letters are written under: the authorities it may cite, its own templates.

Whoever writes a letter of the office takes both from here, `**terms(session)`: a letter made with
one of them alone would say what the office no longer says.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from foil.insight.authority_readings import standing
from foil.insight.own_templates import in_force
from foil.letters.standing import Standing, citable
from foil.letters.terms import Terms


def terms(session: Session, worth: Mapping[str, Standing] | None = None) -> Terms:
    """What `compose` is given for the office's letters of today, in two queries; `worth` are the
    authorities' standings where they were read already."""
    known = standing(session) if worth is None else worth
    return {"citable": citable(known), "own": in_force(session)}
