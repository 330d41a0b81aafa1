"""What was said of a draft of any kind, and where its approval stands, for whoever looks."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from foil.model.tables import Letter as Row
from foil.model.tables import LetterComment
from foil.operations import letter_approval
from foil.web.desk import me


@dataclass(frozen=True)
class Approval:
    """Where a draft's approval stands for whoever looks: whether the office has letters approved,
    whether it is asked for, given, or `mine` to give; who may be asked."""

    on: bool
    asked: bool
    approved: bool
    mine: bool
    people: list[tuple[int, str]]
    comments: list[tuple[LetterComment, str]]


def approval(session: Session, row: Row) -> Approval:
    """Where the approval of a draft stands."""
    found, on = letter_approval.approval_of(session, row), letter_approval.is_on(session)
    asked = found is not None and found.state == "asked"
    return Approval(
        on=on,
        asked=asked,
        approved=letter_approval.is_approved(session, row),
        mine=asked and found is not None and found.approver_id == me().id,
        people=letter_approval.approvers(me(), session, row) if on else [],
        comments=letter_approval.comments(session, row),
    )
