"""A letter of a request as it stands in the record, for whoever takes it along: what was finished
as it was sealed, a draft as it is, or else the one that fits the request now."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import Store
from foil.errors import BadInput
from foil.insight.basis import basis
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.insight.offers import offered, offers
from foil.letters import record
from foil.letters.compose import compose
from foil.letters.draft import KIND as REQUEST
from foil.letters.letter import Letter
from foil.model.tables import Letter as Row
from foil.model.tables import Person, Request
from foil.model.visibility import find_request
from foil.operations import follow_ups, letter_drafts, letters
from foil.operations.letterhead import letterhead
from foil.operations.sealing import sealed_of

NEEDED = "Still needed for the letter {}:\n  {}"
KEEPS_ITS_DAY = "This letter is finished and keeps its date; leave --dated away, or open it again."


def letter_of_record(
    person: Person,
    session: Session,
    store: Store,
    number: str,
    kind: str,
    day: date,
    *,
    dated: bool = False,
) -> Letter:
    """The newest letter of that kind of the request with that number, dated `day` unless it is
    finished; where none was begun, the one the record makes. `dated` says that somebody asked for
    the day.

    Raises NotFound where `person` may see no such request, or the letter does not fit it now;
    BadInput for what is still needed, listed, and for a day asked of a finished letter.
    """
    request = find_request(session, person, number)
    mine = (Row.request_id == request.id, Row.kind == kind)
    row = session.scalars(select(Row).where(*mine).order_by(Row.id.desc())).first()
    if row is None:
        sender = letterhead(session, request.signer_id)
        offer = offered(offers(session, request, basis(session), sender, day), kind)
        return compose(kind, offer.facts, **terms(session))
    if row.state != "draft" and dated:
        raise BadInput(KEEPS_ITS_DAY)
    if (sealed := sealed_of(row).get("json")) is not None:
        with store.open(sealed) as file:
            return record.from_json(file.read().decode())
    return _as_it_stands(session, request, row, row.dated or day)


def _as_it_stands(session: Session, request: Request, row: Row, day: date) -> Letter:
    """The letter a row holds. Raises BadInput for what is still needed."""
    if row.kind == REQUEST:
        sender, known = letterhead(session, request.signer_id), directory(session)
        return letters.draft_of(request, row).letter(sender, day, known, **terms(session))
    if follow_ups.is_one(row):
        return follow_ups.letter_of(session, row, day)
    made = letter_drafts.drawn(session, request, letter_drafts.draft_of(row), day)
    if made.letter is None or made.needs:
        listed = "\n  ".join(f"{each.path}: {each.says}" for each in made.needs)
        raise BadInput(NEEDED.format(row.kind, listed))
    return made.letter
