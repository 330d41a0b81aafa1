"""A later letter in its formats: sealed when it is finished, and handed out as it was sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from markupsafe import Markup
from sqlalchemy.orm import Session

from foil.archive.store import Kept
from foil.errors import BadInput
from foil.insight.authority_readings import standing
from foil.insight.basis import basis
from foil.insight.lines import Named, named
from foil.letters import record
from foil.letters.letter import Letter
from foil.letters.sheet import html
from foil.model.tables import Letter as Row
from foil.model.tables import Request
from foil.operations import letter_drafts
from foil.operations.letter_drafts import find_letter
from foil.operations.sealing import sealed_of
from foil.web.arrivals import store
from foil.web.desk import me, reading, today
from foil.web.finishing import MAKERS, TYPES, Made, sealed_letter
from foil.web.letter_composer import Writing, kind_name

NOT_YET = "The letter cannot be finished yet: see what is still needed."
ON_EVENT = ("pdf", "txt")
"""The formats that go on the event of filing."""


@dataclass(frozen=True)
class Finished:
    """A finished letter as its pages show it."""

    request: Request
    named: Named
    row: Row
    letter: Letter

    @property
    def name(self) -> str:
        """What the letter is called."""
        return kind_name(self.row.kind)

    @property
    def sheet(self) -> Markup:
        """The letter as a sheet of paper."""
        return html(self.letter, top=2)

    @property
    def sealed(self) -> dict[str, str]:
        """What was made at finishing: format to SHA-256."""
        return sealed_of(self.row)


def finished(session: Session, number: str, letter: int) -> Finished:
    """The finished letter. Raises NotFound, and BadInput for one that is still a draft."""
    row = find_letter(me(), session, number, letter)
    if row.state == "draft" or not sealed_of(row):
        raise BadInput("This letter is still a draft: finish it first.")
    request = session.get_one(Request, row.request_id)
    return Finished(request, named(request, basis(session)), row, sealed_letter(row))


def seal(writing: Writing) -> dict[str, str]:
    """Make the letter in every format and keep the bytes: format to SHA-256.

    Raises BadInput, by field, for what is still needed, LetterError where no PDF can be made,
    Full where there is no room.
    """
    if writing.letter is None or writing.made.needs:
        raise BadInput(NOT_YET, {field: f"{says}." for field, says in writing.needs})
    with reading() as session:
        today_worth = standing(session)
    contents = {ending: make(writing.letter) for ending, make in MAKERS.items()}
    contents["json"] = record.to_json(writing.letter, today_worth).encode()
    return {ending: store().keep(BytesIO(each)).sha256 for ending, each in contents.items()}


def made(session: Session, number: str, letter: int, ending: str) -> Made:
    """The letter in one format: the sealed bytes where there are such, else made now.

    Raises BadInput while its facts cannot stand together.
    """
    row = find_letter(me(), session, number, letter)
    name = f"{number} {file_name(row.kind)}.{ending}"
    sealed: Mapping[str, str] = sealed_of(row)
    if ending in sealed:
        with store().open(sealed[ending]) as file:
            return Made(name, TYPES[ending], file.read())
    request = session.get_one(Request, row.request_id)
    drawn = letter_drafts.drawn(session, request, letter_drafts.draft_of(row), today())
    if drawn.letter is None:
        raise BadInput(NOT_YET)
    return Made(name, TYPES[ending], MAKERS[ending](drawn.letter))


def file_name(kind: str) -> str:
    """What a kind of letter is called, as the name of a file."""
    return kind_name(kind).replace(":", ",")


def papers(request: Request, row: Row) -> list[tuple[Kept, str]]:
    """What goes on the event of filing: the sealed PDF and text, with their names."""
    found = []
    for ending in ON_EVENT:
        sha256 = sealed_of(row)[ending]
        with store().open(sha256) as file:
            size = file.seek(0, 2)
        name = f"{request.number} {file_name(row.kind)}.{ending}"
        found.append((Kept(sha256, size, TYPES[ending]), name))
    return found
