"""Having an older version of a draft of any kind back."""

from datetime import datetime

from sqlalchemy.orm import Session

from foil.letters import draft, later
from foil.model.tables import Letter, LetterVersion, Person, Request
from foil.operations import letter_drafts, letters


def bring_back(
    person: Person,
    session: Session,
    letter: Letter,
    older: LetterVersion,
    *,
    version: int,
    now: datetime,
) -> None:
    """Make a draft what it was in an older version; what it was until now stays a version too.

    `version` is the one the page was drawn from. Raises MovedOn where somebody has saved since,
    Refused for a letter that is finished.
    """
    if letter.kind == draft.KIND:
        request = session.get_one(Request, letter.request_id)
        asked = draft.from_json(older.facts, older.blocks, letters.draft_of(request, letter))
        letters.save(
            person, session, letter, asked, request.working_title,
            version=version, tab="", now=now, apart=True,
        )  # fmt: skip
        return
    told = later.from_json(letter.kind, older.facts, older.blocks, letter.held)
    letter_drafts.save(person, session, letter, told, version=version, tab="", now=now, apart=True)
