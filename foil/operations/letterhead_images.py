"""The images of the letterhead: the office's logo, and each signer's own signature.

Each change is a row: the newest counts, and the one before it can be had back.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import Store
from foil.errors import BadInput, NotFound, Refused
from foil.letters.escape import folded
from foil.letters.facts import Image
from foil.letters.images import LARGEST_FILE, prepared
from foil.model.tables import LetterheadImage, Person
from foil.sandbox import Limits, run

WITHIN = Limits(memory=768, seconds=20, output=2)
LONGEST = 200  # characters of the words
COPIED = ("sha256", "name", "type", "width", "height", "alt", "data")


def made_safe(store: Store, content: bytes, alt: str) -> Image:
    """The picture as letters take it, its bytes kept in the archive.

    Raises BadInput, by field, for what is no picture or has no words.
    """
    problems = {}
    if not content:
        problems["picture"] = "Choose a PNG or JPEG."
    elif len(content) > LARGEST_FILE:
        problems["picture"] = "The picture is larger than 2 MiB. Save it smaller, and bring that."
    problems |= _words_missing(alt)
    if problems:
        raise BadInput("The picture needs mending.", problems)
    try:
        drawn = run(prepared, b64encode(content).decode(), limits=WITHIN)
    except BadInput as error:
        says = str(error).replace("The file", "The picture")
        raise BadInput("The picture needs mending.", {"picture": says}) from error
    image = Image(alt=folded(alt), **json.loads(json.dumps(drawn)))
    store.keep(BytesIO(b64decode(image.data)))
    return image


def reworded(session: Session, person_id: int | None, alt: str) -> tuple[Image, str] | None:
    """The image that is there, whose is as for `image_of`, with other words of what it shows, and
    its file's name; None where there is none, or it has these words already.

    Raises BadInput without words.
    """
    rows, there = _rows(session, person_id), image_of(session, person_id)
    if there is None or folded(alt) == there.alt:
        return None
    if problems := _words_missing(alt):
        raise BadInput("The picture needs mending.", problems)
    return replace(there, alt=folded(alt)), rows[0].name


def _words_missing(alt: str) -> dict[str, str]:
    if folded(alt) and len(alt) <= LONGEST:
        return {}
    return {"alt": "Say in a few words what it shows, for whoever cannot see it."}


def put(
    person: Person,
    session: Session,
    image: Image | None,
    *,
    logo: bool,
    now: datetime,
    name: str = "",
) -> None:
    """Put a logo, or one's own signature, on the letters from now on; None takes it off.

    Raises Refused for a logo where `person` is no administrator.
    """
    _may(person, logo=logo)
    row = LetterheadImage(person_id=None if logo else person.id, name=name[:255])
    row.made_at, row.made_by = now, person.id
    if image is not None:
        for field in ("sha256", "type", "width", "height", "alt", "data"):
            setattr(row, field, getattr(image, field))
    session.add(row)


def undo(person: Person, session: Session, *, logo: bool, now: datetime) -> None:
    """Have back what was there before the last change. Raises Refused, NotFound."""
    _may(person, logo=logo)
    rows = _rows(session, None if logo else person.id)
    if not rows:
        raise NotFound("Nothing was changed there.")
    before = rows[1] if len(rows) > 1 else LetterheadImage(sha256="", name="", type="", data="")
    row = LetterheadImage(person_id=None if logo else person.id)
    for field in COPIED:
        setattr(row, field, getattr(before, field))
    row.width, row.height, row.alt = before.width or 0, before.height or 0, before.alt or ""
    row.made_at, row.made_by = now, person.id
    session.add(row)


def image_of(session: Session, person_id: int | None) -> Image | None:
    """The office's logo (None), or that person's signature, as letters take it."""
    rows = _rows(session, person_id)
    if not rows or not rows[0].sha256:
        return None
    return Image(**{name: getattr(rows[0], name) for name in COPIED if name != "name"})


def may_undo(session: Session, person_id: int | None) -> bool:
    """Whether there is a change to undo."""
    return bool(_rows(session, person_id))


def shown(session: Session, sha256: str) -> Image:
    """The image of that SHA-256 that is, or was, on the office's letters. Raises NotFound."""
    wanted = select(LetterheadImage).where(LetterheadImage.sha256 == sha256)
    row = session.scalars(wanted.limit(1)).first()
    if row is None:
        raise NotFound("There is no such image on the office’s letters.")
    return Image(**{name: getattr(row, name) for name in COPIED if name != "name"})


def _rows(session: Session, person_id: int | None) -> list[LetterheadImage]:
    """The two newest changes there, the newest first."""
    mine = LetterheadImage.person_id
    whose = mine.is_(None) if person_id is None else mine == person_id
    wanted = select(LetterheadImage).where(whose).order_by(LetterheadImage.id.desc()).limit(2)
    return list(session.scalars(wanted))


def _may(person: Person, *, logo: bool) -> None:
    if logo and person.role != "administrator":
        raise Refused("Only an administrator changes the logo; ask one of yours.")
