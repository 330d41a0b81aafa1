"""What the office knows beside a letter of a request, for the lint: the names of its matter, how
old the officer's particulars are, the last day to appeal."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.insight.authority_readings import standing
from foil.law.clocks import Clock
from foil.letters.facts import Addressee
from foil.letters.kinds import KINDS
from foil.letters.lint import Known
from foil.letters.lint.known import names_in
from foil.letters.standing import uncitable
from foil.model.tables import Matter, Request


def known_of(
    session: Session,
    request: Request,
    agency: Agency,
    kind: str,
    day: date,
    clocks: Collection[Clock] = (),
) -> Known:
    """What is known on that day beside a letter of that kind. `clocks` are those it answers."""
    matter = session.get(Matter, request.matter_id) if request.matter_id else None
    to = KINDS[kind].to
    officer = None if isinstance(to, Addressee) else agency.officer(to)
    titles = {agency.requests.title, agency.appeals.title}
    return Known(
        private=names_in(matter.name) if matter else (),
        looked_up=officer.as_of.earliest if officer and officer.as_of else None,
        stale=bool(officer and officer.stale(day)),
        one_officer=len(titles) == 1 and titles != {None},
        uncitable=uncitable(standing(session)),
        last_day=max((each.due for each in clocks if each.kind == "appeal"), default=None),
    )
