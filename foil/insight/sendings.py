"""What was handed to the mail server of a letter, and what came of it."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.model.mail import Mail
from foil.model.tables import Letter, LetterSending, Person, Request
from foil.model.visibility import visible

SIGNS = 24  # of the SHA-256 of its PDF that stand in a letter's Message-ID


def sendings_of(session: Session, letter: int) -> Sequence[LetterSending]:
    """Each handing over of the letter with that id, which the caller has looked up for the person
    who asks; the newest first."""
    wanted = select(LetterSending).where(LetterSending.letter_id == letter)
    return session.scalars(wanted.order_by(LetterSending.id.desc())).all()


def open_sendings(session: Session, letters: Sequence[Letter]) -> dict[int, LetterSending]:
    """Of these finished letters, which the caller has looked up for the person who asks, those that
    went or may have gone by the mail server as they are sealed now, by the letters' ids: of none of
    them does the record say so."""
    sealed = {letter.id: str(json.loads(letter.sealed).get("pdf", "-")) for letter in letters}
    wanted = select(LetterSending).where(
        LetterSending.letter_id.in_(sealed), LetterSending.state.in_(("handing over", "sent"))
    )
    rows = session.scalars(wanted.order_by(LetterSending.id))
    return {row.letter_id: row for row in rows if is_of(row, sealed[row.letter_id])}


def is_of(row: LetterSending, pdf: str) -> bool:
    """Whether a letter was handed over as it is sealed under that SHA-256, and in no older words:
    the Message-ID has it (`foil.operations.letter_mail`)."""
    return f".{pdf[:SIGNS]}@" in row.message_id


def came_back_by(
    person: Person, session: Session, arrival: int
) -> tuple[LetterSending, Letter] | None:
    """The letter that the bounce with that id brings back, of a request that `person` may see."""
    wanted = (
        select(LetterSending, Letter)
        .join(Request, Request.id == LetterSending.request_id)
        .join(Letter, Letter.id == LetterSending.letter_id)
        .where(LetterSending.arrival_id == arrival)
        .order_by(LetterSending.id)
    )
    found = session.execute(visible(wanted, person)).first()
    return None if found is None else (found[0], found[1])


def last_sent(session: Session) -> datetime | None:
    """When the office's mail server last took anything of ours, a reminder or a letter; None where
    it never did."""
    mail = session.scalar(select(func.max(Mail.sent_at)))
    letter = session.scalar(
        select(func.max(LetterSending.ended_at)).where(LetterSending.state == "sent")
    )
    return max((each for each in (mail, letter) if each is not None), default=None)
