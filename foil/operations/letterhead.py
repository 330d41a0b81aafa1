"""The office as its letters have it: letterhead and the lines under the signature."""

from dataclasses import replace

from sqlalchemy.orm import Session

from foil.letters.escape import folded
from foil.letters.facts import Sender
from foil.model.tables import Person
from foil.operations.letterhead_images import image_of
from foil.operations.office import OfficeFacts, facts_of, the_office


def letterhead(session: Session, signer: int | None = None) -> Sender | None:
    """The office's letterhead, over the name of the person with that id; None before first run."""
    office = the_office(session)
    person = session.get(Person, signer) if signer is not None else None
    if office is None:
        return None
    hand = image_of(session, signer) if signer is not None else None
    return replace(sender_of(facts_of(office), person), logo=image_of(session, None), hand=hand)


def sender_of(office: OfficeFacts, signer: Person | None = None) -> Sender:
    """What an office says of itself, as its letters say it, signed by `signer` if anyone is."""
    return Sender(
        folded(office.name),
        _lines(office.address),
        folded(office.telephone),
        folded(office.email),
        _signature(office, signer),
    )


def _signature(office: OfficeFacts, signer: Person | None) -> tuple[str, ...]:
    """Name, title, then the office's block; a line the block repeats stands once."""
    who = (folded(signer.name), folded(signer.title)) if signer else ()
    found: dict[str, str] = {}
    for line in (*who, *(_lines(office.signature_block) or (folded(office.name),))):
        found.setdefault(line.casefold(), line)
    found.pop("", None)
    return tuple(found.values())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for each in text.splitlines() if (line := folded(each)))
