"""A letter that was handed to the mail server and came back: the bounce that names it is tied to
its handing over, so that its page says so. What the bounce means for the request is filed by a
person, as any other reply."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import Arrival, LetterSending

CAME_BACK = "It could not be delivered to {}."


def note_return(session: Session, arrival: Arrival, told: Mapping[str, Any]) -> None:
    """Tie a bounce to the letters it brings back, by their Message-IDs; any other mail to none.
    The first bounce of a letter stays the one. `told` is what was read of the arrival."""
    if told.get("nature") != "bounce":
        return
    named = [f"<{str(each).strip('<>')}>" for each in told.get("references", ())]
    wanted = select(LetterSending).where(
        LetterSending.message_id.in_(named), LetterSending.returned_at.is_(None)
    )
    for row in session.scalars(wanted):
        if row.begun_at <= arrival.brought_at:
            row.returned_at, row.arrival_id = arrival.arrived_at, arrival.id
            row.returned = CAME_BACK.format(_whom(told, row))[:500]


def _whom(told: Mapping[str, Any], row: LetterSending) -> str:
    failed = [str(each) for each in told.get("failed", ())]
    return ", ".join(failed) if failed else row.recipient
