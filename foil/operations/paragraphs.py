"""The paragraphs an office uses again and again: written, changed, put away, put into a draft.

Each change is a version with its author; a paragraph is put away, never deleted. A draft takes the
words as they are that day, as a block of its own that can be edited like any other.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound, Refused
from foil.letters.compose import OWN
from foil.letters.draft import KIND as REQUEST
from foil.letters.draft import Draft
from foil.letters.escape import folded, seen
from foil.letters.letter import Edit
from foil.model.tables import Letter, Paragraph, ParagraphVersion, Person
from foil.model.tables import Request as RequestRow
from foil.operations import letter_drafts, letters

LONGEST_NAME, LONGEST = 100, 20_000  # characters


@dataclass(frozen=True)
class Kept:
    """A paragraph as it stands, and its versions, the newest first, each with its author."""

    id: int
    archived: bool
    versions: tuple[tuple[ParagraphVersion, str], ...]

    @property
    def newest(self) -> ParagraphVersion:
        """The version that counts."""
        return self.versions[0][0]


def paragraphs(session: Session) -> tuple[Kept, ...]:
    """Every paragraph of the office by its name, those put away last; in three queries."""
    wanted = (
        select(ParagraphVersion, Person.name)
        .join(Person, Person.id == ParagraphVersion.made_by)
        .order_by(ParagraphVersion.id.desc())
    )
    found: dict[int, list[tuple[ParagraphVersion, str]]] = {}
    for version, author in session.execute(wanted):
        found.setdefault(version.paragraph_id, []).append((version, author))
    rows = [
        Kept(each.id, each.archived_at is not None, tuple(found[each.id]))
        for each in session.scalars(select(Paragraph))
        if each.id in found
    ]
    return tuple(sorted(rows, key=lambda each: (each.archived, each.newest.name.casefold())))


def write(
    person: Person, session: Session, name: str, words: str, *, now: datetime, number: int = 0
) -> None:
    """Write a new paragraph, or with its `number` a new version of one.

    Raises BadInput, by field, for what cannot stand, NotFound for a number there is not.
    """
    name, words = folded(name), seen(words).strip()
    problems = {}
    if not name or len(name) > LONGEST_NAME:
        problems["name"] = f"Give it a name of at most {LONGEST_NAME} characters."
    if not words or len(words) > LONGEST:
        problems["words"] = f"Write the paragraph, of at most {LONGEST:,} characters."
    if problems:
        raise BadInput("The paragraph needs mending.", problems)
    row = _row(session, number) if number else Paragraph()
    session.add(row)
    session.flush()
    version = ParagraphVersion(paragraph_id=row.id, name=name, words=words)
    version.made_at, version.made_by = now, person.id
    session.add(version)


def put_away(person: Person, session: Session, number: int, *, now: datetime) -> None:
    """Put a paragraph away, or take it out again where it is away. Raises NotFound."""
    row = _row(session, number)
    away = row.archived_at is None
    row.archived_at, row.archived_by = (now, person.id) if away else (None, None)


def insert(
    person: Person, session: Session, number: str, letter: int, paragraph: int, *, now: datetime
) -> Letter:
    """Put a paragraph into a draft, once. Raises NotFound, Refused where it is no draft."""
    row = letters.find_any(person, session, number, letter)
    if row.state != "draft":
        raise Refused("The letter is finished; open it for editing again first.")
    words = _words(session, paragraph)
    edit = {f"{OWN}{paragraph}": Edit(words, "")}
    if row.kind == REQUEST:
        request = session.get_one(RequestRow, row.request_id)
        _into_request(person, session, request, row, edit, now)
    else:
        later = letter_drafts.draft_of(row)
        later = replace(later, edits={**later.edits, **edit})
        tab = letter_drafts.tab_of(row)
        letter_drafts.save(person, session, row, later, version=row.version, tab=tab, now=now)
    return row


def _into_request(
    person: Person,
    session: Session,
    request: RequestRow,
    row: Letter,
    edit: dict[str, Edit],
    now: datetime,
) -> None:
    draft: Draft = letters.draft_of(request, row)
    draft = replace(draft, edits={**draft.edits, **edit})
    tab = str(json.loads(row.facts).get("tab", ""))  # the page that is open may go on saving
    title = request.working_title
    letters.save(person, session, row, draft, title, version=row.version, tab=tab, now=now)


def _words(session: Session, paragraph: int) -> str:
    row = _row(session, paragraph)
    if row.archived_at is not None:
        raise NotFound("That paragraph was put away; choose another.")
    wanted = select(ParagraphVersion.words).where(ParagraphVersion.paragraph_id == row.id)
    words = session.scalars(wanted.order_by(ParagraphVersion.id.desc()).limit(1)).first()
    return words or ""


def _row(session: Session, number: int) -> Paragraph:
    row = session.get(Paragraph, number)
    if row is None:
        raise NotFound("There is no such paragraph of the office.")
    return row


def offered(session: Session) -> Sequence[tuple[int, str]]:
    """Those that can be put into a draft: their numbers and names."""
    return [(each.id, each.newest.name) for each in paragraphs(session) if not each.archived]
