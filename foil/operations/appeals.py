"""Appeals from denials: begun as a letter from what somebody chose, with its exhibits; and what is
left out of any appeal, kept with the reason. The program sends nothing, and no date moves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.insight.appeal_letter import Built
from foil.letters.telling import told_of
from foil.model.tables import Letter, LetterExhibit, NotAppealed, Person, Request
from foil.operations import letter_drafts
from foil.operations.journal import note

LONGEST = 1000
"""Characters of a reason."""
PROBLEM = f"Say why it is left, in up to {LONGEST:,} characters."


def write(
    person: Person, session: Session, request: Request, built: Built, *, now: datetime
) -> Letter:
    """Begin the letter. Where one from the same denial is a draft still, it is written again from
    these choices, and what somebody put into their own words stays."""
    told = told_of(built.facts, request.agency or "")
    letter = letter_drafts.open_about(session, request, built.kind, built.clock)
    if letter is None or letter.state != "draft":
        about = "" if letter else built.clock
        letter = letter_drafts.begin(
            person, session, request, built.kind, told, now=now, about=about
        )
    else:
        later = replace(letter_drafts.draft_of(letter), told=told)
        letter_drafts.save(person, session, letter, later, version=letter.version, tab="", now=now)
        note(person, session, request, "appeal written again", now=now)
    _exhibit(session, letter, built)
    return letter


def leave(
    person: Person,
    session: Session,
    request: Request,
    chosen: Mapping[str, str | None],
    *,
    now: datetime,
) -> None:
    """Keep which items are left out of any appeal, and why: `chosen` is by the item's key in the
    form, "d1.2", None for one that is not left out. Raises BadInput without a reason."""
    problems = {
        f"why-{key}": PROBLEM
        for key, why in chosen.items()
        if why is not None and not 0 < len(_one_line(why)) <= LONGEST
    }
    if problems:
        raise BadInput("An item is left out without a reason.", problems)
    mine = (NotAppealed.request_id == request.id, NotAppealed.ended_at.is_(None))
    rows = session.scalars(select(NotAppealed).where(*mine))
    held = {f"{row.denial}.{row.item}": row for row in rows}
    for key, why in chosen.items():
        said, there = None if why is None else _one_line(why), held.get(key)
        if there is not None and there.why != said:
            there.ended_at, there.ended_by = now, person.id
        if said is not None and (there is None or there.why != said):
            _leave(person, session, request, key, said, now)


def _leave(
    person: Person, session: Session, request: Request, key: str, why: str, now: datetime
) -> None:
    denial, _, item = key.rpartition(".")
    row = NotAppealed(request_id=request.id, denial=denial, item=int(item), why=why)
    row.made_at, row.made_by = now, person.id
    session.add(row)
    note(person, session, request, f"item {item} left out of an appeal", now=now)


def _exhibit(session: Session, letter: Letter, built: Built) -> None:
    """Put the exhibits beside the letter, in the place of those it had."""
    session.execute(delete(LetterExhibit).where(LetterExhibit.letter_id == letter.id))
    for place, (document, name) in enumerate(built.exhibits):
        held = {"letter_id": letter.id, "document_id": document, "place": place}
        session.add(LetterExhibit(request_id=letter.request_id, name=name[:300], **held))
    session.flush()


def _one_line(words: str) -> str:
    return " ".join(words.split())
