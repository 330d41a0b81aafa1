"""What leaves the office with a letter: its exhibits, read from the archive and put round it."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import Store
from foil.errors import BadInput
from foil.insight.basis import basis
from foil.letters import eml, joining, packet, record
from foil.letters.escape import folded
from foil.letters.exhibits import WORD, exhibit, mark
from foil.letters.facts import Addressee
from foil.letters.kinds import KINDS
from foil.letters.letter import Letter
from foil.letters.packet import Exhibit
from foil.model.tables import Document, LetterExhibit, Person, Request
from foil.model.tables import Letter as Row
from foil.model.visibility import find, find_request
from foil.operations.covering import refuse_covered
from foil.operations.documents import note_opening
from foil.operations.sealing import sealed_of
from foil.sandbox import Limits, run

PDF = "application/pdf"
FINISH_FIRST = "Finish the letter first: what goes out is what was sealed."
MOST_BOUND = 200 << 20  # bytes of exhibits that are bound into one packet
LIMITS = Limits(memory=1024, seconds=120, output=300)
TOO_MUCH = (
    "The letter and its exhibits come to {:.0f} MB, and mail servers take about {:.0f}: send the "
    "letter by mail and the exhibits in parts, or file them through the portal."
)


@dataclass(frozen=True)
class Going:
    """A finished letter on its way out: as it was sealed, with its exhibits in order."""

    request: Request
    row: Row
    letter: Letter
    exhibits: tuple[Exhibit, ...]

    @property
    def pdf(self) -> str:
        """The SHA-256 of its sealed PDF."""
        return sealed_of(self.row)["pdf"]


def going(person: Person, session: Session, store: Store, number: str, letter_id: int) -> Going:
    """The finished letter with that id, of any kind, of the request with that number.

    Raises NotFound where `person` may see none, BadInput for one that is still a draft.
    """
    request = find_request(session, person, number)
    says = f"There is no such letter of {request.number}; look for it among its letters."
    mine = (Row.id == letter_id, Row.request_id == request.id)
    row = find(session, select(Row).where(*mine), person, says)
    if row.state == "draft" or "json" not in sealed_of(row):
        raise BadInput(FINISH_FIRST)
    with store.open(sealed_of(row)["json"]) as file:
        letter = record.from_json(file.read().decode())
    return Going(request, row, letter, _exhibits(session, row, letter))


def _exhibits(session: Session, row: Row, letter: Letter) -> tuple[Exhibit, ...]:
    """The letter's exhibits, each by the mark under which the letter encloses it."""
    wanted = (
        select(LetterExhibit, Document)
        .join(Document, Document.id == LetterExhibit.document_id)
        .where(LetterExhibit.letter_id == row.id, Document.request_id == row.request_id)
        .order_by(LetterExhibit.place, LetterExhibit.id)
    )
    return tuple(
        Exhibit(
            exhibit(letter.enclosures, held.name) or f"{WORD}{mark(place)}",
            folded(held.name), document.name, document.type, document.size, document.sha256,
        )
        for place, (held, document) in enumerate(session.execute(wanted))
    )  # fmt: skip


def officers_mail(session: Session, out: Going) -> str:
    """The e-mail address of the officer it goes to, as the office has it; empty for none."""
    to = KINDS[out.row.kind].to
    agency = basis(session).directory.get(out.request.agency or "")
    named = None if isinstance(to, Addressee) else agency.officer(to)
    if named is None or out.letter.addressee.title != named.addressee:
        return ""
    return named.email or ""


def enclosed(session: Session, out: Going) -> Sequence[Document]:
    """The documents that are the letter's exhibits, in order. Raises Refused where one holds words
    under black boxes: those go out with no letter."""
    wanted = (
        select(Document)
        .join(LetterExhibit, LetterExhibit.document_id == Document.id)
        .where(LetterExhibit.letter_id == out.row.id)
        .order_by(LetterExhibit.place, LetterExhibit.id)
    )
    documents = session.scalars(wanted).all()
    refuse_covered(session, documents)
    return documents


def note_taken(person: Person, session: Session, out: Going, *, now: datetime) -> None:
    """Write that `person` took a copy of each exhibit. Raises what `enclosed` raises."""
    for document in enclosed(session, out):
        note_opening(person, session, document, now=now)


def message(store: Store, out: Going, to: str) -> bytes:
    """The letter as an e-mail to `to`, its PDF and the exhibits attached in order.

    Raises BadInput for more than mail servers take.
    """
    size = store.kept(out.pdf).size + sum(each.size for each in out.exhibits)
    if size > eml.LARGEST * 3 // 4:
        raise BadInput(TOO_MUCH.format(size / 1e6, eml.LARGEST * 3 / 4 / 1e6))
    attached = [
        eml.Attached(f"{each.mark} - {each.file}", each.type, _bytes(store, each.sha256))
        for each in out.exhibits
    ]
    return eml.render(out.letter, to, attached, _bytes(store, out.pdf))


def packet_of(store: Store, out: Going) -> bytes:
    """Cover sheet, letter and exhibits, each behind its slip, as one PDF with bookmarks.

    An exhibit that cannot be bound in is named on its slip. Raises BadInput without a street
    address, or where the packet cannot be made; LetterError where Pango is missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        laid = _Table(Path(folder))
        letter = laid.copy(store, out.pdf)
        exhibits, files = _looked_at(store, laid, out.exhibits)
        (pages,) = run(joining.counted, [letter], limits=LIMITS)
        front = laid.lay(_cover(laid, out.letter, pages, exhibits))
        parts = [("Cover sheet", front, joining.OWN), ("Letter", letter, joining.OWN)]
        for each, file in zip(exhibits, files, strict=True):
            slip = laid.lay(packet.slip(out.letter, each))
            parts.append((f"{each.mark}: {each.name}", slip, joining.OWN))
            if each.pages:
                parts.append(("", file, joining.EXHIBIT))
        made = laid.path()
        run(joining.joined, parts, f"Packet: {out.letter.subject}", made, limits=LIMITS)
        return Path(made).read_bytes()


def _looked_at(
    store: Store, laid: "_Table", exhibits: Sequence[Exhibit]
) -> tuple[list[Exhibit], list[str]]:
    """The exhibits with their pages counted, or why they are not bound in; and the copies."""
    seen: list[Exhibit] = []
    files: list[str] = []
    room = MOST_BOUND
    for each in exhibits:
        why = packet.NOT_PDF if each.type != PDF else packet.TOO_LARGE * (each.size > room)
        files.append("" if why else laid.copy(store, each.sha256))
        room -= 0 if why else each.size
        seen.append(packet.bound(each, why) if why else each)
    wanted = [file for file in files if file]
    found = iter(run(joining.counted, wanted, limits=LIMITS) if wanted else [])
    known = [
        packet.bound(each, next(found)) if file else each
        for each, file in zip(seen, files, strict=True)
    ]
    return known, files


def _cover(laid: "_Table", letter: Letter, pages: int, exhibits: Sequence[Exhibit]) -> bytes:
    """The cover sheet; where it takes more than a page, with that counted."""
    made = packet.cover(letter, packet.contents(pages, exhibits))
    (own,) = run(joining.counted, [laid.lay(made)], limits=LIMITS)
    if own == 1:
        return made
    return packet.cover(letter, packet.contents(pages, exhibits, own))


class _Table:
    """A folder of our own, where the parts of a packet lie while it is put together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._laid = 0

    def path(self) -> str:
        """A path nothing lies at."""
        self._laid += 1
        return str(self._folder / f"{self._laid}.pdf")

    def lay(self, content: bytes) -> str:
        """Lay these bytes down; where."""
        path = self.path()
        Path(path).write_bytes(content)
        return path

    def copy(self, store: Store, sha256: str) -> str:
        """Lay a kept file down; where. Raises NotFound."""
        path = self.path()
        with store.open(sha256) as file, Path(path).open("wb") as copied:
            shutil.copyfileobj(file, copied)
        return path


def _bytes(store: Store, sha256: str) -> bytes:
    with store.open(sha256) as file:
        return file.read()
