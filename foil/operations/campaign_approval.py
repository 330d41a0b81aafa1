"""Approval of a campaign's letters, where the office has letters approved: asked for many drafts at
once, and given to those a person was asked about and has read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.insight.campaign_recipients import DRAFT, Recipient, recipients
from foil.model.tables import Letter, LetterApproval, Person
from foil.operations import letter_approval
from foil.operations.campaign_asks import find_ask

AT_ONCE = 200  # letters to a save, as with any change to many requests
NOBODY_ASKED = "Nobody waits for your approval of a letter of this campaign."
NOTHING_TO_ASK = "There is no draft that approval could be asked for."


def unapproved(session: Session, found: Sequence[Recipient]) -> dict[int, int | None]:
    """The drafts among these that are to be approved and are not, each with the id of who was
    asked about it as it is now, None for nobody. Empty where the office has none approved. Two
    queries."""
    drafts = {each.letter.id: each.letter for each in found if each.letter and each.stands == DRAFT}
    if not drafts or not letter_approval.is_on(session):
        return {}
    asked = select(LetterApproval).where(LetterApproval.letter_id.in_(drafts))
    rows = {
        row.letter_id: row
        for row in session.scalars(asked)
        if row.version == drafts[row.letter_id].version
    }
    return {
        id_: rows[id_].approver_id if id_ in rows and rows[id_].state == "asked" else None
        for id_ in drafts
        if id_ not in rows or rows[id_].state != "approved"
    }


def ask_all(
    person: Person, session: Session, campaign_id: int, approver: int, *, now: datetime
) -> int:
    """Ask someone to approve every draft nobody was asked about, two hundred at a time; how many.

    Raises NotFound, BadInput for nobody to ask or nothing to ask for.
    """
    letters = [letter for letter, who in _waiting(person, session, campaign_id) if who is None]
    if not letters:
        raise BadInput(NOTHING_TO_ASK)
    for letter in letters[:AT_ONCE]:
        letter_approval.ask(person, session, letter, approver, "", now=now)
    return len(letters[:AT_ONCE])


def approve_all(person: Person, session: Session, campaign_id: int, *, now: datetime) -> int:
    """Approve every draft that `person` was asked about and nobody changed since, two hundred at a
    time; how many. Raises NotFound, BadInput where there is none, Refused for an author."""
    waiting = _waiting(person, session, campaign_id)
    letters = [letter for letter, who in waiting if who == person.id]
    if not letters:
        raise BadInput(NOBODY_ASKED)
    for letter in letters[:AT_ONCE]:
        letter_approval.decide(person, session, letter, "", approve=True, now=now)
    return len(letters[:AT_ONCE])


def _waiting(person: Person, session: Session, campaign_id: int) -> list[tuple[Letter, int | None]]:
    found = recipients(person, session, find_ask(person, session, campaign_id), campaign_id)
    waits = unapproved(session, found)
    return [
        (each.letter, waits[each.letter.id])
        for each in found
        if each.letter and each.letter.id in waits
    ]
