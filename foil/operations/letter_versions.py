"""Versions of a draft: what it was after each person's run of saves, by whom and when."""

import json
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.errors import NotFound
from foil.letters.letter import Letter as Made
from foil.model.tables import Letter, LetterVersion, Person

RUN = timedelta(minutes=30)
"""A pause after which the same person's next save begins another version."""


def keep_version(
    person: Person,
    session: Session,
    letter: Letter,
    made: Made | None,
    *,
    now: datetime,
    apart: bool = False,
) -> None:
    """Keep what a draft is now: the version that this person's run of saves is at, or a new one.

    `made` is the letter as it reads, None where its facts cannot stand together. `apart` begins a
    new one in any case. The first stands as it was begun.
    """
    last = newest(session, letter)
    first = last is not None and _is_first(session, last)
    words = {each.key: each.text for each in made.blocks} if made else {}
    kept = {"facts": letter.facts, "blocks": letter.blocks, "words": json.dumps(words)}
    if last and last.made_by == person.id and now - last.made_at < RUN and not (apart or first):
        for name, value in kept.items():
            setattr(last, name, value)
        last.made_at = now
        return
    if last and (last.facts, last.blocks) == (letter.facts, letter.blocks):
        return
    session.add(
        LetterVersion(
            request_id=letter.request_id,
            letter_id=letter.id,
            began_at=now,
            made_at=now,
            made_by=person.id,
            **kept,
        )
    )


def newest(session: Session, letter: Letter) -> LetterVersion | None:
    """The newest version of a draft."""
    wanted = select(LetterVersion).where(LetterVersion.letter_id == letter.id)
    return session.scalars(wanted.order_by(LetterVersion.id.desc()).limit(1)).first()


def versions(session: Session, letter: Letter) -> list[tuple[LetterVersion, str]]:
    """Every version with its author's name, the newest first."""
    wanted = (
        select(LetterVersion, Person.name)
        .join(Person, Person.id == LetterVersion.made_by)
        .where(LetterVersion.letter_id == letter.id)
        .order_by(LetterVersion.id.desc())
    )
    return [(version, name) for version, name in session.execute(wanted)]


def find_version(session: Session, letter: Letter, id_: int) -> LetterVersion:
    """The version with that id of that letter. Raises NotFound."""
    version = session.get(LetterVersion, id_)
    if version is None or version.letter_id != letter.id:
        raise NotFound("There is no such version of this letter.")
    return version


def authors(session: Session, letter: Letter) -> set[int]:
    """Everyone who has saved the draft, by id."""
    wanted = select(LetterVersion.made_by).where(LetterVersion.letter_id == letter.id)
    return {letter.made_by, letter.saved_by, *session.scalars(wanted)}


def _is_first(session: Session, version: LetterVersion) -> bool:
    mine = LetterVersion.letter_id == version.letter_id
    return session.scalar(select(func.min(LetterVersion.id)).where(mine)) == version.id
