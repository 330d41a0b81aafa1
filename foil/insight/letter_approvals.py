"""Letters that wait for a person's approval."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.lines import Section
from foil.insight.scope import Scope
from foil.insight.unfiled import Finished
from foil.model.tables import Letter, LetterApproval, Request


def to_approve(session: Session, scope: Scope) -> Section[Finished]:
    """The drafts that this person was asked to approve, the oldest question first."""
    wanted = (
        select(Letter, Request)
        .join(Request, Request.id == Letter.request_id)
        .join(LetterApproval, LetterApproval.letter_id == Letter.id)
        .where(Letter.state == "draft", LetterApproval.state == "asked")
        .where(LetterApproval.approver_id == scope.person.id)
    )
    found, total = scope.page(session, wanted, LetterApproval.asked_at, Letter.id)
    rows = tuple(Finished(scope.named(request), letter) for letter, request in found)
    return Section(rows, total)
