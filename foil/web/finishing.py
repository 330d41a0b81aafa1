"""A letter in its formats: made from a draft, or taken from what was sealed at finishing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from sqlalchemy.orm import Session

from foil.archive.store import Kept
from foil.errors import BadInput
from foil.letters import record
from foil.letters.letter import Letter
from foil.letters.plain import markdown, text
from foil.letters.portal import portal_text
from foil.model.tables import Letter as Row
from foil.model.tables import Request
from foil.operations.sealing import sealed_of
from foil.web.arrivals import store
from foil.web.composer import Composer, compose

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
    "txt": "text/plain",
}
NOTHING_ASKED = "Pick at least one thing to ask for, then finish the letter."


@dataclass(frozen=True)
class Made:
    """A file to hand out."""

    name: str
    type: str
    content: bytes


def _pdf(letter: Letter) -> bytes:
    from foil.letters.pdf import render

    return render(letter)


def _docx(letter: Letter) -> bytes:
    from foil.letters.word import render

    return render(letter)


MAKERS: Mapping[str, Callable[[Letter], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "md": lambda letter: markdown(letter).encode(),
    "txt": lambda letter: text(letter).encode(),
}


def made(session: Session, number: str, row: Row, ending: str) -> Made:
    """The letter in one format: the sealed bytes where there are such, else made now."""
    sealed = sealed_of(row)
    request = session.get_one(Request, row.request_id)
    name = f"{request.number} {row.kind.replace('_', ' ')} letter.{ending}"
    if ending in sealed:
        with store().open(sealed[ending]) as file:
            return Made(name, TYPES[ending], file.read())
    letter = sealed_letter(row) if sealed else compose(session, number, row.id).letter
    return Made(name, TYPES[ending], MAKERS[ending](letter))


def sealed_letter(row: Row) -> Letter:
    """The letter as it was finished, from its sealed record."""
    with store().open(sealed_of(row)["json"]) as file:
        return record.from_json(file.read().decode())


def seal(drawn: Composer) -> dict[str, str]:
    """Make the finished letter and keep its bytes: format to SHA-256.

    The portal's text is kept as it would be pasted. Raises BadInput where nothing is asked for,
    LetterError where no PDF can be made, Full where there is no room.
    """
    if not drawn.letter.items:
        raise BadInput(NOTHING_ASKED, {"records": NOTHING_ASKED})
    contents = {
        "pdf": _pdf(drawn.letter),
        "txt": portal_text(drawn.letter).description.text.encode(),
        "json": record.to_json(drawn.letter, drawn.standing).encode(),
    }
    return {ending: store().keep(BytesIO(each)).sha256 for ending, each in contents.items()}


def papers(request: Request, row: Row) -> list[tuple[Kept, str]]:
    """What goes on the event of filing: the PDF and the portal's text, with their names."""
    names = {"pdf": "Request letter.pdf", "txt": "Portal text.txt"}
    found = []
    for ending, name in names.items():
        sha256 = sealed_of(row)[ending]
        with store().open(sha256) as file:
            size = file.seek(0, 2)
        kept = Kept(sha256, size, TYPES[ending])
        found.append((kept, f"{request.number} {name}"))
    return found
