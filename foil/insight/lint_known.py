"""What the office knows beside a letter of a request, for the lint: the names of its matter, how
old the officer's particulars are and what is not sure of them, the last day to appeal."""

from datetime import date

from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.insight.authority_readings import standing
from foil.insight.basis import basis
from foil.insight.lines import clocks_of
from foil.letters.facts import Addressee
from foil.letters.kinds import KINDS
from foil.letters.lint import Known
from foil.letters.lint.known import names_in
from foil.letters.lint.title import names_nobody
from foil.letters.standing import uncitable
from foil.model.tables import Letter, Matter, Request

OPENS = frozenset(
    {
        "appeal_silence", "appeal_denial", "appeal_partial", "appeal_no_records",
        "appeal_not_described", "appeal_fee",
    }
)  # fmt: skip
"""The letters by which an appeal is taken; they have a last day."""


def known_of(
    session: Session, request: Request, agency: Agency, letter: Letter, day: date
) -> Known:
    """What is known on that day beside a letter to the agency, kept or about to be."""
    to = KINDS[letter.kind].to
    officer = None if isinstance(to, Addressee) else agency.officer(to)
    titles = {agency.requests.title, agency.appeals.title}
    return Known(
        private=_private(session, request.matter_id),
        looked_up=officer.as_of.earliest if officer and officer.as_of else None,
        stale=bool(officer and officer.stale(day)),
        unsure=officer.unverified if officer else "",
        one_officer=len(titles) == 1 and titles != {None},
        uncitable=uncitable(standing(session)),
        last_day=_last_day(session, request, letter, day) if letter.kind in OPENS else None,
    )


def _private(session: Session, matter_id: int | None) -> tuple[str, ...]:
    """The names of the matter, but for one that is a subject: "Body cameras" is no client."""
    matter = session.get(Matter, matter_id) if matter_id else None
    whole, *parties = (names_in(matter.name) if matter else ()) or ("",)
    return tuple(parties) if names_nobody(whole) else (whole, *parties)


def _last_day(session: Session, request: Request, letter: Letter, day: date) -> date | None:
    """The last day of the appeal that the letter answers; of the latest that is open, where it was
    begun without one. None where the record has none."""
    found = clocks_of(session, [request], basis(session))[request.id]
    appeals = [each for each in found if each.kind == "appeal"]
    answered = [each for each in appeals if each.id == letter.about]
    open_ = [each for each in appeals if each.is_open(day)]
    return max((each.due for each in answered or open_), default=None)
